/// Takes secrets out of what others have sent: some repeat what they were asked with.
struct Redactor: Sendable {
    /// Shorter ones stand everywhere by chance.
    private static let shortest = 4
    private static let replacement = "[secret]"

    private let secrets: [String]

    init(_ secrets: [String]) {
        // The longest first: one may be a part of another.
        self.secrets = secrets.filter { $0.utf8.count >= Redactor.shortest }.sorted { $0.utf8.count > $1.utf8.count }
    }

    func clean(_ text: String) -> String {
        var text = text
        for secret in self.secrets where text.utf8.count >= secret.utf8.count {
            var rest = text[...]
            guard rest.firstRange(of: secret) != nil else { continue }
            var cleaned = ""
            while let found = rest.firstRange(of: secret) {
                cleaned += rest[..<found.lowerBound] + Redactor.replacement
                rest = rest[found.upperBound...]
            }
            text = cleaned + rest
        }
        return text
    }
}
