import Contracts
import Crypto
import Curl
import MailMessage
import ServiceKit
import Values

/// Sends one notification once, and says what became of it. Knows nothing of tables and tries.
struct NotificationSender: Sendable {
    /// From the name lookup to the end of the answer, as Standard Webhooks recommends.
    private static let timeout = Duration.seconds(15)
    /// What is read of an answer, in bytes.
    private static let answerLimit = 4096

    let settings: NotificationSettings
    let keys: OpeningKeys
    let from: Mailbox
    let clients: OutboundClients

    /// - Parameter transport: For mails; `nil` for the other channels.
    func send(_ claim: OutboxStore.Claim, over transport: (any Transport)?) async -> NotificationFate {
        let notice = self.notice(of: claim)
        guard claim.channel == .email else { return await self.request(claim, notice) }
        guard let transport else { return .untouched }
        let message: (id: String, bytes: [UInt8])
        let address: EmailAddress
        do {
            address = try EmailAddress(claim.entry.recipient)
            message = try notice.mail(from: self.from, to: Mailbox(address))
        } catch {
            return .failed(status: nil, detail: "the mail cannot be written: \(error)")
        }
        let handover = await transport.send(
            from: self.from.address.canonical,
            to: address.canonical,
            id: message.id,
            message: message.bytes
        )
        return NotificationFate(handover)
    }

    private func notice(of claim: OutboxStore.Claim) -> Notice {
        let entry = claim.entry
        return Notice(
            id: entry.id,
            organization: entry.organization,
            topic: entry.topic,
            isTest: entry.isTest,
            eventID: entry.eventID,
            at: entry.at,
            event: entry.event,
            link: self.settings.link(to: entry.event.run.id)
        )
    }

    // MARK: - Requests

    private func request(_ claim: OutboxStore.Claim, _ notice: Notice) async -> NotificationFate {
        let target: OutboundTarget
        let request: HTTPClient.Request
        do throws(Unsendable) {
            target = try self.target(of: claim)
            request = try self.request(to: target, claim, notice)
        } catch {
            return .failed(status: nil, detail: error.reason)
        }
        do throws(HTTPClientError) {
            let response = try await self.clients.client(for: target.way).stream(request)
            let answer = await NotificationSender.beginning(of: response.body)
            return NotificationFate(claim.channel, response.head, answer: answer, now: .now())
        } catch {
            return NotificationFate(error)
        }
    }

    private struct Unsendable: Error { let reason: String }

    /// The address is looked at each time: what the operator allows may have changed.
    private func target(of claim: OutboxStore.Claim) throws(Unsendable) -> OutboundTarget {
        let url = try self.open(claim.url, "address")
        do throws(OutboundTarget.Refused) {
            return try OutboundTarget(url.reveal(), named: self.settings.hosts)
        } catch {
            throw Unsendable(reason: "the address \(error.message)")
        }
    }

    private func open(_ box: RuleStore.Box?, _ what: String) throws(Unsendable) -> Secret {
        guard let box else { throw Unsendable(reason: "there is no \(what)") }
        do throws(OpeningKeys.Failure) {
            return try box.open(with: self.keys)
        } catch {
            throw Unsendable(reason: "the \(what) cannot be read: \(error)")
        }
    }

    private func request(
        to target: OutboundTarget,
        _ claim: OutboxStore.Claim,
        _ notice: Notice
    ) throws(Unsendable) -> HTTPClient.Request {
        let body =
            switch claim.channel {
            case .slack: notice.slack.bytes
            case .discord: notice.discord.bytes
            case .webhook, .email: notice.webhook
            }
        var request = HTTPClient.Request("POST", target.url, body: body)
        request.headers.add("Content-Type", "application/json")
        if claim.channel == .webhook {
            let secret = try self.open(claim.signingSecret, "signing secret")
            guard let signature = WebhookSignature(secret: secret.reveal()) else {
                throw Unsendable(reason: "the signing secret is none")
            }
            let time = Timestamp.now().seconds
            request.headers.add("webhook-id", notice.webhookID)
            request.headers.add("webhook-timestamp", "\(time)")
            request.headers.add(
                "webhook-signature",
                signature.header(id: notice.webhookID, timestamp: time, body: body)
            )
        }
        request.deadline = NotificationSender.timeout
        request.minimumRate = nil
        // The reading stops long before.
        request.maximumBodySize = 1 << 20
        return request
    }

    /// As much of an answer as is kept. The status has said what counts: a body that breaks off is no failure.
    private static func beginning(of body: HTTPClient.Body) async -> [UInt8] {
        var bytes: [UInt8] = []
        do throws(HTTPClientError) {
            for try await piece in body {
                bytes += piece
                if bytes.count >= NotificationSender.answerLimit { break }
            }
        } catch {
            return Array(bytes.prefix(NotificationSender.answerLimit))
        }
        return Array(bytes.prefix(NotificationSender.answerLimit))
    }
}
