public import Values

/// What people and programs can be notified of.
public enum NotificationTopic: String, Codable, Sendable, CaseIterable {
    case runCompleted = "run.completed"
    case runPartial = "run.partial"
    case runFailed = "run.failed"
    case runCancelled = "run.cancelled"
    case reviewReady = "content.review_ready"

    /// The type of the event that it follows from.
    public var eventType: String { "stagecoach.\(self.rawValue).v1" }
}

/// The ways in which notifications go out.
public enum NotificationChannel: String, Codable, Sendable, CaseIterable {
    case email
    /// A signed request after Standard Webhooks.
    case webhook
    case slack
    case discord
}

/// Whom to notify of what, and how.
public struct NotificationDefinition: Codable, Hashable, Sendable {
    /// For people.
    public var name: String
    public var events: [NotificationTopic]
    public var channel: NotificationChannel
    public var enabled: Bool
    /// Of ``NotificationChannel/email``: who gets the mails. Passed over for the other channels.
    public var addresses: [String]?
    /// Of the other channels: where requests go. Who has the address may write there, so it is a secret. `nil` in a change:
    /// it stays.
    public var url: Sealed?
    /// Of ``NotificationChannel/webhook``: `whsec_` and 24 to 64 bytes in base64. `nil` in a change: it stays.
    public var signingSecret: Sealed?

    public init(
        name: String,
        events: [NotificationTopic],
        channel: NotificationChannel,
        enabled: Bool = true,
        addresses: [String]? = nil,
        url: Sealed? = nil,
        signingSecret: Sealed? = nil
    ) {
        self.name = name
        self.events = events
        self.channel = channel
        self.enabled = enabled
        self.addresses = addresses
        self.url = url
        self.signingSecret = signingSecret
    }

    /// More people are better served by a list of their mail server.
    static let mostAddresses = 20

    /// What can be told without opening what is sealed.
    public func problems(at pointer: String) -> [FieldError] {
        var check = Check()
        check.line(self.name, pointer + "/name")
        check.require(!self.events.isEmpty, pointer + "/events", "must not be empty")
        check.require(Set(self.events).count == self.events.count, pointer + "/events", "must not name one twice")
        let isMail = self.channel == .email
        let isSigned = self.channel == .webhook
        if isMail {
            check.require(self.addresses?.isEmpty == false, pointer + "/addresses", "must not be empty")
            check.require(
                (self.addresses?.count ?? 0) <= Self.mostAddresses,
                pointer + "/addresses",
                "must have at most \(Self.mostAddresses) entries"
            )
        }
        if let url = self.url {
            check.require(!isMail, pointer + "/url", "is not for the channel email")
            check.add(url.problems(at: pointer + "/url"))
        }
        if let secret = self.signingSecret {
            check.require(isSigned, pointer + "/signingSecret", "is for the channel webhook only")
            check.add(secret.problems(at: pointer + "/signingSecret"))
        }
        return check.errors
    }
}
