import AMQP
import Contracts
import Postgres
import ServiceKit
import Values

/// Stores what the services have done.
struct JournalHandler: Sendable {
    let identity: Identity
    let database: Database
    let publisher: Publisher
    let stored: Counter
    let repeated: Counter

    func handle(_ deliveries: [Delivery]) async throws {
        var messages: [JournalMessage] = []
        for delivery in deliveries {
            do throws(Problem) {
                messages.append(try JournalHandler.read(delivery))
            } catch {
                // One of our own services wrote what we cannot read: a newer version, or a fault. It is kept.
                let letter = try delivery.deadLetter(
                    by: self.identity.service,
                    queue: Queues.historyJournal,
                    error
                )
                try await self.publisher.publish([letter])
            }
        }
        if messages.isEmpty { return }
        let read = messages
        let fresh = try await self.database.transaction { session in
            HistoryStore.lock(session)
            let known = try HistoryStore.received(session, read)
            var seen: Set<String> = []
            let messages = read.enumerated().filter { index, message in
                !known.contains(index) && seen.insert("\(message.writer)/\(message.number)").inserted
            }.map(\.element)
            if messages.isEmpty { return 0 }
            try JournalHandler.store(session, messages)
            return messages.count
        }
        self.stored.add(fresh)
        self.repeated.add(read.count - fresh)
    }

    private static func read(_ delivery: Delivery) throws(Problem) -> JournalMessage {
        guard let writer = delivery.properties.headers[MessageHeaders.writer]?.string,
            let number = delivery.properties.headers[MessageHeaders.number]?.integer, number > 0
        else { throw Problem(.missingID, "A journal message has the headers writer and n") }
        let document: JSONDocument
        do throws(JSONError) {
            document = try JSONDocument(delivery.body, maximumDepth: Limits.depth + 4)
        } catch {
            throw Problem(.invalidMessage, "The body cannot be read: \(error)")
        }
        guard document.root.isArray else { throw Problem(.invalidMessage, "The body must be a list of events") }
        var events: [StoredEvent] = []
        for element in document.root.elements {
            do throws(FieldError) {
                events.append(try StoredEvent(element))
            } catch {
                throw Problem([error])
            }
        }
        return JournalMessage(
            writer: writer,
            number: Int(number),
            service: delivery.properties.appID ?? "",
            events: events
        )
    }

    private static func store(_ session: Session, _ messages: [JournalMessage]) throws {
        let events = try LateEvents.filter(messages.flatMap(\.events), at: .now(), session)
        for event in events {
            guard let organization = OrganizationID(event.organization) else { continue }
            if let erasure = Erasure(type: event.type, organization: organization, event.data) {
                ErasureStore.note(session, erasure)
            }
        }
        HistoryStore.insert(session, events)
        var runs: [ID: StoredEvent] = [:]
        var stages: [StageKey: StoredEvent] = [:]
        for event in events {
            guard let run = event.run, let sequence = event.sequence, event.data["run"] != nil else { continue }
            if runs[run].map({ ($0.sequence ?? 0) < sequence }) ?? true { runs[run] = event }
            guard let stage = event.stage, event.data["stage"] != nil else { continue }
            let key = StageKey(run: run, number: stage)
            if stages[key].map({ ($0.sequence ?? 0) < sequence }) ?? true { stages[key] = event }
        }
        HistoryStore.upsert(session, try runs.values.map { try RunView($0) }.sorted { $0.run.id < $1.run.id })
        HistoryStore.upsert(
            session,
            try stages.map { try StageView($0.key.run, $0.value) }
                .sorted { ($0.run, $0.stage.number) < ($1.run, $1.stage.number) }
        )
        HistoryStore.note(session, messages)
        HistoryStore.notify(session)
    }

    private struct StageKey: Hashable {
        var run: ID
        var number: Int
    }
}

extension RunView {
    init(_ event: StoredEvent) throws {
        guard let element = event.data["run"] else { throw FieldError(pointer: "/data/run", message: "is missing") }
        self.init(
            organization: event.organization,
            sequence: event.sequence ?? 0,
            run: try RunSnapshot(reading: element),
            error: element["error"]?.raw,
            sources: element["sources"]?.raw
        )
    }
}

extension StageView {
    init(_ run: ID, _ event: StoredEvent) throws {
        guard let element = event.data["stage"] else { throw FieldError(pointer: "/data/stage", message: "is missing") }
        self.init(
            run: run,
            organization: event.organization,
            sequence: event.sequence ?? 0,
            attempt: event.attempt ?? 1,
            stage: try StageSnapshot(reading: element),
            result: element["result"]?.raw ?? ArraySlice("{}".utf8),
            items: element["items"]?.raw,
            leftOut: element["leftOut"]?.raw
        )
    }
}
