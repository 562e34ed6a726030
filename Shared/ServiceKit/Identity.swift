/// Who a process is.
public struct Identity: Sendable, Hashable {
    /// `orchestrator`
    public let service: String
    /// `orchestrator-1`: the same again after a restart, so that it can take up what its predecessor left.
    public let instance: String
    /// The login at the broker, which vouches for it on every message.
    public let user: String

    public init(service: String, instance: String, user: String) {
        self.service = service
        self.instance = instance
        self.user = user
    }

    /// The CloudEvents source.
    public var source: String { "/services/\(self.service)" }
}
