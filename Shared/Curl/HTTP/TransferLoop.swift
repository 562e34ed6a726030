import CCurl
import Threads

/// The thread of an ``HTTPClient``: every call into libcurl's multi interface is made here.
final class TransferLoop: @unchecked Sendable {
    enum Command: Sendable {
        case start(HTTPClient.Request, Exchange)
        case abort(Exchange)
        /// The reader has taken what was there; a transfer that was made to wait goes on.
        case resume(Exchange)
    }

    private struct Mailbox: Sendable {
        var commands: [Command] = []
        /// Set by `close`: no more requests, and an end at this time at the latest.
        var closing: ContinuousClock.Instant?
        /// Set by the thread before it frees the multi handle: from then on nobody may wake it.
        var isClosed = false
        /// Set by the thread as its last act.
        var isGone = false
        var waiting: [CheckedContinuation<Void, Never>] = []
        var connectionsOpened = 0
    }

    private let mailbox = Lock(Mailbox())
    private let configuration: HTTPClient.Configuration
    /// Used by the thread; others may wake it while they hold the mailbox and it is not closed.
    private let multi: UnsafeMutableRawPointer
    /// Of the thread alone.
    private var transfers: [ObjectIdentifier: Transfer] = [:]

    private init(_ configuration: HTTPClient.Configuration, multi: UnsafeMutableRawPointer) {
        self.configuration = configuration
        self.multi = multi
    }

    static func start(_ configuration: HTTPClient.Configuration) throws(HTTPClientError) -> TransferLoop {
        do { try CurlLibrary.prepare() } catch { throw HTTPClientError(error) }
        guard let multi = curl_multi_init() else { throw HTTPClientError(CurlFailure(code: CURLE_OUT_OF_MEMORY)) }
        stagecoach_curl_multi_set_long(multi, CURLMOPT_MAXCONNECTS, configuration.idleConnections)
        let loop = TransferLoop(configuration, multi: multi)
        Thread.start(name: "http client") { loop.run() }
        return loop
    }

    // MARK: - From any thread

    var connectionsOpened: Int { self.mailbox.withLock { $0.connectionsOpened } }

    /// - Returns: Whether the command was accepted.
    @discardableResult
    func post(_ command: Command) -> Bool {
        self.mailbox.withLock { mailbox in
            if mailbox.isClosed { return false }
            if case .start = command, mailbox.closing != nil { return false }
            mailbox.commands.append(command)
            // The first one wakes the thread, which then takes all that have come.
            if mailbox.commands.count == 1 { curl_multi_wakeup(self.multi) }
            return true
        }
    }

    func close(grace: Duration) {
        let end = ContinuousClock.now + grace
        self.mailbox.withLock { mailbox in
            if mailbox.isClosed { return }
            mailbox.closing = min(mailbox.closing ?? end, end)
            curl_multi_wakeup(self.multi)
        }
    }

    /// Waits until the thread has given everything back.
    func closed() async {
        await withCheckedContinuation { continuation in
            let isGone = self.mailbox.withLock { mailbox in
                if !mailbox.isGone { mailbox.waiting.append(continuation) }
                return mailbox.isGone
            }
            if isGone { continuation.resume() }
        }
    }

    // MARK: - The thread

    private func run() {
        while true {
            let (commands, closing) = self.mailbox.withLock { mailbox in
                defer { mailbox.commands.removeAll(keepingCapacity: true) }
                return (mailbox.commands, mailbox.closing)
            }
            for command in commands { self.handle(command) }
            var running: Int32 = 0
            let status = curl_multi_perform(self.multi, &running)
            self.collect()
            if status != CURLM_OK { self.failAll(Self.error(status)) }
            var wait = Duration.seconds(60)
            if let closing {
                wait = closing - .now
                if self.transfers.isEmpty || wait <= .zero { break }
            }
            // Also returns at libcurl's own timeouts, and at a wakeup.
            let polled = curl_multi_poll(self.multi, nil, 0, Int32(wait.curlMilliseconds), nil)
            if polled != CURLM_OK { self.failAll(Self.error(polled)) }
        }
        self.tearDown()
    }

    private func handle(_ command: Command) {
        switch command {
        case .start(let request, let exchange): self.start(request, exchange)
        case .abort(let exchange): self.remove(exchange)
        case .resume(let exchange): self.resume(exchange)
        }
    }

    private func start(_ request: HTTPClient.Request, _ exchange: Exchange) {
        // Cancelled on its way here; the command to abort it finds nothing.
        if exchange.isOver { return }
        do {
            let transfer = try Transfer.make(request, exchange, self.configuration)
            let status = curl_multi_add_handle(self.multi, transfer.easy.pointer)
            if status != CURLM_OK { return exchange.finish(Self.error(status)) }
            self.transfers[ObjectIdentifier(exchange)] = transfer
        } catch {
            exchange.finish(HTTPClientError(error))
        }
    }

    private func resume(_ exchange: Exchange) {
        guard let transfer = self.transfers[ObjectIdentifier(exchange)] else { return }
        // Hands over what libcurl has kept, from inside this call, and reports an error of that here only.
        let code = curl_easy_pause(transfer.easy.pointer, CURLPAUSE_CONT)
        if code != CURLE_OK {
            self.remove(exchange)
            exchange.finish(transfer.outcome(code))
        }
    }

    /// Finishes what libcurl is done with.
    private func collect() {
        var remaining: Int32 = 0
        while let message = curl_multi_info_read(self.multi, &remaining) {
            guard message.pointee.msg == CURLMSG_DONE, let easy = message.pointee.easy_handle else { continue }
            let code = message.pointee.data.result
            var context: UnsafeMutableRawPointer?
            stagecoach_curl_get_pointer(easy, CURLINFO_PRIVATE, &context)
            guard let context else { continue }
            let transfer = Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
            let error = transfer.outcome(code)
            self.remove(transfer.exchange)
            transfer.exchange.finish(error)
        }
    }

    /// Takes a transfer from libcurl, which closes its connection unless it has come to its end.
    private func remove(_ exchange: Exchange) {
        guard let transfer = self.transfers.removeValue(forKey: ObjectIdentifier(exchange)) else { return }
        let opened = transfer.easy.get(CURLINFO_NUM_CONNECTS)
        curl_multi_remove_handle(self.multi, transfer.easy.pointer)
        if opened > 0 { self.mailbox.withLock { $0.connectionsOpened += opened } }
    }

    private func failAll(_ error: HTTPClientError) {
        for transfer in self.transfers.values {
            self.remove(transfer.exchange)
            transfer.exchange.finish(error)
        }
    }

    private func tearDown() {
        let closed = HTTPClientError(.closed, "the client was closed", mayHaveArrived: true)
        self.failAll(closed)
        let left = self.mailbox.withLock { mailbox in
            mailbox.isClosed = true
            defer { mailbox.commands = [] }
            return mailbox.commands
        }
        for case .start(_, let exchange) in left { exchange.finish(closed) }
        curl_multi_cleanup(self.multi)
        let waiting = self.mailbox.withLock { mailbox in
            mailbox.isGone = true
            defer { mailbox.waiting = [] }
            return mailbox.waiting
        }
        for continuation in waiting { continuation.resume() }
    }

    private static func error(_ code: CURLMcode) -> HTTPClientError {
        HTTPClientError(.library, String(cString: curl_multi_strerror(code)), mayHaveArrived: true)
    }
}
