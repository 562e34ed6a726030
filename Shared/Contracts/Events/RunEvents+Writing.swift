public import Values

// Written by hand: an event is made at every step of every run, and Foundation's encoder takes ten times as long.
// Tests hold the text equal to what `Codable` makes of the same value.

extension RunEvent {
    public var bytes: [UInt8] {
        var writer = JSONWriter(capacity: 1024)
        self.write(to: &writer)
        return writer.bytes
    }

    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.field("level", self.level.rawValue)
        writer.field("message", self.message)
        writer.key("run")
        self.run.write(to: &writer)
        if let stage = self.stage {
            writer.key("stage")
            stage.write(to: &writer)
        }
        if let next = self.next {
            writer.key("next")
            writer.beginObject()
            writer.field("number", next.number)
            writer.field("name", next.name)
            writer.endObject()
        }
        if let batch = self.batch {
            writer.key("batch")
            batch.write(to: &writer)
        }
        writer.endObject()
    }
}

extension RunSnapshot {
    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.field("id", self.id)
        writer.field("key", self.key)
        writer.field("jobId", self.jobId)
        writer.field("jobName", self.jobName)
        writer.field("siteId", self.siteId)
        writer.field("type", self.type.rawValue)
        writer.field("trigger", self.trigger.rawValue)
        writer.field("status", self.status.rawValue)
        writer.field("attempt", self.attempt)
        writer.field("stage", self.stage)
        writer.field("stages", self.stages)
        writer.field("createdAt", self.createdAt)
        writer.field("plannedAt", self.plannedAt)
        writer.field("startedAt", self.startedAt)
        writer.field("completedAt", self.completedAt)
        writer.field("generated", self.generated)
        writer.field("contentRef", self.contentRef)
        writer.field("sent", self.sent)
        writer.field("recipients", self.recipients)
        writer.field("refused", self.refused)
        writer.field("unconfirmed", self.unconfirmed)
        writer.field("credits", self.credits)
        writer.field("costMicros", self.costMicros)
        if let error = self.error {
            writer.key("error")
            error.write(to: &writer)
        }
        writer.field("snapshotRef", self.snapshotRef)
        writer.list("sources", self.sources) { $1.write(to: &$0) }
        writer.field("replayOf", self.replayOf)
        writer.endObject()
    }
}

extension SourceFacts {
    func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.field("name", self.name)
        writer.field("status", self.status.rawValue)
        writer.field("code", self.code)
        writer.field("error", self.error)
        writer.field("bytes", self.bytes)
        writer.field("ms", self.ms)
        writer.field("tries", self.tries)
        writer.field("truncated", self.truncated)
        writer.endObject()
    }
}

extension RunError {
    func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.field("code", self.code)
        writer.field("message", self.message)
        writer.field("stage", self.stage)
        writer.field("detail", self.detail)
        writer.endObject()
    }
}

extension StageSnapshot {
    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.field("number", self.number)
        writer.field("name", self.name)
        writer.field("status", self.status.rawValue)
        writer.field("total", self.total)
        writer.field("processed", self.processed)
        writer.field("failed", self.failed)
        writer.field("batches", self.batches)
        writer.field("startedAt", self.startedAt)
        writer.field("completedAt", self.completedAt)
        writer.key("result")
        writer.figures(self.result)
        writer.field("credits", self.credits)
        writer.list("items", self.items) { $0.id($1) }
        writer.list("leftOut", self.leftOut) { $0.id($1) }
        writer.endObject()
    }
}

extension JSONWriter {
    /// A member with a list; nothing for `nil`.
    fileprivate mutating func list<Element>(
        _ name: StaticString,
        _ elements: [Element]?,
        _ write: (inout JSONWriter, Element) -> Void
    ) {
        guard let elements else { return }
        self.key(name)
        self.beginArray()
        for element in elements { write(&self, element) }
        self.endArray()
    }
}

extension RunEvent.BatchFacts {
    func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.field("number", self.number)
        writer.field("attempt", self.attempt)
        writer.field("items", self.items)
        writer.field("of", self.of)
        writer.list("ids", self.ids) { $0.id($1) }
        writer.field("title", self.title)
        writer.list("created", self.created) { $0.string($1) }
        writer.field("credits", self.credits)
        writer.list("phases", self.phases) { $1.write(to: &$0) }
        if let usage = self.usage {
            writer.key("usage")
            usage.write(to: &writer)
        }
        if let error = self.error {
            writer.key("error")
            error.write(to: &writer)
        }
        writer.endObject()
    }
}

extension PhaseMark {
    func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.field("phase", self.phase.rawValue)
        writer.field("at", self.at)
        writer.field("message", self.message)
        writer.endObject()
    }
}

extension Usage {
    func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.field("provider", self.provider)
        writer.field("model", self.model)
        writer.field("requestedModel", self.requestedModel)
        writer.field("promptVersion", self.promptVersion)
        writer.field("inputTokens", self.inputTokens)
        writer.field("outputTokens", self.outputTokens)
        writer.field("costMicros", self.costMicros)
        writer.endObject()
    }
}

extension WorkError {
    func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.field("transient", self.isTransient)
        writer.field("code", self.code)
        writer.field("message", self.message)
        writer.field("detail", self.detail)
        writer.field("retryAfterMs", self.retryAfterMs)
        writer.endObject()
    }
}

extension JSONWriter {
    /// An object of whole numbers, sorted by key.
    mutating func figures(_ figures: [String: Int]) {
        self.beginObject()
        for (key, value) in figures.sorted(by: { $0.key < $1.key }) {
            self.key(key)
            self.integer(value)
        }
        self.endObject()
    }
}
