import Values

/// What a model is asked: in words, and as facts for a provider that is no model.
struct ModelRequest: Sendable {
    /// `generate_newsletter`
    var function: String
    var model: String
    var prompt: Prompt
    /// What the answer must look like; `nil`: any text.
    var schema: OutputSchema?
    /// What the function was given. A provider that is no model works from this.
    var facts: any Sendable
    /// The last answer, when it could not be used.
    var repair: Repair?
    /// The same for the same call, however often it is made.
    var callKey: String?
    var limits = CallLimits()
    /// Hears the whole text so far, each time that it has grown. Called in order.
    var progress: (@Sendable (String) -> Void)?
}

extension ModelRequest {
    init(model: String, task function: some AIFunction) {
        self.init(
            function: type(of: function).name,
            model: model,
            prompt: function.instructions,
            schema: function.schema,
            facts: function
        )
    }
}

/// The words for a model.
struct Prompt: Sendable, Hashable {
    /// Who it is and how it answers.
    var system: String
    /// What it is to do now.
    var user: String
}

/// What an answer must look like.
struct OutputSchema: Sendable, Hashable {
    /// At most 64 letters, digits, `_` and `-`.
    var name: String
    /// A JSON Schema, as text: models write the members in the order that it has. Every member is required and no other
    /// is allowed, since that is the part of JSON Schema that providers can enforce; what may be missing may be null.
    var json: String
}

/// An answer that could not be used.
struct Repair: Sendable, Hashable {
    /// Of the repair, from 1.
    var round: Int
    var answer: String
    var faults: [FieldError]

    /// What the model is told.
    var words: String {
        let list = self.faults.prefix(20).map { "- \($0)" }.joined(separator: "\n")
        return """
            This answer cannot be used:
            \(list)
            Answer again with the whole corrected text and nothing else.
            """
    }
}

/// How much time and space a call may take.
struct CallLimits: Sendable, Hashable {
    /// When it must be over, repairs included.
    var deadline: ContinuousClock.Instant
    /// How long nothing may come of an answer that is streamed. Default 120 s: a model that first has to be loaded, or
    /// thinks in silence, takes that long.
    var silence = Duration.seconds(120)
    /// Of an answer's text, in bytes. Default 1 MiB.
    var maximumText = 1 << 20
    /// Of an image, in bytes. Default 16 MiB.
    var maximumImage = 16 << 20

    /// - Parameter time: Default 300 s, as for a batch.
    init(within time: Duration = .seconds(300)) { self.deadline = .now + time }

    var remaining: Duration { self.deadline - .now }
}

/// What came of it.
struct ModelAnswer: Sendable {
    var text: String
    var inputTokens: Int
    var outputTokens: Int
    /// In millionths of a US dollar.
    var costMicros: Int

    var spent: Spent {
        Spent(inputTokens: self.inputTokens, outputTokens: self.outputTokens, costMicros: self.costMicros)
    }
}

/// What calls have used up.
struct Spent: Sendable, Hashable {
    var inputTokens = 0
    var outputTokens = 0
    /// In millionths of a US dollar.
    var costMicros = 0

    static func + (left: Spent, right: Spent) -> Spent {
        Spent(
            inputTokens: left.inputTokens + right.inputTokens,
            outputTokens: left.outputTokens + right.outputTokens,
            costMicros: left.costMicros + right.costMicros
        )
    }
}

/// What an image is to show.
struct ImageRequest: Sendable {
    /// `generate_images`
    var function: String
    var model: String
    var prompt: String
    /// In pixels. Default 1024 by 1024, which all models know.
    var width = 1024
    var height = 1024
    /// What the function was given. A provider that is no model works from this.
    var facts: any Sendable
    /// The same for the same call, however often it is made.
    var callKey: String?
    var limits = CallLimits()
}

/// An image, as bytes: a provider's address for it is gone in an hour or two.
struct ImageAnswer: Sendable {
    var bytes: [UInt8]
    /// `image/png`, `image/jpeg`, `image/webp`; `image/svg+xml` from the offline provider.
    var mediaType: String
    /// In pixels.
    var width: Int
    var height: Int
    var spent: Spent
}
