import AMQP
import Contracts
import Postgres
import ServiceKit
import Threads
import Values

/// Asks for journal entries that should be here and are not.
struct GapLoop: Sendable {
    let identity: Identity
    let database: Database
    let publisher: Publisher
    let logger: Logger
    let open: Gauge

    /// Runs until the task is cancelled.
    func run() async {
        // When each gap was seen first, and when it may be asked for again.
        var seen: [JournalGaps.Gap: (since: ContinuousClock.Instant, next: ContinuousClock.Instant, asked: Int)] = [:]
        while !Task.isCancelled {
            do {
                let gaps = try await self.database.session { try JournalGaps.find($0) }
                self.open.set(Double(gaps.count))
                seen = seen.filter { gaps.contains($0.key) }
                let now = ContinuousClock.now
                for gap in gaps {
                    // Messages may come out of order for a moment.
                    var state = seen[gap] ?? (now, now + .seconds(3), 0)
                    if state.next <= now {
                        try await self.ask(gap)
                        state.asked += 1
                        let pause = Backoff.bound(base: .seconds(5), limit: .seconds(120), failures: state.asked)
                        state.next = now + pause
                        if state.asked == 3 {
                            self.logger.warning(
                                "journal entries are still missing",
                                ["writer": gap.writer, "from": gap.from, "to": gap.to]
                            )
                        }
                    }
                    seen[gap] = state
                }
            } catch is CancellationError {
                return
            } catch {
                self.logger.debug("the look for gaps is put off", [LogKeys.error: "\(error)"])
            }
            try? await Task.sleep(for: .seconds(1))
        }
    }

    private func ask(_ gap: JournalGaps.Gap) async throws {
        let request = JournalResend(
            service: gap.service,
            writer: gap.writer,
            from: gap.from,
            to: min(gap.to, gap.from + 9999)
        )
        let envelope = Envelope(
            id: "\(ID())",
            source: self.identity.source,
            type: JournalResend.type,
            time: .now(),
            organization: .system,
            data: try request.jsonBytes()
        )
        try await self.publisher.publish([
            Message(
                exchange: Exchanges.commands,
                routingKey: RoutingKeys.command(JournalResend.name, .system),
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
        self.logger.info(
            "asked for missing journal entries",
            ["writer": gap.writer, "from": gap.from, "to": request.to]
        )
    }
}
