public import Values

/// Create a site, or rename it.
public struct SiteDefine: RecordedCommand {
    public static let name = "site.define"
    /// Chosen by the sender, so that repeating the command does no harm.
    public var siteId: ID
    /// For people.
    public var name: String
    public var idempotencyKey: String?

    public init(siteId: ID, name: String, idempotencyKey: String? = nil) {
        self.siteId = siteId
        self.name = name
        self.idempotencyKey = idempotencyKey
    }

    public func check(_ check: inout Check) {
        check.line(self.name, "/name")
    }
}

/// Take a site away. Its items stay for the record, and nothing happens to them any more.
public struct SiteDelete: RecordedCommand {
    public static let name = "site.delete"
    public var siteId: ID
    public var idempotencyKey: String?

    public init(siteId: ID, idempotencyKey: String? = nil) {
        self.siteId = siteId
        self.idempotencyKey = idempotencyKey
    }
}

/// The answer to a command about a site.
public struct SiteAccepted: Payload {
    public static let name = "site.accepted"
    public var siteId: ID
    public var status = "accepted"
    public var duplicate: Bool

    public init(siteId: ID, duplicate: Bool) {
        self.siteId = siteId
        self.duplicate = duplicate
    }
}

/// The data of `stagecoach.site.<created|renamed|deleted>.v1`.
public struct SiteEvent: Codable, Hashable, Sendable {
    public var siteId: ID
    public var name: String

    public init(siteId: ID, name: String) {
        self.siteId = siteId
        self.name = name
    }
}
