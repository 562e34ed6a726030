import Testing

@testable import Curl

/// The outcome table: no server, every combination of what libcurl says and what was seen.
@Suite struct SMTPOutcomeTests {
    private static func transcript(_ codes: [Int], isSetUp: Bool = true) -> SMTPTranscript {
        var transcript = SMTPTranscript()
        if isSetUp { transcript.setUp() }
        for code in codes { transcript.add(SMTPReply(code: code)) }
        return transcript
    }

    @Test("the rows that were measured")
    func rows() {
        func outcome(_ code: UInt32, _ replies: [Int], isSetUp: Bool = true) -> SMTPOutcome {
            SMTPOutcome(curl: code, Self.transcript(replies, isSetUp: isSetUp))
        }
        func reply(_ code: Int) -> SMTPReply { SMTPReply(code: code) }
        func problem(_ kind: SMTPProblem.Kind, _ stage: SMTPStage, _ code: Int? = nil) -> SMTPProblem {
            SMTPProblem(kind, at: stage, reply: code.map(reply))
        }
        #expect(outcome(0, [250, 250, 354, 250]) == .sent(reply(250)))
        // No session.
        #expect(outcome(6, [], isSetUp: false) == .unavailable(problem(.nameNotResolved, .connection)))
        #expect(outcome(7, [], isSetUp: false) == .unavailable(problem(.connectFailed, .connection)))
        #expect(outcome(28, [], isSetUp: false) == .unavailable(problem(.timeout, .connection)))
        #expect(outcome(8, [421], isSetUp: false) == .unavailable(problem(.unexpectedReply, .connection, 421)))
        #expect(outcome(64, [220, 250], isSetUp: false) == .unavailable(problem(.encryption, .encryption, 250)))
        #expect(outcome(60, [220, 250, 220], isSetUp: false) == .unavailable(problem(.certificate, .encryption, 220)))
        #expect(outcome(67, [220, 250, 535], isSetUp: false) == .unavailable(problem(.login, .authentication, 535)))
        #expect(outcome(56, [220, 250], isSetUp: false) == .unavailable(problem(.connectionLost, .connection, 250)))
        // Nothing was handed over. What follows a refusal answers the QUIT.
        #expect(outcome(55, [451, 221]) == .deferred(problem(.refusal, .sender, 451)))
        #expect(outcome(55, [530, 221]) == .refused(reply(530), at: .sender))
        #expect(outcome(55, [250, 450, 221]) == .deferred(problem(.refusal, .recipient, 450)))
        #expect(outcome(55, [250, 550, 221]) == .refused(reply(550), at: .recipient))
        #expect(outcome(55, [250, 250, 554, 221]) == .refused(reply(554), at: .data))
        #expect(outcome(55, [250, 250, 250, 221]) == .deferred(problem(.unexpectedReply, .data, 250)))
        #expect(outcome(56, []) == .deferred(problem(.connectionLost, .sender)))
        #expect(outcome(28, [250]) == .deferred(problem(.timeout, .recipient)))
        // Dropped at DATA: libcurl's last code is the 250 of the recipient.
        #expect(outcome(56, [250, 250]) == .deferred(problem(.connectionLost, .data)))
        // Handed over.
        #expect(outcome(56, [250, 250, 354]) == .unconfirmed(problem(.connectionLost, .message)))
        #expect(outcome(55, [250, 250, 354]) == .unconfirmed(problem(.connectionLost, .message)))
        #expect(outcome(28, [250, 250, 354]) == .unconfirmed(problem(.timeout, .message)))
        #expect(outcome(8, [250, 250, 354, 452]) == .deferred(problem(.refusal, .message, 452)))
        #expect(outcome(8, [250, 250, 354, 552]) == .refused(reply(552), at: .message))
        // A late answer, after libcurl had given up.
        #expect(outcome(28, [250, 250, 354, 250]) == .unconfirmed(problem(.timeout, .message, 250)))
        #expect(outcome(0, []) == .unconfirmed(problem(.unexpectedReply, .message)))
    }

    @Test("an interruption names itself and changes nothing else")
    func interruption() {
        let before = SMTPOutcome(curl: 42, Self.transcript([250]), interruption: .cancelled)
        #expect(before == .deferred(SMTPProblem(.cancelled, at: .recipient)))
        let after = SMTPOutcome(curl: 42, Self.transcript([250, 250, 354]), interruption: .closed)
        #expect(after == .unconfirmed(SMTPProblem(.closed, at: .message)))
        let login = SMTPOutcome(curl: 67, Self.transcript([535], isSetUp: false), interruption: .timeout)
        #expect(login == .unavailable(SMTPProblem(.login, at: .authentication, reply: SMTPReply(code: 535))))
        let refused = SMTPOutcome(curl: 55, Self.transcript([250, 550]), interruption: .closed)
        #expect(refused == .refused(SMTPReply(code: 550), at: .recipient))
    }

    @Test("the rule holds for every code and every conversation")
    func everything() {
        let replies = [150, 221, 250, 354, 421, 552]
        var conversations: [[Int]] = [[]]
        for length in 1...4 {
            conversations += conversations.filter { $0.count == length - 1 }.flatMap { head in
                replies.map { head + [$0] }
            }
        }
        // As libcurl does when it says QUIT.
        conversations += conversations.filter { $0.count == 4 }.map { $0 + [221] }
        var kinds: Set<String> = []
        for conversation in conversations {
            // Written down apart from the code under test: what the server has really said to each command.
            let positive = { (index: Int) in conversation.count > index && conversation[index] / 100 == 2 }
            let isHandedOver = positive(0) && positive(1) && conversation.count > 2 && conversation[2] == 354
            let final = isHandedOver && conversation.count > 3 ? conversation[3] : nil
            for code in UInt32(0)...100 {
                for isSetUp in [true, false] {
                    let transcript = Self.transcript(conversation, isSetUp: isSetUp)
                    let outcome = SMTPOutcome(curl: code, transcript)
                    let isHandedOver = isSetUp && isHandedOver
                    let final = isSetUp ? final : nil
                    let holds: Bool
                    switch outcome {
                    case .sent(let reply):
                        kinds.insert("sent")
                        holds = code == 0 && isHandedOver && final.map { $0 / 100 } == 2 && reply.code == final
                    case .deferred(let problem):
                        kinds.insert("deferred")
                        holds =
                            isSetUp && (!isHandedOver || final.map { $0 / 100 } == 4)
                            && problem.reply.map { $0.code / 100 != 5 } ?? true
                    case .refused(let reply, let stage):
                        kinds.insert("refused")
                        holds =
                            isSetUp && reply.code / 100 == 5
                            && (stage == .message ? reply.code == final : !isHandedOver)
                    case .unconfirmed:
                        kinds.insert("unconfirmed")
                        holds = code == 0 || (isHandedOver && ![4, 5].contains(final.map { $0 / 100 } ?? 0))
                    case .unavailable(let problem):
                        kinds.insert("unavailable")
                        holds =
                            !isSetUp && code != 0
                            && [.connection, .encryption, .authentication].contains(problem.stage)
                    }
                    // Not #expect, which is slow for some 500,000 cases.
                    if !holds { Issue.record("\(code) \(conversation) \(isSetUp) \(outcome)") }
                }
            }
        }
        #expect(kinds.count == 5)
    }

    @Test("every failure of libcurl has a kind")
    func kinds() {
        let isServers = { (kind: SMTPProblem.Kind) in kind == .refusal || kind == .cancelled || kind == .closed }
        for code in UInt32(0)...100 {
            guard case .unavailable(let problem) = SMTPOutcome(curl: code, SMTPTranscript()) else {
                #expect(code == 0)
                continue
            }
            #expect(!isServers(problem.kind))
        }
    }

    @Test("a closing server is noticed")
    func closing() {
        #expect(SMTPProblem(.refusal, at: .sender, reply: SMTPReply(code: 421)).isServerClosing)
        #expect(SMTPProblem(.connectionLost, at: .data).isServerClosing)
        #expect(!SMTPProblem(.refusal, at: .recipient, reply: SMTPReply(code: 450)).isServerClosing)
        #expect(!SMTPProblem(.timeout, at: .recipient).isServerClosing)
    }

    @Test("descriptions hold none of the server's words, which often repeat the address")
    func descriptions() {
        let reply = SMTPReply(code: 550, enhancedStatus: "5.1.1", text: "<somebody@example.test> unknown")
        #expect("\(reply)" == "550 5.1.1")
        #expect("\(SMTPProblem(.refusal, at: .recipient, reply: reply))" == "refusal at recipient: 550 5.1.1")
        #expect(String(reflecting: reply) == "550 5.1.1 <somebody@example.test> unknown")
    }
}
