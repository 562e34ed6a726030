/// The contents of a compiled time zone file (RFC 8536): when the offset from UTC changes, and to what.
struct TZif {
    /// Instants at which the offset changes, ascending, in seconds from 1970.
    private(set) var changes: [Int64] = []
    /// `offsets[i]` holds before `changes[i]`, the last one after the last change; seconds east of UTC.
    private(set) var offsets: [Int64] = []
    /// What holds from ``tableEnd`` on; without one the last offset stays.
    private(set) var rule: PosixRule?
    /// The last entry of the file's table. Not the last of ``changes``: an entry need not change the offset.
    private(set) var tableEnd: Int64 = .min

    /// Why a file is refused, and where.
    struct Damage: Error, Hashable, CustomStringConvertible {
        let offset: Int
        let reason: String
        var description: String { "\(self.reason) (byte \(self.offset))" }
    }

    /// The range that section 3.2 gives for offsets: -24:59:59 to +25:59:59.
    static let offsetRange: ClosedRange<Int64> = -89_999...93_599

    init(_ bytes: [UInt8]) throws(Damage) {
        var reader = Reader(bytes: bytes)
        let first = try Header(&reader)
        if first.version == 0 {
            try self.readBlock(&reader, first, timeSize: 4)
            return
        }
        // Since version 2 a block with 64-bit times follows the one with 32-bit times, and then a rule.
        try reader.skip(first.size(timeSize: 4))
        try self.readBlock(&reader, try Header(&reader), timeSize: 8)
        try self.readFooter(&reader)
    }

    private mutating func readBlock(_ reader: inout Reader, _ header: Header, timeSize: Int) throws(Damage) {
        guard header.leapCount == 0 else { throw reader.damage("the file counts leap seconds, which our times do not") }
        guard header.typeCount > 0 else { throw reader.damage("no type of local time") }
        let end = reader.position + header.size(timeSize: timeSize)
        var times: [Int64] = []
        for _ in 0..<header.timeCount {
            let time = try reader.integer(timeSize)
            if let last = times.last, last >= time { throw reader.damage("the times do not ascend") }
            times.append(time)
        }
        let types = try reader.take(header.timeCount)
        var offsetOfType: [Int64] = []
        for _ in 0..<header.typeCount {
            let offset = try reader.integer(4)
            guard TZif.offsetRange.contains(offset) else { throw reader.damage("an offset is out of range") }
            offsetOfType.append(offset)
            try reader.skip(2)  // daylight saving flag and abbreviation
        }
        // Before the first entry the first type holds (section 3.2).
        self.offsets = [offsetOfType[0]]
        for (time, type) in zip(times, types) {
            guard Int(type) < offsetOfType.count else { throw reader.damage("an entry names a type that is missing") }
            let offset = offsetOfType[Int(type)]
            if offset == self.offsets.last { continue }
            self.changes.append(time)
            self.offsets.append(offset)
        }
        self.tableEnd = times.last ?? .min
        // Abbreviations and indicators say nothing about offsets.
        try reader.skip(end - reader.position)
    }

    private mutating func readFooter(_ reader: inout Reader) throws(Damage) {
        let newline = UInt8(ascii: "\n")
        guard try reader.take(1).first == newline, let text = reader.take(upTo: newline) else {
            throw reader.damage("the rule for later times is cut off")
        }
        if text.isEmpty { return }
        guard let rule = PosixRule(text) else { throw reader.damage("the rule for later times is not valid") }
        self.rule = rule
    }
}

/// The counts at the start of a block (RFC 8536, section 3.1).
private struct Header {
    let version: UInt8
    let universalCount: Int
    let standardCount: Int
    let leapCount: Int
    let timeCount: Int
    let typeCount: Int
    let characterCount: Int

    init(_ reader: inout Reader) throws(TZif.Damage) {
        guard try reader.take(4).elementsEqual("TZif".utf8) else { throw reader.damage("not a time zone file") }
        let version = try reader.take(16)
        self.version = version.first ?? 0
        self.universalCount = try reader.count()
        self.standardCount = try reader.count()
        self.leapCount = try reader.count()
        self.timeCount = try reader.count()
        self.typeCount = try reader.count()
        self.characterCount = try reader.count()
    }

    /// In bytes, without the header itself (section 3.2).
    func size(timeSize: Int) -> Int {
        self.timeCount * (timeSize + 1) + self.typeCount * 6 + self.characterCount
            + self.leapCount * (timeSize + 4) + self.standardCount + self.universalCount
    }
}

/// Reads big-endian numbers; every step is checked against the end.
private struct Reader {
    let bytes: [UInt8]
    private(set) var position = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    func damage(_ reason: String) -> TZif.Damage { TZif.Damage(offset: self.position, reason: reason) }

    mutating func take(_ count: Int) throws(TZif.Damage) -> ArraySlice<UInt8> {
        guard count >= 0, count <= self.bytes.count - self.position else { throw self.damage("the file is cut off") }
        defer { self.position += count }
        return self.bytes[self.position..<self.position + count]
    }

    mutating func skip(_ count: Int) throws(TZif.Damage) { _ = try self.take(count) }

    /// The bytes before the next `end`, which is consumed too; `nil` when there is none.
    mutating func take(upTo end: UInt8) -> ArraySlice<UInt8>? {
        guard let index = self.bytes[self.position...].firstIndex(of: end) else { return nil }
        defer { self.position = index + 1 }
        return self.bytes[self.position..<index]
    }

    /// Two's complement, of 4 or 8 bytes.
    mutating func integer(_ size: Int) throws(TZif.Damage) -> Int64 {
        let bits = try self.take(size).reduce(0 as UInt64) { $0 << 8 | UInt64($1) }
        return size == 4 ? Int64(Int32(truncatingIfNeeded: bits)) : Int64(bitPattern: bits)
    }

    mutating func count() throws(TZif.Damage) -> Int {
        let count = try self.integer(4)
        // No count can exceed the bytes that hold what it counts.
        guard (0...Int64(self.bytes.count)).contains(count) else { throw self.damage("a count is out of range") }
        return Int(count)
    }
}
