public import Values

/// The data of `stagecoach.mail.progress.v1`: how far a mailing is, at most once a second.
public struct MailProgressEvent: Codable, Hashable, Sendable {
    public var total: Int
    public var accepted: Int
    public var refused: Int
    public var unconfirmed: Int
    public var suppressed: Int

    public init(total: Int, accepted: Int, refused: Int, unconfirmed: Int, suppressed: Int) {
        self.total = total
        self.accepted = accepted
        self.refused = refused
        self.unconfirmed = unconfirmed
        self.suppressed = suppressed
    }
}

/// The data of `stagecoach.mail.<bounced|unconfirmed|unsubscribed|suppressed>.v1`. Names a subscriber by id, never by
/// address.
public struct MailRecipientEvent: Codable, Hashable, Sendable {
    public var subscriberId: ID
    /// The server's answer, or the reason.
    public var detail: String?

    public init(subscriberId: ID, detail: String?) {
        self.subscriberId = subscriberId
        self.detail = detail
    }
}
