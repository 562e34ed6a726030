import Glibc

/// A point in time, to the microsecond: what Postgres stores as `timestamptz`.
public struct Timestamp: Hashable, Comparable, Sendable {
    /// Since 1970-01-01T00:00:00Z, without leap seconds.
    public var microseconds: Int64

    public init(microseconds: Int64) { self.microseconds = microseconds }

    /// Seconds since 1970-01-01T00:00:00Z.
    public init(seconds: Int64) { self.microseconds = seconds * 1_000_000 }

    /// This machine's wall clock. Decisions about due times use the database's clock instead.
    public static func now() -> Timestamp {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000)
    }

    /// Whole seconds since 1970-01-01T00:00:00Z, rounded down.
    public var seconds: Int64 { self.microseconds.floorDivided(by: 1_000_000) }

    public static func < (left: Timestamp, right: Timestamp) -> Bool { left.microseconds < right.microseconds }

    public static func + (time: Timestamp, duration: Duration) -> Timestamp {
        Timestamp(microseconds: time.microseconds + duration.microseconds)
    }

    public static func - (time: Timestamp, duration: Duration) -> Timestamp {
        Timestamp(microseconds: time.microseconds - duration.microseconds)
    }

    /// The time from `earlier` to `later`.
    public static func - (later: Timestamp, earlier: Timestamp) -> Duration {
        .microseconds(later.microseconds - earlier.microseconds)
    }
}

extension Duration {
    /// Rounded towards zero.
    public var microseconds: Int64 {
        let (seconds, attoseconds) = self.components
        return seconds * 1_000_000 + attoseconds / 1_000_000_000_000
    }

    /// Rounded towards zero.
    public var milliseconds: Int64 { self.microseconds / 1000 }
}

extension Timestamp: CustomStringConvertible {
    /// RFC 3339 in UTC with six decimals, for example `2026-11-21T12:00:00.000000Z`; years 0000 to 9999.
    public var description: String {
        String(unsafeUninitializedCapacity: 27) { buffer in
            var index = 0
            self.forEachByte { byte in
                buffer[index] = byte
                index += 1
            }
            return index
        }
    }

    func forEachByte(_ body: (UInt8) -> Void) {
        func digits(_ value: Int64, _ count: Int) {
            var divisor: Int64 = 1
            for _ in 1..<count { divisor *= 10 }
            while divisor > 0 {
                body(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: value / divisor % 10))
                divisor /= 10
            }
        }
        let days = self.microseconds.floorDivided(by: 86_400_000_000)
        let rest = self.microseconds.floorRemainder(by: 86_400_000_000)
        let date = CivilDate(daysSince1970: days)
        digits(date.year, 4)
        body(UInt8(ascii: "-"))
        digits(date.month, 2)
        body(UInt8(ascii: "-"))
        digits(date.day, 2)
        body(UInt8(ascii: "T"))
        digits(rest / 3_600_000_000, 2)
        body(UInt8(ascii: ":"))
        digits(rest / 60_000_000 % 60, 2)
        body(UInt8(ascii: ":"))
        digits(rest / 1_000_000 % 60, 2)
        body(UInt8(ascii: "."))
        digits(rest % 1_000_000, 6)
        body(UInt8(ascii: "Z"))
    }
}

extension Timestamp: LosslessStringConvertible {
    /// Reads RFC 3339 (section 5.6) with any offset and up to nine decimals; `nil` for anything else, leap seconds
    /// (`:60`) included.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        var index = 0
        func number(_ count: Int) -> Int64? {
            guard index + count <= bytes.count else { return nil }
            var value: Int64 = 0
            for _ in 0..<count {
                guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[index]) else { return nil }
                value = value * 10 + Int64(bytes[index] - UInt8(ascii: "0"))
                index += 1
            }
            return value
        }
        func take(_ choices: UInt8...) -> UInt8? {
            guard index < bytes.count, choices.contains(bytes[index]) else { return nil }
            defer { index += 1 }
            return bytes[index]
        }
        guard let year = number(4), take(UInt8(ascii: "-")) != nil, let month = number(2),
            take(UInt8(ascii: "-")) != nil, let day = number(2), take(UInt8(ascii: "T"), UInt8(ascii: "t")) != nil,
            let hour = number(2), take(UInt8(ascii: ":")) != nil, let minute = number(2),
            take(UInt8(ascii: ":")) != nil, let second = number(2)
        else { return nil }
        let date = CivilDate(year: year, month: month, day: day)
        guard date.isValid, hour < 24, minute < 60, second < 60 else { return nil }
        var fraction: Int64 = 0
        if take(UInt8(ascii: ".")) != nil {
            var scale: Int64 = 100_000
            let start = index
            while let digit = number(1) {
                fraction += digit * scale
                scale /= 10
            }
            guard (1...9).contains(index - start) else { return nil }
        }
        var offset: Int64 = 0
        if take(UInt8(ascii: "Z"), UInt8(ascii: "z")) == nil {
            guard let sign = take(UInt8(ascii: "+"), UInt8(ascii: "-")), let hours = number(2),
                take(UInt8(ascii: ":")) != nil, let minutes = number(2), hours < 24, minutes < 60
            else { return nil }
            offset = (hours * 60 + minutes) * (sign == UInt8(ascii: "-") ? -60 : 60)
        }
        guard index == bytes.count else { return nil }
        let seconds = date.daysSince1970 * 86400 + hour * 3600 + minute * 60 + second - offset
        self.init(microseconds: seconds * 1_000_000 + fraction)
    }
}

extension Timestamp: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let time = Timestamp(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription: "must be an RFC 3339 time with a zone, like 2026-11-21T09:00:00Z"
            )
        }
        self = time
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(self.description)
    }
}
