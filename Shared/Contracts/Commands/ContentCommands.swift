public import Values

/// What a person decides about contents in review.
public protocol ContentCommand: RecordedCommand {
    var ids: [ID] { get }
    /// Why; for approvals and rejections it is kept with the decision, for returns it reaches the prompt.
    var note: String? { get }
}

/// How many contents one command decides about, and how long its note may be.
public enum ContentReviewLimit {
    public static let ids = 1000
    /// In characters.
    public static let note = 2000
}

extension ContentCommand {
    public func check(_ check: inout Check) {
        check.require(
            (1...ContentReviewLimit.ids).contains(self.ids.count),
            "/ids",
            "must be 1 to \(ContentReviewLimit.ids) ids"
        )
        if let note = self.note, !note.isEmpty { check.text(note, "/note", limit: ContentReviewLimit.note) }
    }
}

/// Contents are good: they become `approved`. Publishing them is up to whoever follows the events.
public struct ContentApprove: ContentCommand {
    public static let name = "content.approve"
    public var ids: [ID]
    public var note: String?
    public var idempotencyKey: String?

    public init(ids: [ID], note: String? = nil, idempotencyKey: String? = nil) {
        self.ids = ids
        self.note = note
        self.idempotencyKey = idempotencyKey
    }
}

/// Contents will not be used: they become `rejected`.
public struct ContentReject: ContentCommand {
    public static let name = "content.reject"
    public var ids: [ID]
    public var note: String?
    public var idempotencyKey: String?

    public init(ids: [ID], note: String? = nil, idempotencyKey: String? = nil) {
        self.ids = ids
        self.note = note
        self.idempotencyKey = idempotencyKey
    }
}

/// Contents are to be written anew: they and their images become `superseded`, and their tasks are queued again with the
/// note, for the site's next run.
public struct ContentReturn: ContentCommand {
    public static let name = "content.return"
    public var ids: [ID]
    public var note: String?
    public var idempotencyKey: String?

    public init(ids: [ID], note: String? = nil, idempotencyKey: String? = nil) {
        self.ids = ids
        self.note = note
        self.idempotencyKey = idempotencyKey
    }
}

/// The answer to a decision.
public struct ContentReviewed: Payload {
    public static let name = "content.reviewed"
    public var status = "accepted"
    public var duplicate: Bool
    /// How many of the contents it has changed: those that were decided about in the same way before stay as they are.
    public var changed: Int

    public init(duplicate: Bool, changed: Int) {
        self.duplicate = duplicate
        self.changed = changed
    }
}

/// The data of `stagecoach.content.<approved|rejected|returned>.v1`: one event for each content.
public struct ContentEvent: Codable, Hashable, Sendable {
    /// A sentence for people.
    public var message: String
    public var contentId: ID
    public var siteId: ID?
    public var title: String?
    /// The artifact with the text.
    public var contentRef: ID?
    public var note: String?

    public init(message: String, contentId: ID, siteId: ID?, title: String?, contentRef: ID?, note: String?) {
        self.message = message
        self.contentId = contentId
        self.siteId = siteId
        self.title = title
        self.contentRef = contentRef
        self.note = note
    }
}
