import Values

/// What has become of a source: in the answer of who collected, and in the run from then on.
public struct SourceFacts: Codable, Hashable, Sendable {
    public enum Status: String, Codable, Sendable, CaseIterable {
        case ok
        case failed
    }

    public var name: String
    public var status: Status
    /// Stable, for programs: `timeout`, `too_large`, `http_status`, …; `nil` unless it failed.
    public var code: String?
    /// A sentence for people; holds no secret.
    public var error: String?
    /// Of the answer, as it came.
    public var bytes: Int
    /// From the first try to the end of the last, pauses included.
    public var ms: Int
    /// How often it was asked.
    public var tries: Int
    /// Whether something was left out of what is kept.
    public var truncated: Bool

    public init(
        name: String,
        status: Status,
        code: String? = nil,
        error: String? = nil,
        bytes: Int,
        ms: Int,
        tries: Int,
        truncated: Bool = false
    ) {
        self.name = name
        self.status = status
        self.code = code
        self.error = error
        self.bytes = bytes
        self.ms = ms
        self.tries = tries
        self.truncated = truncated
    }
}

extension [SourceFacts] {
    /// Those that gave nothing.
    public var failed: [SourceFacts] { self.filter { $0.status == .failed } }

    /// "2 of 4 sources failed: prices (no answer within 5 s), stock (status 500)"
    public var failureText: String {
        let failed = self.failed
        let named = failed.map { "\($0.name) (\($0.error ?? $0.code ?? "failed"))" }.joined(separator: ", ")
        return "\(failed.count) of \(self.count) \(self.count == 1 ? "source" : "sources") failed: \(named)"
    }
}

extension Check {
    /// What a worker says of sources goes into every event of the run.
    mutating func sources(_ sources: [SourceFacts]?, _ pointer: String) {
        guard let sources else { return }
        self.require(sources.count <= 50, pointer, "must be at most 50")
        for (index, source) in sources.enumerated() {
            let place = "\(pointer)/\(index)"
            let texts = [
                ("name", source.name, 200), ("code", source.code ?? "", 100), ("error", source.error ?? "", 2000),
            ]
            for (name, text, limit) in texts {
                let isShort = text.utf8.count <= limit * 4 && text.unicodeScalars.count <= limit
                self.require(isShort, "\(place)/\(name)", "must have at most \(limit) characters")
            }
            for (name, figure) in [("bytes", source.bytes), ("ms", source.ms), ("tries", source.tries)] {
                self.figure(figure, "\(place)/\(name)")
            }
        }
    }
}
