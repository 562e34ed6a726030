import Contracts
import Values

/// What the gateway can be asked to do with a model: what it is given, and what becomes of the answer.
///
/// Decides alone, without a clock, a network or a database; ``ModelCaller`` does the asking, and `BatchWorker` keeps what
/// comes of it.
protocol GatewayFunction: Sendable {
    /// `generate_newsletter`
    static var name: String { get }
    /// Changes when the same work would be asked for in another way.
    static var promptVersion: String { get }
    /// Said when the answer is being stored: "Storing the newsletter".
    static var saving: String { get }

    /// The model that the settings name; `nil`: the default route.
    var requestedModel: String? { get }

    /// - Throws: ``FieldError`` for settings or items that it cannot work with.
    init(_ work: Work) throws(FieldError)

    /// Asks, and says what becomes of the batch.
    ///
    /// - Throws: ``ProviderError``; `CancellationError`.
    func perform(_ work: Work, _ tools: FunctionTools) async throws -> Performed
}

/// What functions work with.
struct FunctionTools: Sendable {
    /// Whose work it is.
    var organization: OrganizationID
    var caller: ModelCaller
    var collector: SourceCollector
}

/// A function that works from what an earlier stage has stored.
protocol InputFunction: GatewayFunction {
    /// The artifact that it reads.
    var inputRef: ID { get }

    /// The same, with its input.
    ///
    /// - Throws: ``FieldError`` for bytes that it cannot read.
    func reading(_ bytes: [UInt8]) throws(FieldError) -> any GatewayFunction
}

extension GatewayFunction {
    static var saving: String { "Storing the result" }
}

/// A function of text: asks with a prompt, reads the answer with a parser of its own.
protocol AIFunction: GatewayFunction {
    associatedtype Output: Sendable

    /// What its answer is called when it is none: "a newsletter".
    static var noun: String { get }

    /// The words for a model.
    var instructions: Prompt { get }
    /// What the answer must look like; `nil`: any text.
    var schema: OutputSchema? { get }

    /// Reads an answer. ``JSONExtraction`` finds the JSON in it.
    ///
    /// - Throws: ``OutputFaults`` with all that is wrong, in words that a model can follow.
    func parse(_ text: String) throws(OutputFaults) -> Output

    /// How far an answer has come that is still being written.
    func progress(_ text: String) -> WritingProgress?

    /// What becomes of the items, and what else there is from it.
    func yield(_ output: Output, of work: Work) throws(ProviderError) -> BatchYield
}

extension AIFunction {
    var schema: OutputSchema? { nil }

    func progress(_ text: String) -> WritingProgress? { nil }

    func perform(_ work: Work, _ tools: FunctionTools) async throws -> Performed {
        let answered = try await tools.caller.ask(self)
        return Performed(yield: try self.yield(answered.output, of: work), usage: answered.usage)
    }
}

/// A function that makes an image.
protocol ImageFunction: GatewayFunction {
    /// What the image is to show.
    var instructions: String { get }
    /// In pixels.
    var size: (width: Int, height: Int) { get }

    func yield(_ image: DrawnImage, of work: Work) throws(ProviderError) -> BatchYield
}

extension ImageFunction {
    func perform(_ work: Work, _ tools: FunctionTools) async throws -> Performed {
        let answered = try await tools.caller.draw(self)
        return Performed(yield: try self.yield(answered.output, of: work), usage: answered.usage)
    }
}

/// An image, and what has made it.
struct DrawnImage: Sendable {
    var answer: ImageAnswer
    /// As models are listed: `openai/gpt-image-1`.
    var model: String
    /// What it costs, 1 to 4.
    var credits: Int
}

/// How far an answer has come.
struct WritingProgress: Sendable, Hashable {
    /// 0 to 1.
    var fraction: Double
    /// "Writing sections"
    var sentence: String
}

/// What a function has done.
struct Performed: Sendable {
    var yield: BatchYield
    /// `nil` where no model was asked.
    var usage: Usage?
}

/// What comes of a batch.
struct BatchYield: Sendable {
    /// Bytes that are kept by reference.
    struct Artifact: Sendable {
        var id = ID()
        var mediaType: String
        var title: String
        var bytes: [UInt8]
    }

    /// What has become of each item that was given out.
    var items: [BatchCompleted.Change] = []
    var created: [BatchCompleted.Creation] = []
    /// Figures, added up over the stage.
    var result: [String: Int] = [:]
    var output: BatchOutput?
    var artifacts: [Artifact] = []
    /// What was done, for people: "Newsletter with 5 items generated".
    var sentence: String
}
