/// Bytes at an address of their own that never changes, so that the library can send from them without a copy.
final class Blob: Sendable {
    // Written by the initializer only.
    nonisolated(unsafe) private let memory: UnsafeMutableRawBufferPointer

    init(_ bytes: [UInt8]) {
        self.memory = .allocate(byteCount: bytes.count, alignment: 1)
        self.memory.copyBytes(from: bytes)
    }

    deinit { self.memory.deallocate() }

    var count: Int { self.memory.count }

    /// Valid as long as the blob lives.
    var start: UnsafeMutableRawPointer? { self.memory.baseAddress }
}
