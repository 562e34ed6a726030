import Contracts
import Values

extension Notice {
    /// The webhook's own name, by which a receiver knows repeats.
    var webhookID: String { "msg_\(self.id)" }

    /// The body of a webhook, as Standard Webhooks has it. The same bytes for every try.
    var webhook: [UInt8] {
        var writer = JSONWriter(capacity: 2048)
        writer.beginObject()
        writer.field("type", self.topic.rawValue)
        writer.field("timestamp", self.at)
        writer.key("data")
        writer.beginObject()
        writer.field("event", self.eventID)
        writer.field("organization", self.organization.text)
        writer.field("test", self.isTest)
        writer.field("message", self.event.message)
        writer.field("link", self.link)
        writer.key("run")
        self.event.run.write(to: &writer)
        if let stage = self.event.stage {
            writer.key("stage")
            stage.write(to: &writer)
        }
        writer.endObject()
        writer.endObject()
        return writer.bytes
    }
}
