public import Values

/// Writes a zip archive as it goes: nothing but the list of its files is kept (PKWARE's APPNOTE 6.3, without Zip64).
///
/// Each call returns the bytes that come next in the archive.
public struct ZipWriter: ~Copyable {
    private struct Entry {
        var name: [UInt8]
        var offset: Int
        var checkSum: UInt32 = 0
        var size = 0
        var compressedSize = 0
    }

    /// What 32 bits hold: sizes and places beyond need Zip64.
    private static let limit = Int(UInt32.max)
    /// Sizes and check sum stand behind the file; names are UTF-8 (section 4.4.4).
    private static let flags: UInt16 = 1 << 3 | 1 << 11
    /// Deflate and descriptors (section 4.4.3).
    private static let version: UInt16 = 20
    /// Made on Unix, so that the permissions of the files count.
    private static let maker: UInt16 = 3 << 8 | Self.version

    private let time: (date: UInt16, time: UInt16)
    private let level: Int
    private var entries: [Entry] = []
    private var offset = 0
    private var deflater: Deflater?
    private var checkSum = CheckSum()

    /// - Parameters:
    ///   - time: Of all files, in UTC.
    ///   - level: 1 (fast) to 9 (small). Default 6, zlib's balance of both.
    public init(time: Timestamp, level: Int = 6) {
        self.time = ZipWriter.dosTime(time)
        self.level = level
    }

    /// Begins a file.
    ///
    /// - Parameter name: A relative path with `/` between its parts.
    public mutating func begin(_ name: String) throws(CompressionError) -> [UInt8] {
        precondition(self.deflater == nil, "the file before has not ended")
        let entry = Entry(name: Array(name.utf8), offset: self.offset)
        var head = Record(signature: 0x0403_4B50)
        head.append(ZipWriter.version, ZipWriter.flags, 8, self.time.time, self.time.date)
        head.append(0, 0, 0 as UInt32)
        head.append(UInt16(entry.name.count), 0)
        head.bytes += entry.name
        self.entries.append(entry)
        self.deflater = try Deflater.open(level: self.level)
        self.checkSum = CheckSum()
        return try self.count(head.bytes)
    }

    /// Adds to the file that was begun.
    public mutating func write(_ bytes: [UInt8]) throws(CompressionError) -> [UInt8] {
        try self.compress(bytes, isLast: false)
    }

    /// Ends the file that was begun.
    public mutating func end() throws(CompressionError) -> [UInt8] {
        var output = try self.compress([], isLast: true)
        self.deflater = nil
        guard var entry = self.entries.popLast() else { return output }
        entry.checkSum = self.checkSum.value
        self.entries.append(entry)
        var descriptor = Record(signature: 0x0807_4B50)
        descriptor.append(entry.checkSum, UInt32(entry.compressedSize), UInt32(entry.size))
        output += try self.count(descriptor.bytes)
        return output
    }

    /// Ends the archive: the list of its files.
    public mutating func finish() throws(CompressionError) -> [UInt8] {
        let start = self.offset
        var output: [UInt8] = []
        for entry in self.entries {
            var record = Record(signature: 0x0201_4B50)
            record.append(ZipWriter.maker, ZipWriter.version, ZipWriter.flags, 8, self.time.time, self.time.date)
            record.append(entry.checkSum, UInt32(entry.compressedSize), UInt32(entry.size))
            record.append(UInt16(entry.name.count), 0, 0, 0, 0)
            // A regular file that its owner may write and others read.
            record.append(0o100644 << 16, UInt32(entry.offset))
            record.bytes += entry.name
            output += record.bytes
        }
        output = try self.count(output)
        var end = Record(signature: 0x0605_4B50)
        let count = UInt16(self.entries.count)
        end.append(0, 0, count, count)
        end.append(UInt32(output.count), UInt32(start))
        end.append(0 as UInt16)
        return output + end.bytes
    }

    private mutating func compress(_ bytes: [UInt8], isLast: Bool) throws(CompressionError) -> [UInt8] {
        guard var entry = self.entries.popLast() else { return [] }
        guard let output = try self.deflater?.compress(bytes, isLast: isLast) else { return [] }
        self.checkSum.add(bytes)
        entry.size += bytes.count
        entry.compressedSize += output.count
        self.entries.append(entry)
        guard entry.size <= ZipWriter.limit else { throw ZipWriter.tooLarge }
        return try self.count(output)
    }

    private mutating func count(_ bytes: [UInt8]) throws(CompressionError) -> [UInt8] {
        self.offset += bytes.count
        guard self.offset <= ZipWriter.limit else { throw ZipWriter.tooLarge }
        return bytes
    }

    private static let tooLarge = CompressionError(description: "the archive is larger than 4 GiB")

    /// MS-DOS's date and time, in steps of two seconds from 1980.
    private static func dosTime(_ time: Timestamp) -> (date: UInt16, time: UInt16) {
        let day = time.seconds >= 0 ? time.seconds / 86_400 : 0
        let second = time.seconds >= 0 ? time.seconds % 86_400 : 0
        let date = CivilDate(daysSince1970: day)
        let year = min(max(date.year - 1980, 0), 127)
        return (
            UInt16(year << 9 | date.month << 5 | date.day),
            UInt16((second / 3600) << 11 | (second / 60 % 60) << 5 | (second % 60) / 2)
        )
    }
}

/// Numbers in little-endian order behind a signature.
private struct Record {
    var bytes: [UInt8] = []

    init(signature: UInt32) { self.append(signature) }

    mutating func append(_ numbers: UInt16...) { for number in numbers { self.add(number) } }

    mutating func append(_ numbers: UInt32...) { for number in numbers { self.add(number) } }

    private mutating func add(_ number: some FixedWidthInteger) {
        withUnsafeBytes(of: number.littleEndian) { self.bytes.append(contentsOf: $0) }
    }
}
