import Threads

/// Whether a process can do its work now, part by part.
public final class Readiness: Sendable {
    private let parts = Lock<[String: String?]>([:])

    public init() {}

    /// - Parameter problem: What is missing; `nil` when nothing is.
    public func set(_ part: String, problem: String?) { self.parts.withLock { $0[part] = .some(problem) } }

    /// What is missing, by part; empty when the process is ready.
    public var problems: [String: String] { self.parts.withLock { $0.compactMapValues { $0 } } }
}
