import ServiceKit
import Values

/// An answer of `chat/completions` while it comes, piece by piece or whole.
struct ChatAnswer {
    /// Numbers beyond this are no count of tokens.
    private static let maximumTokens: Int64 = 100_000_000

    private(set) var text = ""
    private(set) var refusal = ""
    /// Why the model stopped; `nil` while it has not: then what there is, is not an answer.
    private(set) var finish: String?
    private(set) var inputTokens: Int?
    private(set) var outputTokens: Int?
    /// Whether the stream has said that it ends.
    private(set) var isDone = false
    private let maximumText: Int
    private let key: Secret?

    /// - Parameter key: See ``OpenAIRefusal/key``.
    init(maximumText: Int, key: Secret? = nil) {
        self.maximumText = maximumText
        self.key = key
    }

    /// Takes the data of an event.
    mutating func take(event data: [UInt8]) throws(ProviderError) {
        if data.elementsEqual("[DONE]".utf8) {
            self.isDone = true
            return
        }
        try self.take(data, "delta")
    }

    /// Takes the answer of a server that does not stream.
    mutating func take(whole body: [UInt8]) throws(ProviderError) {
        try self.take(body, "message")
        self.isDone = true
    }

    private mutating func take(_ bytes: [UInt8], _ member: StaticString) throws(ProviderError) {
        guard let root = (try? JSONDocument(bytes))?.root, root.isObject else {
            throw ChatAnswer.invalid("What came back is no answer of a provider", bytes)
        }
        if let error = root["error"], !error.isNull {
            let refusal = OpenAIRefusal(status: 0, body: String(decoding: bytes, as: UTF8.self), key: self.key)
            throw refusal.error(now: .now())
        }
        if let usage = root["usage"], usage.isObject {
            self.inputTokens = ChatAnswer.count(usage["prompt_tokens"]) ?? self.inputTokens
            self.outputTokens = ChatAnswer.count(usage["completion_tokens"]) ?? self.outputTokens
        }
        // One was asked for. The piece with the usage has none.
        guard let choice = root["choices"]?.elements.first else { return }
        if let content = choice[member]?["content"]?.string { self.text += content }
        if let words = choice[member]?["refusal"]?.string { self.refusal += words }
        if let finish = choice["finish_reason"]?.string { self.finish = finish }
        guard self.text.utf8.count + self.refusal.utf8.count <= self.maximumText else {
            throw ProviderError(
                code: "answer_too_large",
                isTransient: false,
                message: "The answer is larger than \(self.maximumText) bytes",
                detail: ProviderError.detail(self.text)
            )
        }
    }

    /// What a text has come to, at the end of the stream.
    ///
    /// - Returns: Why it is no answer; `nil` when it is one.
    func fault() -> ProviderError? {
        guard let finish = self.finish else {
            return ProviderError(
                code: "answer_cut",
                isTransient: true,
                message: "The answer ended in the middle",
                detail: ProviderError.detail(self.text)
            )
        }
        if finish == "content_filter" || !self.refusal.isEmpty {
            let words = self.refusal.isEmpty ? self.text : self.refusal
            return ProviderError(
                code: "policy",
                isTransient: false,
                message: "The model refused this for its policy",
                detail: ProviderError.detail(words)
            )
        }
        switch finish {
        case "stop", "end_turn", "eos", "eos_token", "stop_sequence": return nil
        case "length", "max_tokens":
            return ProviderError(
                code: "output_truncated",
                isTransient: false,
                message: "The model came to its limit of length before it was done",
                detail: ProviderError.detail(self.text)
            )
        default:
            return ProviderError(
                code: "invalid_response",
                isTransient: true,
                message: "The model stopped for an unknown reason: \(ProviderError.detail(String(finish.prefix(60))))",
                detail: ProviderError.detail(self.text)
            )
        }
    }

    static func invalid(_ message: String, _ bytes: [UInt8]) -> ProviderError {
        ProviderError(
            code: "invalid_response",
            isTransient: true,
            message: message,
            detail: ProviderError.detail(String(decoding: bytes.prefix(OpenAIRefusal.maximumBody), as: UTF8.self))
        )
    }

    /// A count of tokens that can be one.
    static func count(_ element: JSONElement?) -> Int? {
        guard let value = element?.integer, (0...self.maximumTokens).contains(value) else { return nil }
        return Int(value)
    }
}
