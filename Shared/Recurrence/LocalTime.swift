/// A time of day on a wall clock, to the minute: 00:00 to 23:59.
public struct LocalTime: Hashable, Sendable {
    /// 0 to 1439.
    let minuteOfDay: Int16

    public var hour: Int { Int(self.minuteOfDay) / 60 }
    public var minute: Int { Int(self.minuteOfDay) % 60 }
    var secondOfDay: Int64 { Int64(self.minuteOfDay) * 60 }

    /// `nil` unless `hour` is 0 to 23 and `minute` 0 to 59.
    public init?(hour: Int, minute: Int) {
        guard (0...23).contains(hour), (0...59).contains(minute) else { return nil }
        self.minuteOfDay = Int16(hour * 60 + minute)
    }

    /// How a time is shown to people.
    public enum Style: Hashable, Sendable, CaseIterable {
        /// `17:00`
        case hours24
        /// `5:00 PM`; midnight is `12:00 AM`, noon `12:00 PM`.
        case hours12
    }

    /// The time for people. See ``description`` for the form that programs read.
    public func text(_ style: Style = .hours24) -> String {
        switch style {
        case .hours24: self.description
        case .hours12:
            "\((self.hour + 11) % 12 + 1):\(twoDigits(self.minute)) \(self.hour < 12 ? "AM" : "PM")"
        }
    }
}

extension LocalTime: CustomStringConvertible, LosslessStringConvertible {
    /// `HH:MM`, always five characters.
    public var description: String { "\(twoDigits(self.hour)):\(twoDigits(self.minute))" }

    /// Reads `HH:MM` with ASCII digits; `nil` for anything else, such as `9:00`, `24:00` or `09:00:00`.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 5, bytes[2] == UInt8(ascii: ":") else { return nil }
        func number(at index: Int) -> Int? {
            let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
            guard digits.contains(bytes[index]), digits.contains(bytes[index + 1]) else { return nil }
            return Int(bytes[index] - UInt8(ascii: "0")) * 10 + Int(bytes[index + 1] - UInt8(ascii: "0"))
        }
        guard let hour = number(at: 0), let minute = number(at: 3) else { return nil }
        self.init(hour: hour, minute: minute)
    }
}

extension LocalTime: Comparable {
    public static func < (left: LocalTime, right: LocalTime) -> Bool { left.minuteOfDay < right.minuteOfDay }
}
