import Contracts
import Crypto
import Curl
import ServiceKit
import Values

/// How notifications go out.
struct NotificationSettings: Sendable {
    /// `nil` only where the settings are refused anyway.
    let keys: OpeningKeys?
    /// Hosts beside the public ones that requests may go to.
    let hosts: Set<String>
    let schedule: RetrySchedule
    /// Where people reach the instance.
    private let base: String

    init(_ settings: inout SettingsReader) {
        self.keys = settings.openingKeys()
        self.hosts = settings.hosts("STAGECOACH_WEBHOOK_HOSTS")
        self.schedule =
            settings.value(
                "STAGECOACH_WEBHOOK_RETRIES",
                default: .standard,
                expected: "must be up to 20 waits in seconds, 1 to 86400, commas between"
            ) { RetrySchedule($0) } ?? .standard
        let base = settings.text("STAGECOACH_PUBLIC_URL", default: "http://127.0.0.1")
        self.base = base.hasSuffix("/") ? String(base.dropLast()) : base
    }

    func link(to run: ID) -> String { "\(self.base)/runs/\(run)" }
}

/// The clients that requests of organizations go through, by how far each may reach.
struct WebhookClients: Sendable {
    private let open: HTTPClient
    private let named: HTTPClient
    private let inner: HTTPClient

    init() throws(HTTPClientError) {
        var open = HTTPClient.Configuration(addressPolicy: .publicOnly)
        open.requiresTLS = true
        open.ports = WebhookTarget.ports
        self.open = try HTTPClient(open)
        var named = HTTPClient.Configuration(addressPolicy: .any)
        named.requiresTLS = true
        self.named = try HTTPClient(named)
        // Not encrypted: what is sent there must not leave the networks around this machine.
        self.inner = try HTTPClient(.init(addressPolicy: .innerOnly))
    }

    func client(for way: WebhookTarget.Way) -> HTTPClient {
        switch way {
        case .open: self.open
        case .named: self.named
        case .inner: self.inner
        }
    }

    func close() async {
        await self.open.close()
        await self.named.close()
        await self.inner.close()
    }
}
