public import Values

/// Why something was refused. The raw value is stable: programs branch on it.
public enum ProblemCode: String, Codable, Sendable, CaseIterable {
    case invalidMessage = "invalid_message"
    case secretInDefinition = "secret_in_definition"
    case unsupportedType = "unsupported_type"
    case unsupportedVersion = "unsupported_version"
    case missingID = "missing_id"
    case tooLarge = "too_large"
    case unauthenticated
    case forbidden
    case notFound = "not_found"
    case conflict
    case invalidState = "invalid_state"
    case paused
    case notActive = "not_active"
    case alreadyRunning = "already_running"
    case insufficientCredits = "insufficient_credits"
    case idempotencyKeyReused = "idempotency_key_reused"
    case expired
    case rateLimited = "rate_limited"
    case unavailable
    case internalError = "internal"

    /// The HTTP status (RFC 9110, section 15) that goes with it: the one table of them.
    public var status: Int {
        switch self {
        case .invalidMessage, .secretInDefinition: 422
        case .unsupportedType, .unsupportedVersion, .missingID: 400
        case .tooLarge: 413
        case .unauthenticated: 401
        case .forbidden: 403
        case .notFound: 404
        case .conflict: 412
        case .invalidState, .paused, .notActive, .alreadyRunning: 409
        case .insufficientCredits: 402
        case .idempotencyKeyReused: 422
        case .expired: 504
        case .rateLimited: 429
        case .unavailable: 503
        case .internalError: 500
        }
    }

    /// Whether the message itself is at fault, and not what it asks for: it is kept where an operator can see it.
    public var isUnintelligible: Bool {
        switch self {
        case .invalidMessage, .unsupportedType, .unsupportedVersion, .missingID, .tooLarge: true
        default: false
        }
    }

    /// A few words for people.
    public var title: String {
        switch self {
        case .invalidMessage: "The input is not valid"
        case .secretInDefinition: "A credential in the input"
        case .unsupportedType: "Unknown type of message"
        case .unsupportedVersion: "Unknown version of this type"
        case .missingID: "A message id or an idempotency key is needed"
        case .tooLarge: "Too large"
        case .unauthenticated: "Not authenticated"
        case .forbidden: "Not allowed"
        case .notFound: "Not found"
        case .conflict: "Changed by someone else"
        case .invalidState: "Not possible in this state"
        case .paused: "The job is paused"
        case .notActive: "The job is not active"
        case .alreadyRunning: "Already running"
        case .insufficientCredits: "Not enough credits"
        case .idempotencyKeyReused: "The idempotency key was used for something else"
        case .expired: "Expired"
        case .rateLimited: "Too many requests"
        case .unavailable: "Not available now"
        case .internalError: "Internal error"
        }
    }

    /// Whether the same request may succeed later without a change.
    public var isRetryable: Bool {
        switch self {
        case .rateLimited, .unavailable, .internalError, .expired: true
        default: false
        }
    }
}

/// A refusal: a problem document (RFC 9457) with a code of ours.
public struct Problem: Error, Codable, Hashable, Sendable, CustomStringConvertible {
    public var code: ProblemCode
    /// A sentence for the one who asked. Never repeats their input.
    public var detail: String
    /// Seconds until it makes sense to ask again.
    public var retryAfter: Int?
    /// The run that is in the way, or that the request meant.
    public var runId: ID?
    public var runKey: String?
    /// The members of the input that are wrong.
    public var errors: [FieldError]

    public init(
        _ code: ProblemCode,
        _ detail: String,
        retryAfter: Int? = nil,
        runId: ID? = nil,
        runKey: String? = nil,
        errors: [FieldError] = []
    ) {
        self.code = code
        self.detail = detail
        self.retryAfter = retryAfter
        self.runId = runId
        self.runKey = runKey
        self.errors = errors
    }

    /// The members of the input that are wrong, as one refusal. With a credential among them it has a code of its own, and
    /// a message is not kept for that.
    public init(_ errors: [FieldError]) {
        let detail = errors.count == 1 ? errors[0].description : "\(errors.count) members are not valid"
        let isSecret = errors.contains { Credentials.messages.contains($0.message) }
        self.init(isSecret ? .secretInDefinition : .invalidMessage, detail, errors: errors)
    }

    public var description: String { "\(self.code.rawValue): \(self.detail)" }

    private enum Key: String, CodingKey {
        case type, title, status, detail, code, retryable, retryAfter, runId, runKey, errors
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        self.code = try container.decode(ProblemCode.self, forKey: .code)
        self.detail = try container.decodeIfPresent(String.self, forKey: .detail) ?? ""
        self.retryAfter = try container.decodeIfPresent(Int.self, forKey: .retryAfter)
        self.runId = try container.decodeIfPresent(ID.self, forKey: .runId)
        self.runKey = try container.decodeIfPresent(String.self, forKey: .runKey)
        self.errors = try container.decodeIfPresent([FieldError].self, forKey: .errors) ?? []
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode("urn:stagecoach:problem:\(self.code.rawValue)", forKey: .type)
        try container.encode(self.code.title, forKey: .title)
        try container.encode(self.code.status, forKey: .status)
        try container.encode(self.detail, forKey: .detail)
        try container.encode(self.code, forKey: .code)
        try container.encode(self.code.isRetryable, forKey: .retryable)
        try container.encodeIfPresent(self.retryAfter, forKey: .retryAfter)
        try container.encodeIfPresent(self.runId, forKey: .runId)
        try container.encodeIfPresent(self.runKey, forKey: .runKey)
        if !self.errors.isEmpty { try container.encode(self.errors, forKey: .errors) }
    }
}
