/// Which content codings a client takes (RFC 9110, section 12.5.3).
enum AcceptEncoding {
    /// Whether `gzip` may be sent. A weight of 0 forbids it; the coding's own entry counts before `*`.
    static func allowsGzip(_ value: String?) -> Bool {
        guard let value else { return false }
        var gzip: Bool?
        var any: Bool?
        for entry in value.utf8.split(separator: UInt8(ascii: ",")) {
            var parts = entry.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)[...]
            guard let coding = parts.popFirst()?.trimmingBlanks else { continue }
            let isAllowed = self.weightIsPositive(parts)
            if ASCII.equal(coding, "gzip") || ASCII.equal(coding, "x-gzip") { gzip = isAllowed }
            if ASCII.equal(coding, "*") { any = isAllowed }
        }
        return gzip ?? any ?? false
    }

    /// Whether the `q` among the parameters is above 0; it is 1 when there is none, and taken for 0 when malformed.
    private static func weightIsPositive(_ parameters: ArraySlice<Substring.UTF8View>) -> Bool {
        for parameter in parameters {
            let parameter = parameter.trimmingBlanks
            guard let first = parameter.first, ASCII.lowercase(first) == UInt8(ascii: "q") else { continue }
            let weight = parameter.dropFirst()
            guard weight.first == UInt8(ascii: "=") else { return false }
            let digits = weight.dropFirst()
            guard digits.allSatisfy({ ASCII.isDigit($0) || $0 == UInt8(ascii: ".") }) else { return false }
            return digits.contains { $0 != UInt8(ascii: "0") && $0 != UInt8(ascii: ".") }
        }
        return true
    }
}
