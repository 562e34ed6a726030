public import Values

// Coded by hand, like the events: each batch of work is written once and read once, and so is its answer. Tests hold
// this equal to `Codable`.

extension Work {
    public var bytes: [UInt8] {
        var writer = JSONWriter(capacity: 512)
        writer.beginObject()
        writer.field("batch", self.batch)
        writer.field("epoch", self.epoch)
        writer.field("token", self.token)
        writer.field("function", self.function)
        writer.field("jobId", self.jobId)
        writer.field("jobName", self.jobName)
        writer.field("jobType", self.jobType.rawValue)
        writer.field("stageName", self.stageName)
        writer.field("date", self.date)
        writer.field("timeoutMs", self.timeoutMs)
        writer.field("silenceMs", self.silenceMs)
        writer.field("settings", self.settings)
        writer.key("items")
        Work.write(self.items, to: &writer)
        writer.key("context")
        writer.beginObject()
        for (name, items) in self.context.sorted(by: { $0.key < $1.key }) {
            writer.key(name)
            Work.write(items, to: &writer)
        }
        writer.endObject()
        if let outputs = self.outputs {
            writer.key("outputs")
            writer.beginObject()
            writer.field("contentRef", outputs.contentRef)
            writer.field("snapshotRef", outputs.snapshotRef)
            writer.endObject()
        }
        writer.endObject()
        return writer.bytes
    }

    private static func write(_ items: [Item], to writer: inout JSONWriter) {
        writer.beginArray()
        for item in items {
            writer.beginObject()
            writer.field("id", item.id)
            writer.field("kind", item.kind)
            writer.field("status", item.status)
            writer.field("parent", item.parent)
            writer.field("attributes", item.attributes)
            writer.endObject()
        }
        writer.endArray()
    }
}

extension BatchReference {
    /// - Returns: `nil` when a member is missing or of another kind.
    init?(_ element: JSONElement?) {
        guard let element, let batch = element["batch"]?.integer, let epoch = element["epoch"]?.integer,
            let token = element["token"]?.id
        else { return nil }
        self.init(batch: Int(batch), epoch: Int(epoch), token: token)
    }

    func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.field("batch", self.batch)
        writer.field("epoch", self.epoch)
        writer.field("token", self.token)
        writer.endObject()
    }
}

extension BatchCompleted {
    public var bytes: [UInt8] {
        get throws {
            guard self.isPlain else { return try self.jsonBytes() }
            var writer = JSONWriter(capacity: 256)
            writer.beginObject()
            writer.key("reference")
            self.reference.write(to: &writer)
            writer.key("items")
            writer.beginArray()
            writer.endArray()
            writer.key("created")
            writer.beginArray()
            writer.endArray()
            writer.key("result")
            writer.figures(self.result)
            writer.key("phases")
            writer.beginArray()
            writer.endArray()
            writer.endObject()
            return writer.bytes
        }
    }

    /// Whether it says no more than that the batch is done.
    private var isPlain: Bool {
        self.items.isEmpty && self.created.isEmpty && self.output == nil && self.usage == nil && self.phases.isEmpty
    }

    /// Reads the answer; the plain ones without the detour through a decoder.
    public init(reading element: JSONElement) throws(Problem) {
        func isEmptyList(_ list: JSONElement?) -> Bool { list.map { $0.isArray && $0.elements.isEmpty } ?? false }
        if let reference = BatchReference(element["reference"]), isEmptyList(element["items"]),
            isEmptyList(element["created"]), isEmptyList(element["phases"]), let result = element["result"],
            result.isObject, result.members.isEmpty, element["output"] == nil, element["usage"] == nil
        {
            self.init(reference: reference)
        } else {
            try self.init(checking: element)
        }
    }
}

extension WorkEcho {
    /// Reads what an echo needs of its work.
    public init?(_ element: JSONElement) {
        guard let batch = element["batch"]?.integer, let epoch = element["epoch"]?.integer,
            let token = element["token"]?.id
        else { return nil }
        self.reference = BatchReference(batch: Int(batch), epoch: Int(epoch), token: token)
    }
}

/// As much of a ``Work`` as a worker needs that does nothing with it.
public struct WorkEcho: Sendable {
    public let reference: BatchReference
}
