import AMQP
import Contracts
import Crypto
import Values

/// A batch of work as it came.
struct BatchOrder: Sendable {
    /// What is the same for all deliveries of a batch.
    struct Key: Hashable, Sendable {
        var run: ID
        var stage: Int
        var batch: Int
    }

    var key: Key
    var organization: OrganizationID
    var attempt: Int
    var work: Work
    var messageID: String
    var correlation: String?
    var traceparent: String?
    /// Of all that decides what comes out.
    var hash: [UInt8]

    /// - Throws: ``Problem`` for what is no batch of work.
    init(_ delivery: Delivery) throws(Problem) {
        let document: JSONDocument
        let envelope: Envelope
        do {
            document = try JSONDocument(delivery.body, maximumDepth: Limits.depth)
            envelope = try Envelope(json: document.root)
        } catch {
            throw Problem(.invalidMessage, "The work cannot be read: \(error)")
        }
        guard envelope.type == Work.type, let data = document.root["data"], let run = envelope.run,
            let organization = envelope.organization, let stage = envelope.stage
        else { throw Problem(.unsupportedType, "A batch of work is expected, with runid, orgid and stage") }
        self.work = try Work(checking: data)
        self.key = Key(run: run, stage: stage, batch: self.work.batch)
        self.organization = organization
        self.attempt = envelope.attempt ?? 1
        self.messageID = envelope.id
        self.correlation = envelope.correlation
        self.traceparent = envelope.traceparent
        self.hash = BatchOrder.hash(self.work)
    }

    /// The same for the same work, however often it is given out: a provider that remembers what it was asked does it
    /// once.
    var callKey: String {
        "\(self.key.run)-\(self.key.stage)-\(self.key.batch)-\(Encoding.hex(Array(self.hash.prefix(8))))"
    }

    /// Without the context: what else there is on a site may change while a batch is out, and it is still the same work.
    private static func hash(_ work: Work) -> [UInt8] {
        var writer = JSONWriter(capacity: 1024)
        writer.beginArray()
        writer.string(work.function)
        writer.string(work.jobName)
        writer.string(work.date)
        writer.value(work.settings)
        for item in work.items {
            writer.id(item.id)
            writer.value(item.attributes)
        }
        if let input = work.outputs?.snapshotRef { writer.id(input) }
        writer.endArray()
        return Hash.sha256(writer.bytes)
    }

    /// An answer to it, or news of it, as a message.
    ///
    /// - Parameter isCertain: Off for what may be lost.
    func message(
        _ payload: some Payload,
        routingKey: String,
        source: String,
        isCertain: Bool = true
    ) throws -> Message {
        let envelope = Envelope(
            id: "\(ID())",
            source: source,
            type: type(of: payload).type,
            subject: "\(self.key.run)",
            time: .now(),
            organization: self.organization,
            run: self.key.run,
            stage: self.key.stage,
            attempt: self.attempt,
            correlation: self.correlation,
            causation: self.messageID,
            traceparent: self.traceparent,
            data: try payload.jsonBytes()
        )
        return Message(
            exchange: Exchanges.results,
            routingKey: routingKey,
            properties: MessageProperties(
                contentType: Envelope.contentType,
                messageID: envelope.id,
                type: envelope.type
            ),
            body: envelope.bytes,
            isMandatory: isCertain,
            isPersistent: isCertain
        )
    }
}
