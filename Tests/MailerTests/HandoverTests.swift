import Contracts
import Curl
import Testing
import Values

@testable import Mailer

/// From what the server said to what may be done next, row by row.
@Suite struct HandoverTests {
    struct Row: Sendable {
        let outcome: SMTPOutcome
        let handover: Handover
    }

    private static func reply(_ code: Int, _ status: String? = nil) -> SMTPReply {
        SMTPReply(code: code, enhancedStatus: status, text: "reader@example.org is the recipient")
    }

    private static func refused(_ code: Int, _ status: String?, _ stage: SMTPStage, bad: Bool) -> Row {
        Row(
            outcome: .refused(self.reply(code, status), at: stage),
            handover: .refused(code: code, detail: "\(self.reply(code, status))", isAddressBad: bad)
        )
    }

    static let rows = [
        Row(outcome: .sent(reply(250, "2.0.0")), handover: .sent(code: 250, detail: "250 2.0.0")),
        Row(
            outcome: .deferred(SMTPProblem(.refusal, at: .recipient, reply: reply(450, "4.2.1"))),
            handover: .deferred(code: 450, detail: "refusal at recipient: 450 4.2.1", slowDown: false)
        ),
        Row(
            outcome: .deferred(SMTPProblem(.refusal, at: .sender, reply: reply(421))),
            handover: .deferred(code: 421, detail: "refusal at sender: 421", slowDown: true)
        ),
        Row(
            outcome: .deferred(SMTPProblem(.connectionLost, at: .data)),
            handover: .deferred(code: nil, detail: "connectionLost at data", slowDown: true)
        ),
        Row(
            outcome: .deferred(SMTPProblem(.timeout, at: .recipient)),
            handover: .deferred(code: nil, detail: "timeout at recipient", slowDown: false)
        ),
        Row(
            outcome: .refused(reply(550, "5.7.1"), at: .sender),
            handover: .senderRefused(code: 550, detail: "550 5.7.1")
        ),
        Row(
            outcome: .refused(reply(550, "5.1.1"), at: .sender),
            handover: .senderRefused(code: 550, detail: "550 5.1.1")
        ),
        // The mailbox does not exist, or takes nothing: it is not tried again in later mailings.
        refused(550, "5.1.1", .recipient, bad: true), refused(550, "5.1.2", .recipient, bad: true),
        refused(550, "5.1.3", .recipient, bad: true), refused(550, "5.1.6", .recipient, bad: true),
        refused(556, "5.1.10", .recipient, bad: true), refused(550, "5.2.1", .recipient, bad: true),
        refused(550, nil, .recipient, bad: true), refused(553, nil, .recipient, bad: true),
        // This mail was not liked, or not now, or not from here.
        refused(552, "5.2.2", .recipient, bad: false), refused(550, "5.7.1", .recipient, bad: false),
        refused(554, "5.7.1", .recipient, bad: false), refused(551, nil, .recipient, bad: false),
        refused(554, nil, .recipient, bad: false), refused(550, "5.1.1", .data, bad: false),
        refused(554, "5.6.0", .message, bad: false), refused(550, nil, .message, bad: false),
        Row(
            outcome: .unconfirmed(SMTPProblem(.connectionLost, at: .message)),
            handover: .unconfirmed(detail: "connectionLost at message")
        ),
        Row(
            outcome: .unavailable(SMTPProblem(.login, at: .authentication, reply: reply(535, "5.7.8"))),
            handover: .unavailable(detail: "login at authentication: 535 5.7.8")
        ),
        Row(
            outcome: .unavailable(SMTPProblem(.connectFailed, at: .connection)),
            handover: .unavailable(detail: "connectFailed at connection")
        ),
    ]

    @Test("what may be done next", arguments: rows)
    func row(row: Row) {
        #expect(Handover(row.outcome) == row.handover)
        // The server's words often repeat the address, which is nobody's business in a log.
        #expect(!"\(Handover(row.outcome))".contains("reader@example.org"))
    }
}
