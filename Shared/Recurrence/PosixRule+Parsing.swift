extension PosixRule {
    /// Reads for example `CET-1CEST,M3.5.0,M10.5.0/3`; `nil` when it is not valid. Daylight saving time needs its dates:
    /// what POSIX leaves to the system when they are missing is no rule.
    init?(_ text: some Sequence<UInt8>) {
        var parser = Parser(text)
        guard parser.name(), let standard = parser.offset() else { return nil }
        self.standard = standard
        if parser.isAtEnd { return }
        guard parser.name() else { return nil }
        var offset = standard + 3600
        if !parser.isNext(",") {
            guard let given = parser.offset() else { return nil }
            offset = given
        }
        guard parser.skip(","), let start = parser.moment(), parser.skip(","), let end = parser.moment(),
            parser.isAtEnd
        else { return nil }
        self.daylight = Daylight(offset: offset, start: start, end: end)
    }
}

private struct Parser {
    private let bytes: [UInt8]
    private var position = 0

    init(_ text: some Sequence<UInt8>) { self.bytes = Array(text) }

    var isAtEnd: Bool { self.position == self.bytes.count }

    func isNext(_ character: Unicode.Scalar) -> Bool {
        !self.isAtEnd && self.bytes[self.position] == UInt8(ascii: character)
    }

    mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard self.isNext(character) else { return false }
        self.position += 1
        return true
    }

    /// Three or more letters, or letters, digits and signs in angle brackets.
    mutating func name() -> Bool {
        let isQuoted = self.skip("<")
        let start = self.position
        while !self.isAtEnd {
            switch self.bytes[self.position] {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"): break
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"):
                if !isQuoted { return self.position - start >= 3 }
            default:
                return self.position - start >= 3 && (!isQuoted || self.skip(">"))
            }
            self.position += 1
        }
        return self.position - start >= 3 && !isQuoted
    }

    mutating func number(_ range: ClosedRange<Int64>, digits: Int) -> Int64? {
        var value: Int64 = 0
        let start = self.position
        while !self.isAtEnd, self.position - start < digits {
            let byte = self.bytes[self.position]
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { break }
            value = value * 10 + Int64(byte - UInt8(ascii: "0"))
            self.position += 1
        }
        return self.position > start && range.contains(value) ? value : nil
    }

    /// `[+-]h[h[h]][:mm[:ss]]` in seconds.
    private mutating func time(hours range: ClosedRange<Int64>) -> Int64? {
        let isNegative = self.skip("-")
        if !isNegative { _ = self.skip("+") }
        guard let hours = self.number(range, digits: 3) else { return nil }
        var seconds = hours * 3600
        if self.skip(":") {
            guard let minutes = self.number(0...59, digits: 2) else { return nil }
            seconds += minutes * 60
            if self.skip(":") {
                guard let rest = self.number(0...59, digits: 2) else { return nil }
                seconds += rest
            }
        }
        return isNegative ? -seconds : seconds
    }

    /// Seconds east of UTC. In the text west is positive.
    mutating func offset() -> Int64? { self.time(hours: 0...24).map { -$0 } }

    mutating func moment() -> PosixRule.Moment? {
        let day: PosixRule.Moment.Day
        if self.skip("J") {
            guard let number = self.number(1...365, digits: 3) else { return nil }
            day = .ordinal(number)
        } else if self.skip("M") {
            guard let month = self.number(1...12, digits: 2), self.skip("."), let week = self.number(1...5, digits: 1),
                self.skip("."), let weekday = self.number(0...6, digits: 1)
            else { return nil }
            day = .weekday(month: month, week: week, day: weekday)
        } else {
            guard let number = self.number(0...365, digits: 3) else { return nil }
            day = .zeroBased(number)
        }
        var time: Int64 = 2 * 3600
        if self.skip("/") {
            // Up to 24 in POSIX; RFC 8536, section 3.3.1, widens it to a week on either side.
            guard let given = self.time(hours: 0...167) else { return nil }
            time = given
        }
        return PosixRule.Moment(day: day, time: time)
    }
}
