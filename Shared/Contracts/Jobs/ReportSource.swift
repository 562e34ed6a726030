public import Values

/// Where a report takes its data from. Which members count depends on the type.
public struct ReportSource: Codable, Hashable, Sendable {
    public enum Kind: String, Codable, Sendable, CaseIterable {
        /// JSON from a web server.
        case http
        /// A question to a PostgreSQL database.
        case sql
        /// What the template itself holds.
        case inline = "static"
    }

    /// For people and for the report, unique within the template.
    public var name: String
    public var type: Kind
    /// For one try, 1 to 120. Default 30.
    public var timeoutSeconds: Int?
    /// How often it is tried again after a transient failure, 0 to 3. Default 3.
    public var retries: Int?

    // http
    public var url: String?
    /// `GET` or `POST`. Default: `GET`, and `POST` with a body.
    public var method: String?
    /// Values may have `{{secret:name}}` in them.
    public var headers: [String: String]?
    /// JSON, or a text that is sent as it is; may have `{{secret:name}}` in its texts.
    public var body: JSON?
    /// A JSON pointer to the part of the answer that counts. Default: the whole.
    public var select: String?

    // sql
    /// The name of the secret with the database's URL: `postgres://user:password@host:5432/name`.
    public var connection: String?
    /// One statement that reads.
    public var query: String?
    /// Values for `$1`, `$2`, … in the query: texts, numbers, booleans, nulls.
    public var parameters: [JSON]?

    // static
    public var data: JSON?

    public init(name: String, type: Kind) {
        self.name = name
        self.type = type
    }

    public static let standardTimeout = 30
    public static let standardRetries = 3
    public static let timeouts = 1...120
}
