/// An address and the name that readers are shown instead of it.
public struct Mailbox: Hashable, Sendable {
    /// Any text without control characters; `nil` or empty for none.
    public let name: String?
    public let address: EmailAddress

    public init(_ address: EmailAddress, name: String? = nil) {
        self.name = name
        self.address = address
    }
}
