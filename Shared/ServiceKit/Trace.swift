import Values

/// W3C Trace Context (Recommendation, version 00): which trace something belongs to, and where in it.
public struct Trace: Hashable, Sendable {
    /// 32 hexadecimal digits.
    public let traceID: String
    /// 16 hexadecimal digits: the span that this is inside of.
    public let spanID: String
    public let flags: String

    /// A new trace.
    public init() {
        self.init(
            traceID: Trace.hex(Entropy.next()) + Trace.hex(Entropy.next()),
            spanID: Trace.hex(Entropy.next()),
            flags: "01"
        )
    }

    private init(traceID: String, spanID: String, flags: String) {
        self.traceID = traceID
        self.spanID = spanID
        self.flags = flags
    }

    /// Reads a `traceparent`; `nil` for anything that is not one, for which a new trace is to be begun (section 3.2.2).
    public init?(_ traceparent: String?) {
        guard let traceparent else { return nil }
        let parts = traceparent.split(separator: "-", omittingEmptySubsequences: false)
        func isHex(_ text: Substring, _ count: Int) -> Bool {
            text.utf8.count == count
                && text.utf8.allSatisfy {
                    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
                        || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
                }
        }
        guard parts.count >= 4, isHex(parts[0], 2), parts[0] != "ff", parts[0] != "00" || parts.count == 4,
            isHex(parts[1], 32), isHex(parts[2], 16), isHex(parts[3], 2),
            parts[1].contains(where: { $0 != "0" }), parts[2].contains(where: { $0 != "0" })
        else { return nil }
        self.init(traceID: String(parts[1]), spanID: String(parts[2]), flags: String(parts[3]))
    }

    /// The same trace, in a span of its own.
    public func child() -> Trace {
        Trace(traceID: self.traceID, spanID: Trace.hex(Entropy.next()), flags: self.flags)
    }

    public var traceparent: String { "00-\(self.traceID)-\(self.spanID)-\(self.flags)" }

    /// Never all zeros, which would be invalid.
    private static func hex(_ number: UInt64) -> String {
        let digits = String(number | 1, radix: 16)
        return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }
}
