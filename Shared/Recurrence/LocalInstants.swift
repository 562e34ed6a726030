public import Values

/// When the clocks of a zone show a given date and time.
public enum LocalInstants: Hashable, Sendable {
    case once(Timestamp)
    /// Before and after the clocks were set back.
    case twice(Timestamp, Timestamp)
    /// Never: the clocks were set forward over it.
    case never(ClockGap)
}

/// A jump of a zone's clocks forward. The local times in it do not exist.
public struct ClockGap: Hashable, Sendable {
    /// The first instant after the jump.
    public let instant: Timestamp
    /// Seconds east of UTC before the jump.
    public let offsetBefore: Int64
    /// Seconds east of UTC after the jump; more than ``offsetBefore``.
    public let offsetAfter: Int64

    /// The first local time that does not exist, in seconds from 1970-01-01T00:00 on the wall clock.
    public var start: Int64 { self.instant.seconds + self.offsetBefore }
    /// The first local time that exists again, in seconds from 1970-01-01T00:00 on the wall clock.
    public var end: Int64 { self.instant.seconds + self.offsetAfter }

    /// Whether no time of this date exists. `day` counts from 1970-01-01.
    func swallows(day: Int64) -> Bool {
        self.start <= day * secondsPerDay && self.end >= (day + 1) * secondsPerDay
    }
}

extension Zone {
    /// When the zone's clocks show `local`.
    public func instants(of local: LocalDateTime) -> LocalInstants {
        // An instant that shows `wanted` lies this far around it, whatever the offset.
        let wanted = local.seconds
        let latest = wanted - TZif.offsetRange.lowerBound
        var span = self.span(at: wanted - TZif.offsetRange.upperBound)
        var before = span.offset
        while wanted - span.offset >= span.end {
            before = span.offset
            span = self.span(at: span.end)
        }
        // From here on the clocks have reached `wanted`, or have jumped over it.
        let found = wanted - span.offset
        let jump = span
        var second: Int64?
        while span.end <= latest {
            span = self.span(at: span.end)
            let again = wanted - span.offset
            if second == nil, (span.start..<span.end).contains(again) { second = again }
        }
        if found >= jump.start {
            guard let second else { return .once(Timestamp(seconds: found)) }
            return .twice(Timestamp(seconds: found), Timestamp(seconds: second))
        }
        // Jumped over, and set back before it soon after: no zone has done that, and it would exist once.
        if let second { return .once(Timestamp(seconds: second)) }
        let gap = ClockGap(instant: Timestamp(seconds: jump.start), offsetBefore: before, offsetAfter: jump.offset)
        return .never(gap)
    }

    /// When something planned for `local` fires: of two instants the first; in a gap the first instant after it; `nil`
    /// when the zone's calendar has no such date (Pacific/Apia, 30 December 2011).
    public func fire(at local: LocalDateTime) -> Fire? {
        switch self.instants(of: local) {
        case .once(let instant): Fire(at: instant, planned: local, change: nil)
        case .twice(let first, _): Fire(at: first, planned: local, change: .setBack)
        case .never(let gap):
            gap.swallows(day: local.day) ? nil : Fire(at: gap.instant, planned: local, change: .setForward(to: gap.end))
        }
    }
}
