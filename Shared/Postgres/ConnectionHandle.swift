import CPostgres
import Glibc

/// The only owner of one `PGconn`. Everything but ``Canceller`` is for one thread.
final class ConnectionHandle {
    let pointer: OpaquePointer

    private init(adopting pointer: OpaquePointer) { self.pointer = pointer }
    deinit { PQfinish(self.pointer) }

    /// Opens a connection and waits until it is ready.
    ///
    /// - Throws: ``PostgresError``, code `unavailable`.
    static func open(_ configuration: DatabaseConfiguration) throws(PostgresError) -> ConnectionHandle {
        let parameters = configuration.parameters
        let keys = parameters.map { strdup($0.0) }
        let values = parameters.map { strdup($0.1) }
        defer { for string in keys + values { free(string) } }
        let pointer = PQconnectdbParams(
            keys.map { UnsafePointer($0) } + [nil],
            values.map { UnsafePointer($0) } + [nil],
            1  // expand the URL in `dbname`
        )
        guard let pointer else { throw PostgresError(code: .unavailable, message: "out of memory") }
        let handle = ConnectionHandle(adopting: pointer)  // every throw from here on frees it
        guard PQstatus(pointer) == CONNECTION_OK else {
            throw PostgresError(code: .unavailable, message: handle.lastMessage)
        }
        // Notices are for people at a prompt; nothing here depends on them.
        PQsetNoticeProcessor(pointer, { _, _ in }, nil)
        guard PQsetnonblocking(pointer, 1) == 0 else {
            throw PostgresError(code: .unavailable, message: handle.lastMessage)
        }
        return handle
    }

    /// The library's words for the last failure, on one line.
    var lastMessage: String {
        let text = PQerrorMessage(self.pointer).map { String(cString: $0) } ?? "unknown"
        return text.split(whereSeparator: \.isNewline).joined(separator: "; ")
    }

    var lost: PostgresError { PostgresError(code: .connectionLost, message: self.lastMessage) }

    var isOpen: Bool { PQstatus(self.pointer) == CONNECTION_OK }

    /// Sends what is buffered. Reads meanwhile, because the server may not take more before its answers are taken.
    func flush() throws(PostgresError) {
        while true {
            switch PQflush(self.pointer) {
            case 0: return
            case 1:
                let events = self.poll(Int16(POLLIN | POLLOUT), timeoutMilliseconds: -1)
                if events & Int16(POLLIN) != 0, PQconsumeInput(self.pointer) == 0 { throw self.lost }
            default: throw self.lost
            }
        }
    }

    /// Waits for the socket.
    ///
    /// - Returns: The events that came, 0 after the timeout.
    func poll(_ events: Int16, timeoutMilliseconds: Int32) -> Int16 {
        var descriptor = pollfd(fd: PQsocket(self.pointer), events: events, revents: 0)
        _ = Glibc.poll(&descriptor, 1, timeoutMilliseconds)
        return descriptor.revents
    }
}

/// Cancels what a connection is doing; may be used from any thread (libpq manual, section 34.7).
final class Canceller: @unchecked Sendable {
    private let pointer: OpaquePointer?

    init(_ handle: ConnectionHandle) { self.pointer = PQgetCancel(handle.pointer) }
    deinit { PQfreeCancel(self.pointer) }

    /// Opens a connection of its own and blocks until the server has taken the request.
    func cancel() {
        var message = [CChar](repeating: 0, count: 256)
        // A cancel that does not arrive changes nothing: the statement ends by itself or by its timeout.
        _ = PQcancel(self.pointer, &message, Int32(message.count))
    }
}
