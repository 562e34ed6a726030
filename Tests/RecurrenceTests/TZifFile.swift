/// Writes time zone files (RFC 8536) for tests.
struct TZifFile {
    var version: Character? = "2"
    var times: [Int64] = []
    /// One more than there are times, the first one for the time before them.
    var offsets: [Int32]
    var rule = ""
    var leapSeconds: [(Int64, Int32)] = []

    init(offsets: [Int32], times: [Int64] = [], rule: String = "") {
        self.offsets = offsets
        self.times = times
        self.rule = rule
    }

    var bytes: [UInt8] {
        guard self.version != nil else { return self.block(timeSize: 4) }
        return self.block(timeSize: 4) + self.block(timeSize: 8) + Array("\n\(self.rule)\n".utf8)
    }

    private func block(timeSize: Int) -> [UInt8] {
        var bytes = Array("TZif".utf8) + [self.version?.asciiValue ?? 0] + [UInt8](repeating: 0, count: 15)
        for count in [0, 0, self.leapSeconds.count, self.times.count, self.offsets.count, 4] {
            bytes += self.number(Int64(count), 4)
        }
        for time in self.times { bytes += self.number(time, timeSize) }
        bytes += self.times.indices.map { UInt8($0 + 1) }
        for offset in self.offsets { bytes += self.number(Int64(offset), 4) + [0, 0] }
        bytes += Array("ABC\0".utf8)
        for (time, count) in self.leapSeconds { bytes += self.number(time, timeSize) + self.number(Int64(count), 4) }
        return bytes
    }

    private func number(_ value: Int64, _ size: Int) -> [UInt8] {
        (0..<size).reversed().map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
    }
}
