import AMQP
import Contracts
import ServiceKit
import Threads
import Values

/// The worker of the `echo` stages: answers each batch at once, and keeps nothing. It measures what everything around a
/// worker costs.
struct EchoLoop: Sendable {
    /// Answers on their way to being confirmed, in the order of their work.
    private struct Pending: Sendable {
        var last: Delivery
        var isConfirmed = false
    }

    let identity: Identity
    let queue: String
    let subscription: Subscription
    let publisher: Publisher
    let logger: Logger
    private let pending = Lock<(head: Int, waiting: [Int: Pending], next: Int)>((0, [:], 0))

    init(_ identity: Identity, queue: String, subscription: Subscription, publisher: Publisher, logger: Logger) {
        self.identity = identity
        self.queue = queue
        self.subscription = subscription
        self.publisher = publisher
        self.logger = logger
    }

    /// Runs until the subscription is stopped.
    func run() async throws {
        while true {
            let batch = try await self.subscription.nextBatch(max: 256)
            guard let last = batch.last else { break }
            var messages: [Message] = []
            for delivery in batch {
                if let answer = self.answer(delivery) {
                    messages.append(answer)
                } else {
                    messages.append(
                        try delivery.deadLetter(
                            by: self.identity.service,
                            queue: self.queue,
                            Problem(.invalidMessage, "This is not a batch of work")
                        )
                    )
                }
            }
            let number = self.pending.withLock { pending in
                defer { pending.next += 1 }
                pending.waiting[pending.next] = Pending(last: last)
                return pending.next
            }
            self.send(messages, number)
        }
        // What is not confirmed by the end is delivered again, and answered again.
    }

    private func send(_ messages: [Message], _ number: Int) {
        self.publisher.send(messages) { error in
            guard let error else { return self.confirmed(number) }
            if error.code == .closed { return }
            Task {
                try? await Task.sleep(for: .milliseconds(200))
                self.send(messages, number)
            }
        }
    }

    /// Acknowledges all work whose answers, and those of all work before it, are confirmed.
    private func confirmed(_ number: Int) {
        let last: Delivery? = self.pending.withLock { pending in
            pending.waiting[number]?.isConfirmed = true
            var last: Delivery?
            while let head = pending.waiting[pending.head], head.isConfirmed {
                last = head.last
                pending.waiting[pending.head] = nil
                pending.head += 1
            }
            return last
        }
        if let last { self.subscription.acknowledge(last, multiple: true) }
    }

    private func answer(_ delivery: Delivery) -> Message? {
        guard let document = try? JSONDocument(delivery.body, maximumDepth: Limits.depth),
            let data = document.root["data"], let work = WorkEcho(data), let run = document.root["runid"]?.id,
            let bytes = try? BatchCompleted(reference: work.reference).bytes
        else { return nil }
        let envelope = Envelope(
            id: "\(ID())",
            source: self.identity.source,
            type: BatchCompleted.type,
            subject: document.root["subject"]?.string,
            time: .now(),
            organization: document.root["orgid"]?.string.flatMap { OrganizationID($0) },
            run: run,
            stage: document.root["stage"]?.integer.map { Int($0) },
            attempt: document.root["attempt"]?.integer.map { Int($0) },
            correlation: document.root["correlationid"]?.string,
            causation: document.root["id"]?.string,
            traceparent: document.root["traceparent"]?.string,
            data: bytes
        )
        return Message(
            exchange: Exchanges.results,
            routingKey: RoutingKeys.batchCompleted,
            properties: MessageProperties(
                contentType: Envelope.contentType,
                messageID: envelope.id,
                type: envelope.type,
                appID: self.identity.service,
                userID: self.identity.user
            ),
            body: envelope.bytes,
            isMandatory: true
        )
    }
}
