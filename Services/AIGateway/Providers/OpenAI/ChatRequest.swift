import Values

/// The body of a request to `chat/completions`.
enum ChatRequest {
    /// What is sent back of an answer that could not be used, in bytes.
    private static let maximumRepair = 64 << 10

    static func body(_ request: ModelRequest, _ dialect: OpenAIDialect) -> [UInt8] {
        var writer = JSONWriter(capacity: 4096)
        writer.beginObject()
        writer.field("model", request.model)
        writer.key("messages")
        writer.beginArray()
        self.message("system", self.system(request, dialect), to: &writer)
        self.message("user", request.prompt.user, to: &writer)
        if let repair = request.repair {
            // An empty turn is refused by some.
            if !repair.answer.isEmpty {
                let head = String(decoding: repair.answer.utf8.prefix(self.maximumRepair), as: UTF8.self)
                self.message("assistant", head, to: &writer)
            }
            self.message("user", repair.words, to: &writer)
        }
        writer.endArray()
        if let schema = request.schema { self.format(schema, dialect.format, to: &writer) }
        writer.field("stream", true)
        if dialect.countsUsage {
            writer.key("stream_options")
            writer.beginObject()
            writer.field("include_usage", true)
            writer.endObject()
        }
        writer.endObject()
        return writer.bytes
    }

    private static func system(_ request: ModelRequest, _ dialect: OpenAIDialect) -> String {
        guard let schema = request.schema, dialect.format != .schema else { return request.prompt.system }
        return """
            \(request.prompt.system)
            The answer is one JSON value that fits this JSON Schema, without anything before or after it:
            \(schema.json)
            """
    }

    private static func message(_ role: String, _ content: String, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.field("role", role)
        writer.field("content", content)
        writer.endObject()
    }

    private static func format(_ schema: OutputSchema, _ format: OpenAIDialect.Format, to writer: inout JSONWriter) {
        if format == .prompt { return }
        writer.key("response_format")
        writer.beginObject()
        if format == .object {
            writer.field("type", "json_object")
        } else {
            writer.field("type", "json_schema")
            writer.key("json_schema")
            writer.beginObject()
            writer.field("name", schema.name)
            writer.field("strict", true)
            writer.key("schema")
            writer.raw(schema.json.utf8)
            writer.endObject()
        }
        writer.endObject()
    }
}
