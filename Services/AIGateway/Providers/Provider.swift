/// A way to models. What it answers with is text, as a model writes it, or an image; whether that is what was asked for,
/// the function that asked finds out.
protocol Provider: Sendable {
    /// `offline`
    var name: String { get }

    /// The models that may be asked for by name.
    var models: [ProviderModel] { get }

    /// Whether it reads prompts, so that an answer that cannot be used may be sent back to it. One that only computes
    /// would make the same mistake again.
    var isModel: Bool { get }

    /// Asks a model for text, once: whether to ask again after an error is for others to decide.
    ///
    /// - Throws: ``ProviderError``; `CancellationError`.
    func complete(_ request: ModelRequest) async throws -> ModelAnswer

    /// Asks a model for an image, once.
    ///
    /// - Throws: ``ProviderError``; `CancellationError`.
    func draw(_ request: ImageRequest) async throws -> ImageAnswer
}

extension Provider {
    var isModel: Bool { true }

    func draw(_ request: ImageRequest) async throws -> ImageAnswer {
        throw ProviderError(code: "unsupported", isTransient: false, message: "\(self.name) makes no images")
    }
}

/// What a model makes.
enum ModelKind: String, Sendable, CaseIterable {
    case text
    case image
}

struct ProviderModel: Sendable, Hashable {
    var id: String
    /// For people.
    var title: String
    var kind: ModelKind
    /// What an image of it costs, 1 to 4; without meaning for texts, which cost by what they are.
    var credits = ProviderModel.standardCredits

    /// Of models that nothing is said of.
    static let standardCredits = 2
    static let creditRange = 1...4
}
