import Glibc

/// A request and its answer.
///
/// Everything in it belongs to the server's thread; tasks only carry it, to name it in the ``Mailbox``. That is what makes
/// it Sendable, and what makes an answer that comes too late harmless: by then the thread has let go of the connection.
///
/// The parts: what the library calls (`Exchange+Request.swift`), what the handler asks for (`Exchange+Handler.swift`),
/// answering (`Exchange+Answer.swift`).
final class Exchange: @unchecked Sendable {
    enum Stage {
        /// Reading the head.
        case head
        /// Collecting the body; the handler starts when it is complete.
        case receiving
        /// The handler runs; the body comes while it does.
        case streaming
        /// The handler runs; the request is complete.
        case handling
    }

    /// The library's connection; `nil` once it has let go of this request.
    var handle: OpaquePointer?
    let connection: Connection
    unowned let loop: ServerLoop
    /// The target as it was sent, and where it stood.
    let target: [UInt8]
    let targetAddress: UInt

    var stage = Stage.head
    var plan: Plan?
    var isSuspended = false
    var isBodyComplete = false
    /// The streamed body has been asked for, or was answered without.
    var isBodyWanted = false
    var body: [UInt8] = []
    var receivedBytes = 0
    var stream: BodyChannel?
    var task: Task<Void, Never>?
    var response: Response?
    var isQueued = false
    /// The connection is to be closed after this answer, by our will.
    var closesConnection = false
    var events: EventChannel?
    var hasVanished = false
    var bodyFailure = BodyError.Code.clientGone

    init(_ handle: OpaquePointer, _ connection: Connection, _ loop: ServerLoop, target: UnsafePointer<CChar>) {
        self.handle = handle
        self.connection = connection
        self.loop = loop
        self.targetAddress = UInt(bitPattern: target)
        let length = strlen(target)
        self.target = Array(UnsafeRawBufferPointer(start: target, count: length))
    }

    var isHead: Bool { self.plan?.head.method == .head }

    /// Bytes of a buffered body.
    var bufferedBytes: Int { self.body.count }
}
