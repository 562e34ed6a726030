import Contracts
import Crypto
import Curl
import ServiceKit
import Testing
import Values

@testable import Mailer

/// What is connected to is looked at when it is connected to, whatever a name has resolved to.
@Suite(.timeLimit(.minutes(1))) struct WebhookClientsTests {
    @Test(
        "each way reaches no further than it says",
        arguments: [
            (.open, "https://127.0.0.1:8443/"), (.open, "https://10.0.0.1/"), (.open, "https://[::1]/"),
            (.inner, "http://192.88.98.1/"),
        ] as [(OutboundTarget.Way, String)]
    )
    func refused(way: OutboundTarget.Way, url: String) async throws {
        let clients = try OutboundClients()
        let error = await #expect(throws: HTTPClientError.self) {
            try await clients.client(for: way).stream(.init("POST", url, body: []))
        }
        #expect(error?.code == .refusedAddress)
        guard case .failed(nil, let detail)? = error.map({ NotificationFate($0) }) else {
            Issue.record("it would be tried again")
            return
        }
        #expect(detail == "the host has no address that may be connected to")
        await clients.close()
    }

    @Test("public servers are asked with encryption only, and not on any port")
    func open() async throws {
        let clients = try OutboundClients()
        for (url, code) in [
            ("http://192.88.98.1/", HTTPClientError.Code.invalidRequest), ("https://192.88.98.1:22/", .refusedAddress),
        ] {
            let error = await #expect(throws: HTTPClientError.self) {
                try await clients.client(for: .open).stream(.init("POST", url, body: []))
            }
            #expect(error?.code == code)
        }
        await clients.close()
    }

    @Test("the settings name what is wrong with them")
    func settings() {
        var right = SettingsReader([
            "STAGECOACH_SECRET_KEYS": String(repeating: "A", count: 43) + ", " + String(repeating: "B", count: 42)
                + "A",
            "STAGECOACH_WEBHOOK_HOSTS": "Chat.inner, 10.0.0.5", "STAGECOACH_WEBHOOK_RETRIES": "1,2",
            "STAGECOACH_PUBLIC_URL": "https://stagecoach.example/",
        ])
        let settings = NotificationSettings(&right)
        #expect(right.mistakes == [])
        #expect(settings.hosts == ["chat.inner", "10.0.0.5"] && settings.keys?.ids.count == 2)
        #expect(settings.schedule.waits == [.seconds(1), .seconds(2)])
        let id = ID(high: 1, low: 2)
        #expect(settings.link(to: id) == "https://stagecoach.example/runs/\(id)")
        for keys in ["", "hunter2", String(repeating: "A", count: 43) + ",", String(repeating: "A", count: 44)] {
            var wrong = SettingsReader(["STAGECOACH_SECRET_KEYS": keys, "STAGECOACH_WEBHOOK_RETRIES": "soon"])
            _ = NotificationSettings(&wrong)
            #expect(wrong.mistakes.map(\.name) == ["STAGECOACH_SECRET_KEYS", "STAGECOACH_WEBHOOK_RETRIES"])
            #expect(!wrong.mistakes.contains { $0.description.contains("hunter2") })
        }
    }
}
