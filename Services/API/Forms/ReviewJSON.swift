import Contracts
import Values

extension ReviewView: Listed { var cursor: String { Cursor.text(self.id) } }

extension ReviewView {
    /// The members that a list shows.
    func writeMembers(to writer: inout JSONWriter) {
        writer.field("id", self.id)
        writer.nullable("siteId", self.siteID)
        writer.field("status", self.status)
        writer.field("title", self.title)
        writer.field("wordCount", self.attributes["word_count"]?.integer ?? 0)
        writer.nullable("excerpt", self.attributes["excerpt"]?.string)
        // How it was made, where that must be said.
        writer.nullable("label", self.attributes["label"]?.string)
        writer.nullable("contentRef", self.contentRef)
        writer.nullable("task_id", self.task?.id)
        self.write("task", self.task, to: &writer)
        self.write("idea", self.idea, to: &writer)
        self.write("cluster", self.cluster, to: &writer)
        writer.key("images")
        writer.beginArray()
        for image in self.images { image.write(to: &writer) }
        writer.endArray()
        writer.nullable("error", self.error)
        writer.field("createdAt", self.createdAt)
        writer.field("updatedAt", self.updatedAt)
    }

    private func write(_ key: StaticString, _ origin: Origin?, to writer: inout JSONWriter) {
        writer.key(key)
        guard let origin else { return writer.null() }
        writer.beginObject()
        writer.field("id", origin.id)
        writer.field("title", origin.title)
        writer.endObject()
    }
}

extension ReviewImage {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.field("id", self.id)
        writer.field("status", self.status)
        writer.nullable("image_url", self.url)
        writer.nullable("image_type", self.attributes["image_type"]?.string)
        writer.nullable("alt_text", self.attributes["alt_text"]?.string)
        writer.nullable("caption", self.attributes["caption"]?.string)
        writer.nullable("heading", self.attributes["heading"]?.string)
        writer.nullable("prompt", self.attributes["prompt"]?.string)
        writer.nullable("width", self.attributes["width"]?.integer.map { Int($0) })
        writer.nullable("height", self.attributes["height"]?.integer.map { Int($0) })
        writer.endObject()
    }
}

extension DecisionView {
    func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.field("decision", self.decision)
        writer.field("at", self.at)
        writer.nullable("note", self.note)
        writer.endObject()
    }
}
