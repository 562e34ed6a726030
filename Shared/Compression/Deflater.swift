import CZlib

/// zlib found no memory.
public struct CompressionError: Error, Hashable, Sendable, CustomStringConvertible {
    public let description: String
}

/// Compresses bytes as they come, without a wrapper around them (RFC 1951).
struct Deflater: ~Copyable {
    /// On the heap: the library checks that it is where it was.
    private let stream: UnsafeMutablePointer<z_stream>

    private init(adopting stream: UnsafeMutablePointer<z_stream>) { self.stream = stream }

    deinit {
        deflateEnd(self.stream)
        self.stream.deallocate()
    }

    /// - Parameter level: 1 (fast) to 9 (small).
    static func open(level: Int) throws(CompressionError) -> Deflater {
        let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
        stream.initialize(to: z_stream())
        guard stagecoach_deflate_init(stream, Int32(level)) == Z_OK else {
            stream.deallocate()
            throw CompressionError(description: "zlib is out of memory")
        }
        return Deflater(adopting: stream)
    }

    /// Takes bytes in.
    ///
    /// - Parameter isLast: Nothing comes behind them.
    /// - Returns: What is ready by now; the rest comes out later.
    func compress(_ bytes: [UInt8], isLast: Bool) throws(CompressionError) -> [UInt8] {
        var output: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 32_768)
        var input = bytes
        var status = Z_OK
        input.withUnsafeMutableBufferPointer { input in
            self.stream.pointee.next_in = input.baseAddress
            self.stream.pointee.avail_in = UInt32(input.count)
            var isFull = true
            while isFull && status == Z_OK {
                part.withUnsafeMutableBufferPointer { part in
                    self.stream.pointee.next_out = part.baseAddress
                    self.stream.pointee.avail_out = UInt32(part.count)
                    status = deflate(self.stream, isLast ? Z_FINISH : Z_NO_FLUSH)
                }
                let left = Int(self.stream.pointee.avail_out)
                output += part[..<(part.count - left)]
                isFull = left == 0
            }
        }
        // Without room for progress there is nothing to do, which is no fault (zlib manual, deflate).
        guard status == Z_OK || status == Z_STREAM_END || status == Z_BUF_ERROR else {
            throw CompressionError(description: "zlib: \(status)")
        }
        return output
    }
}

/// The check sum of zip files (ISO 3309), over bytes that come in parts.
struct CheckSum {
    private(set) var value: UInt32 = 0

    mutating func add(_ bytes: [UInt8]) {
        self.value = bytes.withUnsafeBufferPointer { bytes in
            UInt32(truncatingIfNeeded: crc32_z(UInt(self.value), bytes.baseAddress, bytes.count))
        }
    }
}
