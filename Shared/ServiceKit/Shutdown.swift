import Dispatch
import Glibc
import Threads

/// Tells the parts of a process that it is to end.
public final class Shutdown: Sendable {
    private struct State: Sendable {
        var isRequested = false
        var next = 0
        var handlers: [Int: @Sendable () -> Void] = [:]
    }

    private let state = Lock(State())

    public init() {}

    public var isRequested: Bool { self.state.withLock { $0.isRequested } }

    /// Asks everyone to end. Asking again does nothing.
    public func request() {
        let handlers = self.state.withLock { state in
            defer { state.handlers = [:] }
            if state.isRequested { return [] as [@Sendable () -> Void] }
            state.isRequested = true
            return state.handlers.sorted { $0.key < $1.key }.map(\.value)
        }
        for handler in handlers { handler() }
    }

    /// Calls `handler` when it is requested, or at once if it has been. It must return soon.
    public func onRequest(_ handler: @escaping @Sendable () -> Void) {
        let isRequested = self.state.withLock { state in
            if state.isRequested { return true }
            state.next += 1
            state.handlers[state.next] = handler
            return false
        }
        if isRequested { handler() }
    }

    /// Waits until it is requested.
    public func wait() async {
        await withCheckedContinuation { continuation in
            self.onRequest { continuation.resume() }
        }
    }

    /// Requests it on SIGTERM and SIGINT, for as long as the returned object lives.
    ///
    /// Dispatch reads the signals through a `signalfd`; with `SIG_IGN` set besides, as on other systems, Linux would
    /// drop them before.
    func listenToSignals() -> SignalSources {
        let queue = DispatchQueue(label: "signals")
        // Until a source is registered its signal ends the process.
        let registered = DispatchGroup()
        let sources = [SIGTERM, SIGINT].map { signal in
            let source = DispatchSource.makeSignalSource(signal: signal, queue: queue)
            registered.enter()
            source.setRegistrationHandler { registered.leave() }
            source.setEventHandler { self.request() }
            source.activate()
            return source
        }
        registered.wait()
        return SignalSources(sources)
    }

    final class SignalSources: @unchecked Sendable {
        private let sources: [any DispatchSourceSignal]
        init(_ sources: [any DispatchSourceSignal]) { self.sources = sources }
        deinit { for source in self.sources { source.cancel() } }
    }
}
