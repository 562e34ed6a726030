import AMQP
import Contracts
import MailMessage
import Postgres
import ServiceKit
import Values

/// Takes up mailings. Freezing the audience is all that holds the delivery; sending goes on without it.
struct WorkHandler: Sendable {
    let identity: Identity
    let queue: String
    let journal: Journal
    let publisher: Publisher
    let dispatcher: Dispatcher

    func handle(_ deliveries: [Delivery]) async throws {
        for delivery in deliveries {
            do throws(Problem) {
                let order = try WorkHandler.read(delivery)
                try await self.take(order)
            } catch {
                if error.code == .unavailable { throw Unavailable() }
                let letter = try delivery.deadLetter(by: self.identity.service, queue: self.queue, error)
                try await self.publisher.publish([letter])
            }
        }
    }

    private struct Unavailable: Error {}

    private struct Order: Sendable {
        var mailing: MailingStore.Mailing
        var work: Work
        var audience: String
        /// Addresses that take the audience's place.
        var named: [String]?
        var subject: String?
    }

    private static func read(_ delivery: Delivery) throws(Problem) -> Order {
        let document: JSONDocument
        let envelope: Envelope
        do {
            document = try JSONDocument(delivery.body, maximumDepth: Limits.depth)
            envelope = try Envelope(json: document.root)
        } catch {
            throw Problem(.invalidMessage, "The work cannot be read: \(error)")
        }
        guard envelope.type == Work.type, let data = document.root["data"], let run = envelope.run,
            let organization = envelope.organization
        else { throw Problem(.unsupportedType, "A batch of work is expected, with runid and orgid") }
        let work = try Work(checking: data)
        let item = work.items.first
        // Where there are no items, the run itself has what is to be sent.
        let content = item?.attributes["contentRef"]?.string.flatMap { ID($0) } ?? work.outputs?.contentRef
        guard let content else {
            throw Problem([FieldError(pointer: "/data/items/0/attributes/contentRef", message: "is missing")])
        }
        return Order(
            mailing: MailingStore.Mailing(
                run: run,
                organization: organization,
                state: "running",
                jobType: work.jobType,
                stage: envelope.stage ?? 0,
                attempt: envelope.attempt ?? 1,
                reference: work.reference,
                item: item?.id,
                contentRef: content,
                subject: "",
                total: 0,
                counts: .init(),
                correlation: envelope.correlation,
                traceparent: envelope.traceparent
            ),
            work: work,
            audience: work.settings["audience"]?.string ?? work.settings["recipients"]?.string ?? "all",
            named: work.settings["recipients"]?.array.map { $0.compactMap(\.string) },
            subject: work.settings["subject"]?.string
        )
    }

    /// As they are stored; what is no address stays as it is, and is refused when the mail is written.
    private static func addresses(_ named: [String]) -> [String] {
        var seen: Set<String> = []
        return named.map { (try? EmailAddress($0).canonical) ?? $0 }.filter { seen.insert($0).inserted }
    }

    private func take(_ order: Order) async throws(Problem) {
        let begun: MailingStore.Mailing?
        do {
            begun = try await self.journal.transaction { session, entry in
                if let known = try MailingStore.lock(session, order.mailing.run) {
                    return try self.takeAgain(session, order, known, &entry)
                }
                return try self.begin(session, order, &entry)
            }
        } catch let problem as Problem {
            throw problem
        } catch {
            throw Problem(.unavailable, "\(error)")
        }
        if let begun, let message = MailProgress.begun(begun, source: self.identity.source) {
            // It starts the run's clock; when it is lost, the first progress does.
            self.publisher.send([message]) { _ in }
        }
        self.dispatcher.wake()
    }

    private func begin(
        _ session: Session,
        _ order: Order,
        _ entry: inout JournalEntry
    ) throws -> MailingStore.Mailing? {
        var mailing = order.mailing
        func fail(_ code: String, _ message: String) throws {
            let error = WorkError(isTransient: false, code: code, message: message)
            let answer = MailAnswer.failed(BatchFailed(reference: mailing.reference, error: error))
            entry.send(try answer.message(mailing, source: self.identity.source))
        }
        guard let content = try ContentStore.fetch(session, mailing.contentRef, mailing.organization) else {
            try fail("content_missing", "What was generated is not there any more")
            return nil
        }
        var list: ID?
        if order.named == nil, order.audience != "all" {
            guard let id = ID(order.audience), try MailingStore.hasList(session, id, mailing.organization) else {
                try fail("no_such_list", "The list of recipients does not exist")
                return nil
            }
            list = id
        }
        mailing.subject = SubjectTemplate.subject(
            order.subject,
            of: content,
            jobName: order.work.jobName,
            date: order.work.date
        )
        let silence = Duration.milliseconds(order.work.silenceMs ?? 300_000)
        try MailingStore.insert(session, mailing, silence: silence)
        if let named = order.named {
            mailing.total = try MailingStore.freezeNamed(session, mailing, WorkHandler.addresses(named))
        } else {
            mailing.total = try MailingStore.freezeAudience(session, mailing, list: list)
        }
        if mailing.total == 0 {
            let answer = MailAnswer.end(of: mailing, at: .now())
            try MailingStore.end(session, mailing.run, "completed", answer)
            entry.send(try answer.message(mailing, source: self.identity.source))
        }
        return mailing
    }

    /// The batch came before: go on with it, or answer once more.
    private func takeAgain(
        _ session: Session,
        _ order: Order,
        _ known: MailingStore.Mailing,
        _ entry: inout JournalEntry
    ) throws -> MailingStore.Mailing? {
        let isSame = known.reference == order.mailing.reference
        if isSame, ["running", "pausing", "cancelling"].contains(known.state) { return nil }
        let isOver = known.state == "completed" || isSame && ["failed", "cancelled"].contains(known.state)
        guard isOver, let answer = try MailingStore.answer(session, known.run) else {
            try MailingStore.reopen(session, known.run, attempt: order.mailing.attempt, order.mailing.reference)
            return known.taken(by: order.mailing)
        }
        if known.total == 0, !isSame {
            // It had nobody to send to; there may be somebody by now.
            try MailingStore.forget(session, known.run)
            return try self.begin(session, order, &entry)
        }
        let again = answer.with(order.mailing.reference)
        entry.send(try again.message(known.taken(by: order.mailing), source: self.identity.source))
        return nil
    }
}

extension MailingStore.Mailing {
    /// The same mailing, as a later try of its run.
    fileprivate func taken(by other: MailingStore.Mailing) -> MailingStore.Mailing {
        var mailing = self
        mailing.attempt = other.attempt
        mailing.reference = other.reference
        return mailing
    }
}
