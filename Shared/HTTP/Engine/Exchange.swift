import CMicroHTTPD
import Glibc

/// A request and its answer.
///
/// Everything in it belongs to the server's thread; tasks only carry it, to name it in the ``Mailbox``. That is what makes
/// it Sendable, and what makes an answer that comes too late harmless: by then the thread has let go of the connection.
final class Exchange: @unchecked Sendable {
    private enum Stage {
        /// Reading the head.
        case head
        /// Collecting the body; the handler starts when it is complete.
        case receiving
        /// The handler runs; the body comes while it does.
        case streaming
        /// The handler runs; the request is complete.
        case handling
    }

    /// What the request was routed to.
    struct Plan {
        let head: RequestHead
        let parameters: Parameters
        let next: Next
        let bodyLimit: Int
        let isStreamed: Bool
        /// Whether the handler may read the streamed body.
        let offersStream: Bool
    }

    /// The library's connection; `nil` once it has let go of this request.
    private var handle: OpaquePointer?
    let connection: Connection
    private unowned let loop: ServerLoop
    /// The target as it was sent, and where it stood.
    private let target: [UInt8]
    private let targetAddress: UInt

    private var stage = Stage.head
    private var plan: Plan?
    private(set) var isSuspended = false
    private var isBodyComplete = false
    /// The streamed body has been asked for, or was answered without.
    private var isBodyWanted = false
    private var body: [UInt8] = []
    private var receivedBytes = 0
    private var stream: BodyChannel?
    private var task: Task<Void, Never>?
    private var response: Response?
    private var isQueued = false
    /// The connection is to be closed after this answer, by our will.
    private var closesConnection = false
    private(set) var events: EventChannel?
    private(set) var hasVanished = false
    private var bodyFailure = BodyError.Code.clientGone

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

// MARK: What the library calls

extension Exchange {
    /// Called once for the head, once when the request is complete, and again after each time the connection was resumed
    /// at one of these places.
    func called(method: UnsafePointer<CChar>, version: UnsafePointer<CChar>) -> MHD_Result {
        if self.isQueued { return .YES }
        if let response { return self.queue(response) }
        switch self.stage {
        case .head:
            return self.begin(method: method, version: version)
        case .receiving:
            self.isBodyComplete = true
            self.stage = .handling
            self.stream?.complete()
            self.start()
        case .streaming:
            if !self.isBodyWanted {
                // Resumed because the handler asked for the body: let it come.
                self.isBodyWanted = true
                return .YES
            }
            self.isBodyComplete = true
            self.stage = .handling
            self.stream?.complete()
            self.suspend()
        case .handling:
            self.suspend()
        }
        return .YES
    }

    private func begin(method: UnsafePointer<CChar>, version: UnsafePointer<CChar>) -> MHD_Result {
        guard let handle else { return .NO }
        let plan: Plan
        do throws(Refusal) {
            let layout =
                HeadLayout.isKnown
                ? try HeadLayout(
                    method: method,
                    methodLength: strlen(method),
                    target: self.targetAddress,
                    targetLength: self.target.count,
                    version: version,
                    versionLength: strlen(version),
                    headSize: stagecoach_http_head_size(handle)
                ) : nil
            let method = try Exchange.method(method)
            let fields = try HeadGuard.check(handle, layout: layout, isHTTP10: strcmp(version, "HTTP/1.0") == 0)
            let target = try RequestTarget(self.target[...])
            plan = self.loop.plan(method, target, fields, from: self.connection)
            if let length = fields.contentLength, length > plan.bodyLimit {
                throw .tooLarge(limit: plan.bodyLimit)
            }
        } catch {
            return self.refuse(error)
        }
        self.plan = plan
        if plan.isStreamed { self.stream = BodyChannel { [mailbox = self.loop.mailbox] in mailbox.post(.wake(self)) } }
        if plan.isStreamed && plan.head.hasBody {
            self.stage = .streaming
            self.start()
        } else {
            self.stage = .receiving
            if plan.head.hasBody { self.awaitBody() }
        }
        return .YES
    }

    private static func method(_ name: UnsafePointer<CChar>) throws(Refusal) -> Method {
        let name = String(cString: name)
        if let method = Method(rawValue: name) { return method }
        if name == "TRACE" || name == "CONNECT" { throw .methodNotAllowed(Method.allCases) }
        throw Refusal(.notImplemented, .notImplemented, "this method is not known here")
    }

    /// Called for each piece of the body.
    ///
    /// - Returns: How many bytes were not taken; then the connection is suspended.
    func received(_ bytes: UnsafeRawBufferPointer) -> (MHD_Result, left: Int) {
        guard let plan else { return (.NO, 0) }
        if self.receivedBytes + bytes.count > plan.bodyLimit {
            self.bodyFailure = .tooLarge
            return (self.breakOff(.tooLarge(limit: plan.bodyLimit)), 0)
        }
        // Once answered, the rest is read and thrown away: only behind it can the answer be sent.
        if self.response == nil {
            if let stream {
                if !stream.push(bytes) {
                    self.suspend()
                    return (.YES, bytes.count)
                }
            } else {
                if !self.loop.reserveBody(bytes.count) { return (self.breakOff(.outOfMemory), 0) }
                self.body.append(contentsOf: bytes)
            }
        }
        self.receivedBytes += bytes.count
        self.extendDeadline(for: bytes.count)
        return (.YES, 0)
    }

    /// Called when the library lets go of the request: the answer has been sent, or never will be.
    func completed(_ reason: MHD_RequestTerminationCode) {
        if let handle { self.lingerIfNeeded(handle, reason) }
        self.handle = nil
        let isAnswered = self.isQueued && reason == .REQUEST_TERMINATED_COMPLETED_OK && !self.hasVanished
        if reason == .REQUEST_TERMINATED_DAEMON_SHUTDOWN { self.bodyFailure = .serverStopping }
        self.stream?.fail(self.bodyFailure)
        self.events?.end(.clientGone)
        self.task?.cancel()
        self.loop.finished(self, isAnswered: isAnswered)
        // Both hold this exchange, to wake it.
        self.stream = nil
        self.events = nil
        self.response = nil
    }

    private func lingerIfNeeded(_ handle: OpaquePointer, _ reason: MHD_RequestTerminationCode) {
        let hasUnread: Bool
        if reason == .REQUEST_TERMINATED_COMPLETED_OK {
            var byte: UInt8 = 0
            hasUnread =
                self.closesConnection
                && (!self.isBodyComplete || recv(self.connection.descriptor, &byte, 1, Int32(MSG_PEEK)) > 0)
        } else {
            // The library's own refusals end like this, and ours in the middle of a body. So do broken connections, which
            // are found out at the first look.
            hasUnread = reason == .REQUEST_TERMINATED_WITH_ERROR
        }
        if hasUnread { self.loop.linger(self.connection.descriptor) }
    }
}

// MARK: What the handler's task asked for

extension Exchange {
    private func start() {
        // First suspended, then started: a handler that is fast must find a connection that can be resumed.
        self.suspend()
        self.loop.start(self)
    }

    func startHandler() {
        guard let plan else { return }
        let request = Request(
            head: plan.head,
            parameters: plan.parameters,
            body: self.body,
            bodyStream: plan.offersStream ? self.stream.map(BodyStream.init) : nil
        )
        self.task = self.loop.run(plan.next, request, for: self)
    }

    func answer(_ response: Response) {
        guard self.handle != nil else {
            if case .events(let source) = response.body.content { source.channel.end(.clientGone) }
            return
        }
        self.response = response
        if self.stage == .streaming && !self.isBodyWanted { self.closesConnection = true }
        self.wake()
    }

    /// Lets the library go on with the connection. Does nothing when it does already.
    func wake() {
        guard let handle, self.isSuspended else { return }
        self.isSuspended = false
        MHD_resume_connection(handle)
        if self.stage == .streaming { self.awaitBody() }
    }

    private func suspend() {
        guard let handle, !self.isSuspended else { return }
        self.isSuspended = true
        MHD_suspend_connection(handle)
        self.connection.phase = .answer(since: self.loop.now)
    }
}

// MARK: Answering

extension Exchange {
    /// Answers before, or instead of, a handler. The connection is closed: what follows on it cannot be trusted.
    private func refuse(_ refusal: Refusal) -> MHD_Result {
        self.loop.count(refusal)
        self.closesConnection = true
        var response = refusal.response
        response.headers.addMissing(self.loop.configuration.headers)
        return self.queue(response)
    }

    private func queue(_ response: Response) -> MHD_Result {
        guard let handle else { return .NO }
        var response = response
        if case .events(let source) = response.body.content {
            if let refusal = self.attach(source) { response = refusal.response }
        }
        self.response = response
        self.connection.phase = .answer(since: self.loop.now)
        if self.loop.isDraining { self.closesConnection = true }
        self.isQueued = NativeResponse.queue(response, on: handle, for: self, closes: self.closesConnection)
        if self.isQueued { return .YES }
        self.report(Refusal(.internalServerError, .internal, "the HTTP library did not take an answer"))
        return .NO
    }

    func report(_ error: any Error) { self.loop.report(error) }

    /// - Returns: Why the stream cannot be had.
    private func attach(_ source: EventSource) -> Refusal? {
        if self.isHead {
            source.channel.end(.finished)
            return nil
        }
        let mailbox = self.loop.mailbox
        let isFree = source.channel.attach(now: self.loop.now) { mailbox.post(.wake(self)) }
        if !isFree {
            self.loop.report(EventStreamError(code: .ended, reason: "the stream was answered twice"))
            return .internalError
        }
        if !self.loop.addEventStream(self) {
            source.channel.end(.refused)
            return Refusal(.serviceUnavailable, .unavailable, "too many event streams", retryAfter: .seconds(10))
        }
        self.events = source.channel
        // Accepted before the drain began, answered in it.
        if self.loop.isDraining { source.channel.end(.serverStopping) }
        return nil
    }

    /// Refuses in the middle of a body, where the library takes no answer: it is written to the socket beside it. Nothing
    /// else is being sent on the connection then, and a refusal fits into an empty send buffer.
    private func breakOff(_ refusal: Refusal) -> MHD_Result {
        self.loop.count(refusal)
        var response = refusal.response
        response.headers.addMissing(self.loop.configuration.headers)
        let text = RawResponse.text(of: response)
        _ = text.withUnsafeBytes { bytes in
            send(self.connection.descriptor, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL))
        }
        return .NO
    }

    /// Called by the library for more of an event stream.
    func read(_ channel: EventChannel, into output: UnsafeMutableRawBufferPointer) -> Int {
        switch channel.take(into: output, now: self.loop.now) {
        case .bytes(let count): return count
        case .nothing:
            self.suspend()
            return 0
        case .finished: return NativeResponse.endOfStream
        case .aborted: return NativeResponse.endWithError
        }
    }
}

// MARK: Time

extension Exchange {
    private func awaitBody() {
        self.connection.phase = .body(deadline: self.loop.now + self.loop.configuration.bodyTimeout.milliseconds)
    }

    /// Each byte buys the time in which it should have come.
    private func extendDeadline(for count: Int) {
        guard case .body(let deadline) = self.connection.phase else { return }
        let configuration = self.loop.configuration
        let bought = Int64(count) * 1000 / Int64(max(1, configuration.minimumBodyRate))
        let latest = self.loop.now + configuration.bodyTimeout.milliseconds
        self.connection.phase = .body(deadline: min(latest, deadline + bought))
    }

    /// The body did not come in time; the connection is about to be closed.
    func timeOut() { self.bodyFailure = .tooSlow }

    /// The client has closed its side while it was owed an answer.
    func vanish() {
        self.hasVanished = true
        self.stream?.fail(.clientGone)
        self.events?.end(.clientGone)
        self.task?.cancel()
    }

    /// The server stops before this is finished.
    func cut() {
        self.stream?.fail(.serverStopping)
        self.events?.end(.serverStopping)
        self.task?.cancel()
        self.wake()
    }
}
