/// How far a delivery came.
public enum SMTPStage: String, Hashable, Sendable, CaseIterable {
    /// Name lookup, connection, the server's greeting and its answer to ours.
    case connection
    /// The change to an encrypted connection.
    case encryption
    /// User and password.
    case authentication
    /// `MAIL FROM`: what is wrong here is wrong for every recipient.
    case sender
    /// `RCPT TO`: the recipient's own answer.
    case recipient
    /// `DATA`, until the server said 354.
    case data
    /// The message itself, and the reply that takes it or does not.
    case message
}
