public import AMQP
import Contracts
public import Postgres
import Threads
import Values

/// What a service owes to all journals of its schema, those of processes that are gone included.
public final class JournalKeeper: Sendable {
    private let identity: Identity
    private let own: [String]
    private let database: Database
    private let publisher: Publisher
    private let logger: Logger
    private let adopted: Counter
    private let resent: Counter

    public init(
        _ identity: Identity,
        journals: [Journal],
        database: Database,
        publisher: Publisher,
        logger: Logger,
        metrics: Metrics
    ) {
        self.identity = identity
        self.own = journals.map(\.writer)
        self.database = database
        self.publisher = publisher
        self.logger = logger
        self.adopted = metrics.counter(
            "stagecoach_journal_adopted_total",
            "Entries published for a process that had died before it could"
        )
        self.resent = metrics.counter(
            "stagecoach_journal_resent_total",
            "Entries published once more because the history asked for them"
        )
        metrics.gauge("stagecoach_journal_backlog", "Entries committed and not confirmed by the broker") {
            Double(journals.reduce(0) { $0 + $1.backlog })
        }
    }

    /// Takes over tails, beats, and deletes what is old. Runs until the task is cancelled.
    public func run() async {
        var round = 0
        while !Task.isCancelled {
            do {
                try await self.adoptAll()
                if round % 5 == 0 { try await self.beat() }
                if round % 150 == 0 { try await self.prune() }
            } catch is CancellationError {
                return
            } catch {
                self.logger.debug("journal keeping is put off", [LogKeys.error: "\(error)"])
            }
            round += 1
            try? await Task.sleep(for: .seconds(2))
        }
    }

    /// Publishes what dead processes have committed and not published.
    func adoptAll() async throws {
        guard self.publisher.status == .connected else { return }
        let (instance, own) = (self.identity.instance, self.own)
        while let (writer, from) = try await self.database.session({ session in
            try JournalStore.adopt(session, instance: instance, except: own)
        }) {
            var last = from
            while true {
                let after = last
                let page = try await self.database.session { session in
                    try JournalStore.page(session, writer: writer, after: after)
                }
                guard let end = page.last?.number else { break }
                try await self.publish(page, of: writer, whole: true)
                self.adopted.add(page.count)
                last = end
                try await self.database.session { try JournalStore.touch($0, writer: writer, published: end) }
            }
            self.logger.info("published what a dead process had left", ["writer": writer, LogKeys.count: last - from])
        }
    }

    private func publish(_ page: [(number: Int, row: String)], of writer: String, whole: Bool) async throws {
        var messages: [Message] = []
        for (number, row) in page {
            guard let entry = JournalEntry(row: row) else {
                self.logger.error("a journal entry cannot be read", ["writer": writer, "n": number])
                continue
            }
            if whole {
                messages += entry.published(as: writer, number: number, by: self.identity)
            } else {
                messages.append(entry.history(as: writer, number: number, by: self.identity))
            }
        }
        try await self.publisher.publish(messages)
    }

    /// As ``resend(_:)``; a failure is left to the next request.
    func resendLogged(_ request: JournalResend) async {
        do {
            try await self.resend(request)
        } catch {
            self.logger.warning(
                "journal entries could not be published again",
                ["writer": request.writer, LogKeys.error: "\(error)"]
            )
        }
    }

    /// Publishes entries for the history once more.
    func resend(_ request: JournalResend) async throws {
        guard request.service == self.identity.service else { return }
        var last = request.from - 1
        while last < request.to {
            let after = last
            let end = min(request.to, after + JournalStore.pageSize)
            let page = try await self.database.session { session in
                try JournalStore.page(session, writer: request.writer, after: after, through: end)
            }
            let rows = Dictionary(page.map { ($0.number, $0.row) }) { first, _ in first }
            let entries = (after + 1...end).map { number in
                // Deleted, or never written: an empty entry tells the history not to wait for it any longer.
                (number: number, row: rows[number] ?? JournalEntry().row)
            }
            if entries.count > page.count {
                self.logger.error(
                    "journal entries are gone",
                    ["writer": request.writer, "after": after, LogKeys.count: entries.count - page.count]
                )
            }
            try await self.publish(entries, of: request.writer, whole: false)
            self.resent.add(entries.count)
            last = end
        }
    }

    /// Tells the history how far each journal has come, so that it can tell when the last entries are missing.
    private func beat() async throws {
        guard self.publisher.status == .connected else { return }
        let heads = try await self.database.session { try JournalStore.heads($0) }
        let beat = ServiceBeat(
            service: self.identity.service,
            instance: self.identity.instance,
            at: .now(),
            journals: heads.map { .init(writer: $0.writer, last: $0.last) }
        )
        let envelope = Envelope(
            id: "\(ID())",
            source: self.identity.source,
            type: ServiceBeat.type,
            time: beat.at,
            organization: .system,
            data: try beat.jsonBytes()
        )
        try await self.publisher.publish([
            Message(
                exchange: Exchanges.commands,
                routingKey: RoutingKeys.command(ServiceBeat.name, .system),
                properties: MessageProperties(
                    contentType: Envelope.contentType,
                    messageID: envelope.id,
                    type: envelope.type,
                    appID: self.identity.service,
                    userID: self.identity.user
                ),
                body: envelope.bytes,
                isPersistent: false
            )
        ])
    }

    private func prune() async throws {
        while try await self.database.session({ try JournalStore.prune($0) }) == 1000 {}
        try await self.database.session { try JournalStore.forgetWriters($0) }
    }
}
