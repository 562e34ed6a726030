import CZlib

/// The gzip coding (RFC 1952).
public enum Gzip {
    /// - Parameter level: 1 (fast) to 9 (small).
    /// - Returns: `nil` when zlib is out of memory; the caller then sends the bytes as they are.
    public static func compress(_ bytes: [UInt8], level: Int) -> [UInt8]? {
        var stream = z_stream()
        guard stagecoach_gzip_init(&stream, Int32(level)) == Z_OK else { return nil }
        defer { deflateEnd(&stream) }
        // The bound holds for one call with Z_FINISH (zlib manual, deflateBound).
        let bound = Int(deflateBound(&stream, UInt(bytes.count)))
        var input = bytes
        let output = [UInt8](unsafeUninitializedCapacity: bound) { output, count in
            input.withUnsafeMutableBufferPointer { input in
                stream.next_in = input.baseAddress
                stream.avail_in = UInt32(input.count)
                stream.next_out = output.baseAddress
                stream.avail_out = UInt32(output.count)
                count = deflate(&stream, Z_FINISH) == Z_STREAM_END ? Int(stream.total_out) : 0
            }
        }
        return output.isEmpty ? nil : output
    }
}
