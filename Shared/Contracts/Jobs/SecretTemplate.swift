import Values

/// A text with `{{secret:name}}` in it, for what is in the organization's secret store and nowhere else.
public enum SecretTemplate {
    private static let opening = "{{secret:"
    private static let closing = "}}"

    /// The names of the secrets, in their order.
    public static func names(in text: String) -> [String] { self.parts(text)?.compactMap(\.name) ?? [] }

    /// Puts the secrets in. They are not looked at for templates again.
    ///
    /// - Returns: `nil` when one of them is not among the values, or the text is no template.
    public static func render(_ text: String, _ secrets: [String: String]) -> String? {
        guard let parts = self.parts(text) else { return nil }
        var rendered = ""
        for part in parts {
            rendered += part.text
            guard let name = part.name else { continue }
            guard let value = secrets[name] else { return nil }
            rendered += value
        }
        return rendered
    }

    static func check(_ text: String, _ pointer: String, _ check: inout Check) {
        guard let parts = self.parts(text) else {
            return check.require(false, pointer, "has a {{secret: without its }}")
        }
        for case let name? in parts.map(\.name) {
            check.require(SecretName.isValid(name), pointer, "names a secret whose name \(SecretName.rule)")
        }
    }

    private struct Part {
        var text: String
        /// Of the secret behind the text; `nil` at the end.
        var name: String?
    }

    private static func parts(_ text: String) -> [Part]? {
        var parts: [Part] = []
        var rest = text[...]
        while let open = rest.firstRange(of: self.opening) {
            guard let close = rest[open.upperBound...].firstRange(of: self.closing) else { return nil }
            let name = rest[open.upperBound..<close.lowerBound].filter { $0 != " " }
            parts.append(Part(text: String(rest[..<open.lowerBound]), name: String(name)))
            rest = rest[close.upperBound...]
        }
        parts.append(Part(text: String(rest)))
        return parts
    }
}
