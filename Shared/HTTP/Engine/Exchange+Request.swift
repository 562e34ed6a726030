import CMicroHTTPD
import Glibc

// What the library calls.
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
        let headSize = stagecoach_http_head_size(handle)
        do throws(Refusal) {
            if headSize > HeadGuard.maximumSize { throw .headTooLarge(limit: HeadGuard.maximumSize) }
            let layout =
                HeadLayout.isKnown
                ? try HeadLayout(
                    method: method,
                    methodLength: strlen(method),
                    target: self.targetAddress,
                    targetLength: self.target.count,
                    version: version,
                    versionLength: strlen(version),
                    headSize: headSize
                ) : nil
            let method = try Exchange.method(method)
            let fields = try HeadGuard.check(handle, layout: layout, isHTTP10: strcmp(version, "HTTP/1.0") == 0)
            let target = try RequestTarget(self.target[...])
            plan = self.loop.plan(method, target, fields, from: self.connection)
            if let length = fields.contentLength, length > plan.bodyLimit {
                throw .tooLarge(limit: plan.bodyLimit)
            }
        } catch {
            // What is left of the connection's memory may not hold the header of an answer.
            return error.status == .headerTooLarge ? self.breakOff(error) : self.refuse(error)
        }
        self.plan = plan
        if plan.isStreamed { self.stream = BodyChannel { [mailbox = self.loop.mailbox] in mailbox.post(.wake(self)) } }
        if plan.isStreamed && plan.head.hasBody {
            self.stage = .streaming
            self.start()
        } else {
            self.stage = .receiving
            if plan.head.hasBody { self.awaitBody() }
            // Not for what may never come.
            if let length = plan.head.contentLength { self.body.reserveCapacity(min(length, 65_536)) }
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
        // Done with, unless nobody has heard the answer or a source of events is still at work.
        if !isAnswered || self.events != nil { self.cancelHandler() }
        self.loop.finished(self, isAnswered: isAnswered)
        // Channels hold the exchange, to wake it; and a handler may hold a channel.
        self.events?.detach()
        self.events = nil
        self.stream = nil
        self.plan = nil
    }

    private func lingerIfNeeded(_ handle: OpaquePointer, _ reason: MHD_RequestTerminationCode) {
        let hasUnread: Bool
        if reason == .REQUEST_TERMINATED_COMPLETED_OK {
            hasUnread = self.closesConnection && (!self.isBodyComplete || self.connection.hasUnreadBytes)
        } else {
            // The library's own refusals end like this, and ours in the middle of a body. So do broken connections, which
            // are found out at the first look.
            hasUnread = reason == .REQUEST_TERMINATED_WITH_ERROR
        }
        if hasUnread { self.loop.linger(self.connection.descriptor) }
    }
}
