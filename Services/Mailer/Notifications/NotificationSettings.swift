import Contracts
import Crypto
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
