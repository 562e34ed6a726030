import Contracts
import Testing
import Values

@testable import Curl
@testable import Mailer

/// From what the other side answered to what may be done next.
@Suite struct NotificationFateTests {
    private static let now = Timestamp("2026-11-21T12:00:00Z") ?? Timestamp(seconds: 0)

    private static func fate(
        _ channel: NotificationChannel,
        _ status: Int,
        _ headers: HTTPClient.Headers = [:],
        _ body: String = "no"
    ) -> NotificationFate {
        let head = HTTPClient.Head(status: status, headers: headers, isDelimited: true)
        return NotificationFate(channel, head, answer: Array(body.utf8), now: self.now)
    }

    @Test("every status of a webhook means what Standard Webhooks says")
    func webhooks() {
        for status in 100...599 {
            let fate = Self.fate(.webhook, status)
            switch status {
            case 200..<300: #expect(fate == .sent(status: status, detail: "no"))
            case 410: #expect(fate == .gone(status: status, detail: "no"))
            default: #expect(fate == .retry(status: status, detail: "no"))
            }
        }
    }

    @Test("what a chat service refuses is not sent again", arguments: [NotificationChannel.slack, .discord])
    func chats(channel: NotificationChannel) {
        for status in 100...599 {
            let fate = Self.fate(channel, status)
            switch status {
            case 200..<300: #expect(fate == .sent(status: status, detail: "no"))
            case 410: #expect(fate == .gone(status: status, detail: "no"))
            case 408, 425, 429, 500...: #expect(fate == .retry(status: status, detail: "no"))
            default: #expect(fate == .failed(status: status, detail: "no"))
            }
        }
    }

    @Test("a wish for a pause is taken from the header, or as Discord says it")
    func pauses() {
        #expect(
            Self.fate(.webhook, 429, ["Retry-After": "7"]) == .retry(status: 429, detail: "no", asked: .seconds(7))
        )
        #expect(
            Self.fate(.webhook, 503, ["Retry-After": "Sat, 21 Nov 2026 12:00:30 GMT"])
                == .retry(status: 503, detail: "no", asked: .seconds(30))
        )
        let body = #"{"message": "You are being rate limited.", "retry_after": 64.5, "global": false}"#
        #expect(Self.fate(.discord, 429, [:], body) == .retry(status: 429, detail: body, asked: .milliseconds(64500)))
    }

    @Test("of an answer only a line is kept")
    func details() {
        let answer = "a\r\nb\u{1B}[31m\u{0}\u{202E} c  \n" + String(repeating: "x", count: 9999)
        let long = Self.fate(.webhook, 500, [:], answer)
        guard case .retry(_, let detail, _) = long else {
            Issue.record("\(long)")
            return
        }
        #expect(detail.hasPrefix("a b [31m c xxx"))
        #expect(detail.utf16.count == 500 && detail.hasSuffix("…"))
    }

    @Test("mails that are in doubt are never sent again")
    func mails() {
        #expect(NotificationFate(Handover.unconfirmed(detail: "lost")) == .unconfirmed(detail: "lost"))
        #expect(NotificationFate(Handover.sent(code: 250, detail: "ok")) == .sent(status: 250, detail: "ok"))
        #expect(
            NotificationFate(Handover.deferred(code: 450, detail: "later", slowDown: true))
                == .retry(status: 450, detail: "later")
        )
        #expect(
            NotificationFate(Handover.refused(code: 550, detail: "no", isAddressBad: true))
                == .failed(status: 550, detail: "no")
        )
        #expect(
            NotificationFate(Handover.senderRefused(code: 553, detail: "no")) == .failed(status: 553, detail: "no")
        )
        #expect(NotificationFate(Handover.unavailable(detail: "away")) == .retry(status: nil, detail: "away"))
    }
}
