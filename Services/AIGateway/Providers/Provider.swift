import Values

/// A way to models. What it answers with is text, as a model writes it; whether that is what was asked for, the function
/// that asked finds out.
protocol Provider: Sendable {
    /// `offline`
    var name: String { get }

    /// The models that may be asked for by name.
    var models: [ProviderModel] { get }

    /// Asks a model.
    ///
    /// - Throws: ``ProviderError``; `CancellationError`.
    func complete(_ request: ModelRequest) async throws -> ModelAnswer
}

struct ProviderModel: Sendable, Hashable {
    var id: String
    /// For people.
    var title: String
    /// What it makes: `text`.
    var kind: String
}

/// What a model is asked.
struct ModelRequest: Sendable {
    var model: String
    /// What it is to do, as settings and facts: a provider that is no model works from these.
    var task: NewsletterTask
}

/// What came of it.
struct ModelAnswer: Sendable {
    var text: String
    var inputTokens: Int
    var outputTokens: Int
    /// In millionths of a US dollar.
    var costMicros: Int
}

/// A provider did not do what it was asked to.
struct ProviderError: Error, Sendable, CustomStringConvertible {
    /// Stable, for programs: `rate_limited`, `timeout`, `invalid_request`, …
    var code: String
    /// Whether the same request may succeed later.
    var isTransient: Bool
    /// A sentence for people.
    var message: String
    /// The provider's answer, whole.
    var detail: String?
    var retryAfter: Duration?

    var description: String { "\(self.code): \(self.message)" }
}
