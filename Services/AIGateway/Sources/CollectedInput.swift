import Contracts
import Values

/// What was collected for a run, as it is kept: the input that a report is written from.
struct CollectedInput: Sendable, Hashable {
    /// As an artifact.
    static let mediaType = "application/json"
    /// How deep the stored JSON may nest.
    static let depth = 40

    struct Entry: Sendable, Hashable {
        var facts: SourceFacts
        var type: ReportSource.Kind
        /// `nil` when it failed.
        var data: JSON?
    }

    var at: Timestamp
    var entries: [Entry]

    init(at: Timestamp, entries: [Entry]) {
        self.at = at
        self.entries = entries
    }

    var bytes: [UInt8] {
        var writer = JSONWriter(capacity: 4096)
        writer.beginObject()
        writer.field("collectedAt", self.at)
        writer.key("sources")
        writer.beginArray()
        for entry in self.entries {
            let facts = entry.facts
            writer.beginObject()
            writer.field("name", facts.name)
            writer.field("type", entry.type.rawValue)
            writer.field("status", facts.status.rawValue)
            writer.field("code", facts.code)
            writer.field("error", facts.error)
            writer.field("bytes", facts.bytes)
            writer.field("ms", facts.ms)
            writer.field("tries", facts.tries)
            writer.field("truncated", facts.truncated)
            writer.field("data", entry.data ?? .null)
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
        return writer.bytes
    }

    /// Reads what ``bytes`` has written.
    ///
    /// - Throws: ``FieldError``, naming the member.
    init(reading bytes: [UInt8]) throws(FieldError) {
        let root: JSONElement
        do throws(JSONError) {
            root = try JSONDocument(bytes, maximumDepth: CollectedInput.depth).root
        } catch {
            throw FieldError(pointer: "", message: error.description)
        }
        guard let at = root["collectedAt"]?.string.flatMap({ Timestamp($0) }) else {
            throw FieldError(pointer: "/collectedAt", message: "must be a time")
        }
        self.at = at
        self.entries = []
        for element in root["sources"]?.elements ?? [] {
            guard let type = element["type"]?.string.flatMap({ ReportSource.Kind(rawValue: $0) }) else {
                throw FieldError(pointer: "/sources/type", message: "is not a type of source")
            }
            let facts = try SourceFacts(json: element)
            var entry = Entry(facts: facts, type: type)
            if facts.status == .ok { entry.data = element["data"].map { JSON($0) } ?? .null }
            self.entries.append(entry)
        }
    }
}
