import AMQP
import Contracts
import Testing
import Values

@testable import Mailer

@Suite struct MailAnswerTests {
    private static let now = Timestamp(seconds: 1_800_000_000)

    static func mailing(_ counts: MailingStore.Counts, item: ID? = ID(high: 1, low: 2)) -> MailingStore.Mailing {
        MailingStore.Mailing(
            run: ID(high: 3, low: 4),
            organization: OrganizationID("demo")!,
            state: "running",
            jobType: .newsletter,
            stage: 2,
            attempt: 1,
            reference: BatchReference(batch: 1, epoch: 5, token: ID(high: 6, low: 7)),
            item: item,
            contentRef: ID(high: 8, low: 9),
            subject: "Subject",
            total: 100,
            counts: counts,
            correlation: "correlation",
            traceparent: nil
        )
    }

    struct Row: Sendable {
        let counts: MailingStore.Counts
        /// `nil`: the batch is done.
        let code: String?
    }

    @Test(
        "what a mailing has come to",
        arguments: [
            Row(counts: .init(accepted: 100), code: nil),
            Row(counts: .init(accepted: 1, refused: 99), code: nil),
            Row(counts: .init(accepted: 1, refused: 1, unconfirmed: 1, suppressed: 97), code: nil),
            // Perhaps everyone has it: nothing that may be done over.
            Row(counts: .init(unconfirmed: 100), code: nil),
            Row(counts: .init(refused: 99, unconfirmed: 1), code: nil),
            Row(counts: .init(refused: 100), code: "all_refused"),
            Row(counts: .init(refused: 1, suppressed: 99), code: "all_refused"),
            Row(counts: .init(suppressed: 100), code: "no_recipients"),
            Row(counts: .init(), code: "no_recipients"),
        ]
    )
    func ends(row: Row) throws {
        let mailing = MailAnswerTests.mailing(row.counts)
        let output = BatchOutput(
            accepted: row.counts.accepted,
            refused: row.counts.refused,
            unconfirmed: row.counts.unconfirmed,
            suppressed: row.counts.suppressed
        )
        switch MailAnswer.end(of: mailing, at: MailAnswerTests.now) {
        case .completed(let answer):
            #expect(row.code == nil)
            #expect(answer.reference == mailing.reference)
            #expect(answer.output == output)
            #expect(answer.items == [.init(id: ID(high: 1, low: 2), status: "sent")])
            #expect(answer.result["recipients"] == row.counts.accepted)
            #expect(answer.result["unconfirmed"] == row.counts.unconfirmed)
            #expect(answer.phases == [PhaseMark(phase: .done, at: MailAnswerTests.now)])
            #expect(answer.problems() == [])
        case .failed(let answer):
            #expect(answer.error.code == row.code)
            #expect(!answer.error.isTransient)
            #expect(answer.output == output)
            #expect(answer.problems() == [])
        case .suspended: Issue.record("a mailing that is done is not suspended")
        }
    }

    @Test("an answer is stored, read and sent again, to whichever sending of the batch it is due")
    func again() throws {
        let mailing = MailAnswerTests.mailing(.init(accepted: 3))
        let error = WorkError(isTransient: true, code: "no_progress", message: "Nothing has gone forward")
        let answers: [MailAnswer] = [
            .end(of: mailing, at: MailAnswerTests.now),
            .failed(BatchFailed(reference: mailing.reference, error: error)),
            .suspended(BatchSuspended(reference: mailing.reference, output: mailing.counts.output)),
        ]
        let other = BatchReference(batch: 1, epoch: 6, token: ID())
        let keys = [RoutingKeys.batchCompleted, RoutingKeys.batchFailed, RoutingKeys.batchSuspended]
        for (answer, key) in zip(answers, keys) {
            let stored = try JSONDocument(answer.bytes()).root
            let read = try MailAnswer(type: answer.type, json: stored)
            #expect(read.type == answer.type)
            #expect(try read.bytes() == answer.bytes())
            let again = try read.with(other).message(mailing, source: "/services/mailer")
            let root = try JSONDocument(again.body).root
            #expect(try BatchReference(json: #require(root["data"]?["reference"])) == other)
            #expect(again.exchange == Exchanges.results)
            #expect(again.routingKey == key)
            #expect(again.isMandatory && again.isPersistent)
            let envelope = try Envelope(json: root)
            #expect(envelope.type == answer.type)
            #expect(envelope.run == mailing.run)
            #expect(envelope.stage == 2)
            #expect(envelope.organization == mailing.organization)
            #expect(envelope.id == again.properties.messageID)
        }
    }

    @Test("an answer that is not known is not taken for another")
    func unknownType() throws {
        let document = try JSONDocument(Array("{}".utf8))
        #expect(throws: (any Error).self) { try MailAnswer(type: "stagecoach.other.v1", json: document.root) }
    }

    @Test("progress never says more than all, and knows nobody to send to")
    func progress() throws {
        for (counts, total, percent) in [
            (.init(), 0, 0), (.init(accepted: 50), 100, 50),
            (.init(accepted: 30, refused: 10, unconfirmed: 5), 100, 45),
            (.init(accepted: 100, suppressed: 20), 100, 100), (.init(accepted: 1), 3, 33),
        ] as [(MailingStore.Counts, Int, Int64)] {
            var mailing = MailAnswerTests.mailing(counts)
            mailing.total = total
            let message = try #require(MailProgress.message(mailing, source: "/services/mailer"))
            let data = try #require(try JSONDocument(message.body).root["data"])
            #expect(data["percent"]?.integer == percent)
            #expect(try BatchProgress(checking: data).output == counts.output)
            #expect(!message.isPersistent)
            #expect(message.routingKey == RoutingKeys.batchProgress)
        }
    }
}
