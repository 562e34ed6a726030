public import Values

/// A time zone: the history and the rule of its offset from UTC. Get one from ``ZoneDatabase``.
///
/// Immutable and a reference, so that handing it to 100,000 schedules costs nothing.
public final class Zone: Sendable {
    /// The IANA name, for example `Europe/Berlin`.
    public let name: String
    private let changes: [Int64]
    private let offsets: [Int64]
    private let rule: PosixRule?
    /// From when on the rule holds; `.max` without one.
    private let ruleStart: Int64

    init(name: String, _ file: TZif) {
        self.name = name
        self.changes = file.changes
        self.offsets = file.offsets
        self.rule = file.rule
        self.ruleStart = file.rule == nil ? .max : file.tableEnd
    }

    /// How far the zone's clocks are ahead of UTC at `instant`, in seconds; west of Greenwich it is negative.
    public func offset(at instant: Timestamp) -> Int64 { self.span(at: instant.seconds).offset }

    /// The date on the calendar of the zone at that instant.
    public func date(at instant: Timestamp) -> CivilDate {
        CivilDate(daysSince1970: (instant.seconds + self.offset(at: instant)).floorDivided(by: secondsPerDay))
    }

    /// The days from 1970-01-01 to the date that the zone's clocks show at `instant`.
    func day(at instant: Timestamp) -> Int64 {
        let seconds = instant.seconds
        return (seconds + self.span(at: seconds).offset).floorDivided(by: secondsPerDay)
    }

    /// The span that `instant` (seconds from 1970) is in. Two spans that follow each other may have the same offset.
    func span(at instant: Int64) -> Span {
        if let rule = self.rule, instant >= self.ruleStart {
            var span = rule.span(at: instant)
            span.start = max(span.start, self.ruleStart)
            return span
        }
        // The number of changes that are not after the instant.
        var low = 0
        var high = self.changes.count
        while low < high {
            let middle = (low + high) / 2
            if self.changes[middle] <= instant { low = middle + 1 } else { high = middle }
        }
        return Span(
            start: low == 0 ? .min : self.changes[low - 1],
            end: low == self.changes.count ? self.ruleStart : self.changes[low],
            offset: self.offsets[low]
        )
    }
}

extension Zone: CustomStringConvertible {
    /// The IANA name.
    public var description: String { self.name }
}
