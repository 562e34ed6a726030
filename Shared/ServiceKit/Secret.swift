/// A password or a key. Prints as `<redacted>`, also in a dump of what contains it; ``reveal()`` is the only way to its
/// text.
public struct Secret: Hashable, Sendable, CustomStringConvertible, CustomReflectable {
    private let text: String

    public init(_ text: String) { self.text = text }

    /// The text itself, for the one who has to show it to the other side.
    public func reveal() -> String { self.text }

    /// The same text without the secret, for what others have said and may have repeated it in.
    public func removed(from text: String) -> String {
        self.text.isEmpty ? text : text.replacing(self.text, with: "<redacted>")
    }

    public var description: String { "<redacted>" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}

extension SettingsReader {
    /// A secret, or `nil` when it is not set or empty.
    public func secret(_ name: String) -> Secret? { self.optional(name).map { Secret($0) } }
}
