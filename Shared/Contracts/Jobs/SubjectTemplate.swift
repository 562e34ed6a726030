import Values

/// The subject line of a mail, with `{{…}}` for what is known when it is sent.
public enum SubjectTemplate {
    public static let variables = ["date", "job.name", "topic"]

    static func problems(_ template: String, at pointer: String) -> [FieldError] {
        var check = Check()
        for (_, variable) in self.parts(template) {
            if let variable, !self.variables.contains(variable) {
                let known = self.variables.map { "{{\($0)}}" }.joined(separator: ", ")
                check.require(false, pointer, "knows only \(known)")
            }
        }
        let isWhole = !(self.parts(template).last?.text.contains("{{") ?? false)
        check.require(isWhole, pointer, "has a {{ without its }}")
        let message = "must not contain encoded words (RFC 2047): write the characters themselves"
        check.require(!self.hasEncodedWord(template), pointer, message)
        return check.errors
    }

    /// Whether there is something in a text that a reader of mail decodes, to line breaks even: `=?utf-8?Q?=0D=0A?=`.
    private static func hasEncodedWord(_ text: String) -> Bool {
        var rest = text[...]
        while let start = rest.firstRange(of: "=?") {
            rest = rest[start.upperBound...]
            let fields = rest.split(separator: "?", maxSplits: 2, omittingEmptySubsequences: false)
            if fields.count == 3, !fields[0].contains(" "), ["b", "q"].contains(fields[1].lowercased()) { return true }
        }
        return false
    }

    /// Puts the values in. They are not looked at for templates again, and line breaks in them become spaces.
    public static func render(_ template: String, _ values: [String: String]) -> String {
        let text = self.parts(template).map { text, variable in text + (variable.flatMap { values[$0] } ?? "") }
            .joined()
        return String(
            String.UnicodeScalarView(text.unicodeScalars.map { Check.isLine(String($0)) ? $0 : " " })
        )
    }

    /// The template as pieces of text, each with the variable behind it, if there is one.
    private static func parts(_ template: String) -> [(text: String, variable: String?)] {
        var parts: [(String, String?)] = []
        var rest = template[...]
        while let open = rest.firstRange(of: "{{"), let close = rest[open.upperBound...].firstRange(of: "}}") {
            let name = rest[open.upperBound..<close.lowerBound].filter { $0 != " " }
            parts.append((String(rest[..<open.lowerBound]), String(name)))
            rest = rest[close.upperBound...]
        }
        parts.append((String(rest), nil))
        return parts
    }

    /// The subject of an issue.
    ///
    /// - Parameters:
    ///   - template: The job's; `nil` or empty: the content's own subject.
    ///   - date: Of the issue: `2026-11-21`.
    public static func subject(
        _ template: String?,
        of content: NewsletterContent,
        jobName: String,
        date: String
    ) -> String {
        guard let template, !template.isEmpty else { return content.subject }
        let values = ["date": self.words(date), "job.name": jobName, "topic": content.topic]
        let subject = self.render(template, values)
        let isBlank = subject.unicodeScalars.allSatisfy { $0.properties.isWhitespace }
        return isBlank ? content.subject : String(subject.prefix(400))
    }

    /// `21 November 2026`
    private static func words(_ date: String) -> String {
        let months = [
            "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
            "November", "December",
        ]
        let parts = date.split(separator: "-").compactMap { Int($0) }
        guard parts.count == 3, months.indices.contains(parts[1] - 1) else { return date }
        return "\(parts[2]) \(months[parts[1] - 1]) \(parts[0])"
    }
}
