public import Values

/// Bring keywords to a site. Those that it has already, in whatever case, are counted and left as they are.
public struct ItemsImport: RecordedCommand {
    public static let name = "items.import"
    /// How many keywords go into one command.
    public static let limit = 2000

    public var siteId: ID
    public var keywords: [Row]
    public var idempotencyKey: String?

    public struct Row: Codable, Hashable, Sendable {
        /// Where it came from, for telling what is wrong.
        public var line: Int
        public var keyword: String

        public init(line: Int, keyword: String) {
            self.line = line
            self.keyword = keyword
        }
    }

    public init(siteId: ID, keywords: [Row], idempotencyKey: String? = nil) {
        self.siteId = siteId
        self.keywords = keywords
        self.idempotencyKey = idempotencyKey
    }

    public func check(_ check: inout Check) {
        check.require(
            (1...ItemsImport.limit).contains(self.keywords.count),
            "/keywords",
            "must be 1 to \(ItemsImport.limit) keywords"
        )
    }
}

/// A keyword as it is kept: one line of at most 200 characters, with single blanks.
public enum Keyword {
    public struct Fault: Error {
        public let reason: String
    }

    public static func read(_ text: String) -> Result<String, Fault> {
        if text.utf8.count > 10_000 { return .failure(Fault(reason: "has more than 200 characters")) }
        guard Check.isLine(text.filter { $0 != "\t" }) else {
            return .failure(Fault(reason: "contains control characters or line breaks"))
        }
        let words = text.split(whereSeparator: \.isWhitespace)
        if words.isEmpty { return .failure(Fault(reason: "is empty")) }
        let keyword = words.joined(separator: " ")
        if keyword.unicodeScalars.count > 200 { return .failure(Fault(reason: "has more than 200 characters")) }
        return .success(keyword)
    }
}

/// The answer to ``ItemsImport``.
public struct ItemsImported: Payload {
    public static let name = "items.imported"
    public var status = "accepted"
    public var duplicate: Bool
    public var imported: Int
    /// Keywords that the site had already, or that came twice.
    public var duplicates: Int
    public var rejected: [Rejection]

    public struct Rejection: Codable, Hashable, Sendable {
        public var line: Int
        public var reason: String

        public init(line: Int, reason: String) {
            self.line = line
            self.reason = reason
        }
    }

    public init(duplicate: Bool, imported: Int, duplicates: Int, rejected: [Rejection]) {
        self.duplicate = duplicate
        self.imported = imported
        self.duplicates = duplicates
        self.rejected = rejected
    }
}

/// Disable items, enable them again, or delete them.
public struct ItemsChange: RecordedCommand {
    public static let name = "items.change"
    public static let limit = 1000

    public enum Change: String, Codable, Hashable, Sendable, CaseIterable {
        /// No stage selects it any more.
        case disable
        case enable
        /// Only what no run has worked on yet can be deleted.
        case delete
    }

    public var ids: [ID]
    public var change: Change
    public var idempotencyKey: String?

    public init(ids: [ID], change: Change, idempotencyKey: String? = nil) {
        self.ids = ids
        self.change = change
        self.idempotencyKey = idempotencyKey
    }

    public func check(_ check: inout Check) {
        check.require(
            (1...ItemsChange.limit).contains(self.ids.count),
            "/ids",
            "must be 1 to \(ItemsChange.limit) ids"
        )
    }
}

/// The answer to ``ItemsChange``.
public struct ItemsChanged: Payload {
    public static let name = "items.changed"
    public var status = "accepted"
    public var duplicate: Bool
    /// How many items there were to change.
    public var changed: Int

    public init(duplicate: Bool, changed: Int) {
        self.duplicate = duplicate
        self.changed = changed
    }
}

/// The data of `stagecoach.items.<imported|disabled|enabled|deleted>.v1`.
public struct ItemsEvent: Codable, Hashable, Sendable {
    public var siteId: ID?
    public var kind: String?
    public var count: Int

    public init(siteId: ID?, kind: String?, count: Int) {
        self.siteId = siteId
        self.kind = kind
        self.count = count
    }
}
