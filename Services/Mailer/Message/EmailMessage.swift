public import Values

/// A message in two forms, plain text and HTML, as it goes to one recipient.
///
/// ``encoded()`` gives the same bytes for the same message: a message that is sent again, by hand, is recognizably the
/// same one.
public struct EmailMessage: Hashable, Sendable {
    /// What Message-ID says, without brackets, for example `run.recipient@example.org` (RFC 5322, section 3.6.4). The
    /// same for every copy of this message for this recipient.
    public var id: String
    public var date: Timestamp
    public var from: Mailbox
    public var to: Mailbox
    /// `nil`: replies go to ``from``.
    public var replyTo: Mailbox?
    public var subject: String
    /// Any line breaks; they become CR LF.
    public var text: String
    public var html: String
    /// An `https` URL at which a POST ends the subscription (RFC 8058); `nil` for messages that are not for subscribers.
    public var unsubscribe: String?
    /// Further header fields, in this order, after those above.
    public var headers: [Header] = []

    public struct Header: Hashable, Sendable {
        public let name: String
        public let value: String

        public init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    public init(
        id: String,
        date: Timestamp,
        from: Mailbox,
        to: Mailbox,
        subject: String,
        text: String,
        html: String
    ) {
        self.id = id
        self.date = date
        self.from = from
        self.to = to
        self.subject = subject
        self.text = text
        self.html = html
    }
}

/// Names, addresses and content are a recipient's own: a log shows which message it is, no more.
extension EmailMessage: CustomStringConvertible, CustomReflectable {
    public var description: String { "message \(self.id)" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
