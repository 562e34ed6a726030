import FoundationEssentials

extension Encodable {
    /// The JSON text of this value: no spaces, members sorted, so that equal values give equal bytes.
    ///
    /// - Throws: `EncodingError` for a number that is not finite.
    public func jsonBytes() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(self))
    }
}
