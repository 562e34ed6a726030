import Curl

/// A way to hand over one message for one recipient at a time.
protocol Transport: Sendable {
    func send(from sender: String, to recipient: String, id: String, message: [UInt8]) async -> Handover
    func close() async
}

/// What became of a message, and so what may be done next.
enum Handover: Sendable, Equatable {
    /// The server answers for it.
    case sent(code: Int, detail: String)
    /// Not handed over: may be tried again.
    case deferred(code: Int?, detail: String, slowDown: Bool)
    /// Refused for good.
    case refused(code: Int, detail: String, isAddressBad: Bool)
    /// The sender's own address is refused: every other recipient would see the same.
    case senderRefused(code: Int, detail: String)
    /// Perhaps delivered; never sent again by itself.
    case unconfirmed(detail: String)
    /// No session with the server. Says nothing about the recipient.
    case unavailable(detail: String)
}

extension Handover {
    init(_ outcome: SMTPOutcome) {
        switch outcome {
        case .sent(let reply): self = .sent(code: reply.code, detail: "\(reply)")
        case .deferred(let problem):
            self = .deferred(
                code: problem.reply?.code,
                detail: "\(problem)",
                slowDown: problem.isServerClosing
            )
        case .refused(let reply, let stage):
            if stage == .sender {
                self = .senderRefused(code: reply.code, detail: "\(reply)")
            } else {
                self = .refused(
                    code: reply.code,
                    detail: "\(reply)",
                    isAddressBad: stage == .recipient && Handover.saysAddressIsBad(reply)
                )
            }
        case .unconfirmed(let problem): self = .unconfirmed(detail: "\(problem)")
        case .unavailable(let problem): self = .unavailable(detail: "\(problem)")
        }
    }

    /// Whether a refusal means that the mailbox does not exist or takes no mail at all (RFC 3463, section 3.2), and not
    /// that this mail was not liked.
    private static func saysAddressIsBad(_ reply: SMTPReply) -> Bool {
        guard let status = reply.enhancedStatus else { return reply.code == 550 || reply.code == 553 }
        return ["5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1"].contains(status)
    }
}

/// Hands over by SMTP, on a connection that is kept.
struct SMTPTransport: Transport {
    let connection: SMTPConnection

    func send(from sender: String, to recipient: String, id: String, message: [UInt8]) async -> Handover {
        do throws(SMTPInputError) {
            return Handover(try await self.connection.send(from: sender, to: recipient, message: message))
        } catch {
            // Checked before; whatever slipped through reached no server.
            return .refused(code: 553, detail: "\(error)", isAddressBad: false)
        }
    }

    func close() async { await self.connection.close() }
}
