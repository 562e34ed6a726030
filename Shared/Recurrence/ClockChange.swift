import Values

/// How a change of the clocks bears on a planned time.
enum ClockChange: Hashable, Sendable {
    /// The planned time does not exist; the first one after it does, in seconds from 1970-01-01T00:00 on the wall clock.
    case setForward(to: Int64)
    /// The planned time occurs twice.
    case setBack
    /// The planned time occurs twice, and is taken each time.
    case repeated

    func text(planned: LocalDateTime) -> String {
        switch self {
        case .setBack:
            return "clock change: \(planned.time) occurs twice, fires the first time"
        case .repeated:
            return "clock change: \(planned.time) occurs twice, fires each time"
        case .setForward(let seconds):
            let day = seconds.floorDivided(by: secondsPerDay)
            let second = Int(seconds.floorRemainder(by: secondsPerDay))
            var time = "\(twoDigits(second / 3600)):\(twoDigits(second / 60 % 60))"
            // Offsets had seconds until the 1970s.
            if second % 60 != 0 { time += ":\(twoDigits(second % 60))" }
            if day != planned.day { time += " on \(CivilDate(daysSince1970: day).text)" }
            return "clock change: \(planned.time) does not exist on this day, fires at \(time)"
        }
    }
}
