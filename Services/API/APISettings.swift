import Contracts
import Crypto
import ServiceKit

/// The settings of the API.
struct APISettings: Sendable {
    let address: String
    let port: Int
    /// The folder with the dashboard's files.
    let dashboard: String
    let links: UnsubscribeLinks
    /// Keys of a new instance.
    let firstKeys: [(organization: OrganizationID, key: String)]
    let sessions: Sessions.Settings
    let requests: RequestBudget.Settings
    let triggerKeys: OpeningKeys?

    init(_ settings: inout SettingsReader) {
        self.address = settings.address("STAGECOACH_API_ADDRESS", default: "127.0.0.1")
        self.port = settings.integer("STAGECOACH_API_PORT", default: 8080, in: 0...65535)
        self.dashboard = settings.text("STAGECOACH_DASHBOARD", default: "Services/API/Dashboard")
        // The mailer writes the links; here they are read, for which the address does not matter.
        self.links = UnsubscribeLinks(base: "", secret: settings.text("STAGECOACH_UNSUBSCRIBE_SECRET"))
        let hour = 3600
        self.sessions = Sessions.Settings(
            idle: .seconds(settings.integer("STAGECOACH_SESSION_IDLE_HOURS", default: 12, in: 1...720) * hour),
            lifetime: .seconds(settings.integer("STAGECOACH_SESSION_HOURS", default: 168, in: 1...8760) * hour),
            publicURL: settings.optional("STAGECOACH_PUBLIC_URL").map { url in
                url.hasSuffix("/") ? String(url.dropLast()) : url
            }
        )
        self.requests = RequestBudget.Settings(
            rate: settings.integer("STAGECOACH_REQUEST_RATE", default: 300, in: 0...1_000_000),
            burst: settings.integer("STAGECOACH_REQUEST_BURST", default: 400, in: 1...1_000_000)
        )
        let hasTriggers = settings.optional("STAGECOACH_TRIGGER_KEYS") != nil
        self.triggerKeys = hasTriggers ? settings.openingKeys("STAGECOACH_TRIGGER_KEYS") : nil
        self.firstKeys =
            settings.value(
                "STAGECOACH_BOOTSTRAP_KEYS",
                default: [],
                expected: "must be organization:key pairs with commas between, keys of at least 20 characters"
            ) { APISettings.keys($0) } ?? []
    }

    private static func keys(_ text: String) -> [(OrganizationID, String)]? {
        var keys: [(OrganizationID, String)] = []
        for pair in text.split(separator: ",") {
            let parts = pair.split(separator: ":", maxSplits: 1)
            guard parts.count == 2, let organization = OrganizationID(String(parts[0])), parts[1].utf8.count >= 20
            else {
                return nil
            }
            keys.append((organization, String(parts[1])))
        }
        return keys
    }
}
