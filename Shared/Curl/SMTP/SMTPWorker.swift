import Threads

/// What the thread of an ``SMTPConnection`` works with. Its methods are called on that thread only.
final class SMTPWorker: @unchecked Sendable {
    private let configuration: SMTPConnection.Configuration
    private let control: SMTPControl
    private var session: SMTPSession?

    init(_ configuration: SMTPConnection.Configuration, _ control: SMTPControl) {
        self.configuration = configuration
        self.control = control
    }

    func deliver(
        from sender: String,
        to recipient: String,
        _ message: [UInt8],
        _ cancellation: Lock<Bool>
    ) -> SMTPOutcome {
        if self.control.isAborted { return Self.unavailable(.closed) }
        if cancellation.withLock({ $0 }) { return Self.unavailable(.cancelled) }
        let session: SMTPSession
        do {
            session = try self.session ?? SMTPSession(self.configuration, self.control)
        } catch {
            return Self.unavailable(.library)
        }
        self.session = session
        return session.deliver(from: sender, to: recipient, message: message, cancellation: cancellation)
    }

    func quit() {
        self.session?.quit()
        self.session = nil
    }

    static func unavailable(_ kind: SMTPProblem.Kind) -> SMTPOutcome {
        .unavailable(SMTPProblem(kind, at: .connection))
    }
}
