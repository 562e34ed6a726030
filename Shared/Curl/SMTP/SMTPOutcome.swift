/// What became of one message for one recipient, and so what may be done next.
///
/// The line between these cases is the server's 354: before it no message has been handed over, after it only the
/// final reply tells whether the server has taken the message (RFC 5321, section 4.2.5).
public enum SMTPOutcome: Hashable, Sendable {
    /// The server has taken the message and answers for it.
    case sent(SMTPReply)
    /// Not handed over, or refused for now: may be tried again later.
    case deferred(SMTPProblem)
    /// Refused for good; never to be tried again. At ``SMTPStage/recipient`` that is the recipient's mailbox, at
    /// ``SMTPStage/sender`` the sender's address and every other recipient will see the same, at
    /// ``SMTPStage/data`` and ``SMTPStage/message`` mostly the content.
    case refused(SMTPReply, at: SMTPStage)
    /// Handed over, and then the contact was lost: the server may have taken the message. Trying again may deliver it
    /// twice, so that is for a person to decide.
    case unconfirmed(SMTPProblem)
    /// There was no session with the server: no connection, no encryption, no login. Says nothing about the recipient.
    case unavailable(SMTPProblem)
}

/// Why a delivery neither succeeded nor was refused for good.
public struct SMTPProblem: Hashable, Sendable, CustomStringConvertible {
    /// What went wrong, for those who branch on it.
    public struct Kind: Hashable, Sendable, CustomStringConvertible {
        private enum Value {
            case
                cancelled, certificate, closed, connectFailed, connectionLost, encryption, library, login,
                nameNotResolved,
                refusal, timeout, unexpectedReply
        }
        private let value: Value
        private init(_ value: Value) { self.value = value }

        /// The task was cancelled in time.
        public static let cancelled = Kind(.cancelled)
        /// The server's certificate is not trusted, or not for this host.
        public static let certificate = Kind(.certificate)
        /// The connection was closed by its owner.
        public static let closed = Kind(.closed)
        /// No address of the host took the connection.
        public static let connectFailed = Kind(.connectFailed)
        /// The connection ended in the middle.
        public static let connectionLost = Kind(.connectionLost)
        /// The server offers no encryption, or none came about.
        public static let encryption = Kind(.encryption)
        /// libcurl itself failed, for example for lack of memory.
        public static let library = Kind(.library)
        /// User and password were refused, or cannot be used with this server.
        public static let login = Kind(.login)
        /// The host has no address, or the name server did not answer.
        public static let nameNotResolved = Kind(.nameNotResolved)
        /// The server said no, for now.
        public static let refusal = Kind(.refusal)
        /// The server did not answer in time.
        public static let timeout = Kind(.timeout)
        /// The server said something that is no answer to the command.
        public static let unexpectedReply = Kind(.unexpectedReply)

        public var description: String { "\(self.value)" }
    }

    public let kind: Kind
    public let stage: SMTPStage
    /// What the server said to the command that failed, if it said anything; at the stages before `sender`, its last
    /// reply.
    public let reply: SMTPReply?

    public init(_ kind: Kind, at stage: SMTPStage, reply: SMTPReply? = nil) {
        self.kind = kind
        self.stage = stage
        self.reply = reply
    }

    /// Whether the server hung up, or says that it is about to (421, RFC 5321, section 3.8): a reason to slow down.
    public var isServerClosing: Bool { self.kind == .connectionLost || self.reply?.code == 421 }

    public var description: String {
        "\(self.kind) at \(self.stage)" + (self.reply.map { ": \($0)" } ?? "")
    }
}
