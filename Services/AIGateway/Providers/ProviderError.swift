import Contracts
import Values

/// A provider did not do what it was asked to.
struct ProviderError: Error, Sendable, CustomStringConvertible {
    /// Stable, for programs: `rate_limited`, `timeout`, `invalid_request`, `policy`, …
    var code: String
    /// Whether the same request may succeed later.
    var isTransient: Bool
    /// A sentence for people.
    var message: String
    /// The provider's answer, whole up to ``detailLimit``.
    var detail: String?
    /// When the provider wants to be asked again.
    var retryAfter: Duration?
    /// What it cost all the same.
    var spent: Spent?
    /// The same for all calls that a function has made, when any was answered.
    var usage: Usage?
    /// What the run has from it all the same.
    var output: BatchOutput?

    var description: String { "\(self.code): \(self.message)" }

    /// In characters. It goes into messages and rows, and is for people.
    static let detailLimit = 10_000

    /// A text of unknown origin as detail: cut, and without the characters that no JSON of ours holds.
    static func detail(_ text: String) -> String {
        let head = text.prefix(self.detailLimit).unicodeScalars
        return String(String.UnicodeScalarView(head.map { $0.value == 0 ? "\u{FFFD}" : $0 }))
    }
}

/// An answer is not what its function needs. Says all that is wrong with it, for whoever may repair it.
struct OutputFaults: Error, Sendable, Hashable {
    var faults: [FieldError]

    init(_ faults: [FieldError]) { self.faults = faults }

    init(_ fault: FieldError) { self.faults = [fault] }

    init(_ message: String) { self.faults = [FieldError(pointer: "", message: message)] }
}

extension ProviderError {
    /// The end of all repairs.
    ///
    /// - Parameters:
    ///   - what: What it should have been: "a newsletter".
    ///   - text: What came instead.
    init(_ faults: OutputFaults, what: String, text: String) {
        let listed = faults.faults.prefix(20).map(\.description).joined(separator: "; ")
        self.init(
            code: "invalid_output",
            isTransient: false,
            message: "What was generated is not \(what): \(listed)",
            detail: ProviderError.detail(text)
        )
    }
}
