import Contracts
import Values

/// What a batch's event tells, in words.
struct BatchText {
    let stage: ContentStage
    let number: Int
    let attempt: Int
    let items: Int
    let of: Int?
    private let element: JSONElement

    init?(_ event: LogEvent) {
        guard let number = event.stage, let stage = ContentStage.numbered(number), let element = event.data["batch"]
        else { return nil }
        func count(_ name: StaticString) -> Int { Int(element[name]?.integer ?? 0) }
        self.stage = stage
        self.number = count("number")
        self.attempt = count("attempt")
        self.items = count("items")
        self.of = element["of"]?.integer.map { Int($0) }
        self.element = element
    }

    /// `2/3`, or `2` when nobody has said how many there will be.
    var place: String { self.of.map { "\(self.number)/\(max($0, self.number))" } ?? "\(self.number)" }

    var title: String? { self.element["title"]?.string.map(LogText.line) }
    var ids: [ID] { (self.element["ids"]?.elements ?? []).compactMap(\.id) }
    var created: [String] { (self.element["created"]?.elements ?? []).compactMap(\.string) }
    var credits: Int? { self.element["credits"]?.integer.map { Int($0) } }

    var phases: [(phase: String, at: Timestamp, message: String?)] {
        (self.element["phases"]?.elements ?? []).compactMap { element in
            guard let phase = element["phase"]?.string, let at = element["at"]?.string.flatMap({ Timestamp($0) })
            else { return nil }
            return (LogText.line(phase), at, element["message"]?.string.map(LogText.line))
        }
    }

    /// `offline/composer (prompt newsletter/1), 14 + 812 tokens, $0.000123`
    var usage: String? {
        guard let usage = self.element["usage"], let provider = usage["provider"]?.string,
            let model = usage["model"]?.string
        else { return nil }
        var text = "\(provider)/\(model)"
        if let wanted = usage["requestedModel"]?.string, wanted != text, wanted != model { text += " for \(wanted)" }
        if let version = usage["promptVersion"]?.string { text += " (prompt \(version))" }
        text += ", \(usage["inputTokens"]?.integer ?? 0) + \(usage["outputTokens"]?.integer ?? 0) tokens"
        if let cost = usage["costMicros"]?.integer, cost > 0 { text += ", $\(Self.dollars(cost))" }
        return LogText.line(text)
    }

    /// Exact to the millionth.
    private static func dollars(_ micros: Int64) -> String {
        "\(micros / 1_000_000).\(String(1_000_000 + micros % 1_000_000).dropFirst())"
    }

    /// `rate_limited (transient): The provider asks to wait`, and behind it everything that is known.
    var error: (summary: String, detail: [String])? {
        guard let error = self.element["error"] else { return nil }
        let kind = error["transient"]?.bool == true ? "transient" : "permanent"
        let summary = "\(error["code"]?.string ?? "error") (\(kind)): \(error["message"]?.string ?? "")"
        return (LogText.line(summary), LogText.indented(error["detail"]?.string ?? ""))
    }

    /// What has come of it: from how the figures of the stage have changed, or else from the names of what was made.
    func result(before: [String: Int]?, after: StageLine?) -> String {
        func grown(_ name: String) -> Int? {
            guard let after = after?.figure(name) else { return nil }
            return before.map { after - ($0[name] ?? 0) }
        }
        let count = grown(self.stage.created) ?? self.created.count
        var text = "\(self.stage.products.count(count)) \(self.stage.number == 6 ? "generated" : "created")"
        if let words = grown("total_words"), words > 0 { text += " (\(words) words)" }
        return text
    }
}
