/// Why bytes are not acceptable JSON.
public struct JSONError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kind of fault. The raw value is stable and goes into refusals.
    public enum Code: String, Sendable, CaseIterable {
        case empty
        case malformed
        case encoding
        case nul
        case duplicateKey = "duplicate_key"
        case tooDeep = "too_deep"
        case range
    }

    public let code: Code
    /// Where in the input, in bytes from its start.
    public let offset: Int

    public init(code: Code, offset: Int) {
        self.code = code
        self.offset = offset
    }

    /// Names the fault and its place; never repeats the input.
    public var description: String {
        let what =
            switch self.code {
            case .empty: "the body is empty"
            case .malformed: "not valid JSON"
            case .encoding: "not valid UTF-8, or half of a surrogate pair"
            case .nul: "contains U+0000"
            case .duplicateKey: "an object has the same key twice"
            case .tooDeep: "nested too deeply"
            case .range: "a number is too large"
            }
        return "\(what) (byte \(self.offset))"
    }
}
