/// How much of the interface a server knows. Found out by being refused, and remembered.
struct OpenAIDialect: Sendable, Hashable {
    /// How an answer is kept to its form.
    enum Format: Sendable, Hashable {
        /// By the server, to the schema.
        case schema
        /// By the server, to JSON; the schema stands in the prompt.
        case object
        /// By the prompt alone.
        case prompt
    }

    var format = Format.schema
    /// Whether the last piece of a stream says what it took.
    var countsUsage = true

    /// The most that may be asked for without what the refusal names; `nil` when that is not why it refused.
    func without(_ refusal: OpenAIRefusal) -> OpenAIDialect? {
        var plainer = self
        if self.countsUsage, refusal.names("stream_options") {
            plainer.countsUsage = false
        } else if self.format != .prompt, refusal.names("response_format") {
            plainer.format = self.format == .schema ? .object : .prompt
        } else {
            return nil
        }
        return plainer
    }
}
