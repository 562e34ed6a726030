/// Percent encoding (RFC 3986, section 2.1).
enum PercentEncoding {
    /// - Parameter plusIsSpace: As in forms and the queries browsers make of them.
    /// - Throws: ``Refusal`` (400) for an incomplete or invalid escape and for bytes that are not valid UTF-8, overlong
    ///   forms and surrogates included.
    static func decode(_ raw: ArraySlice<UInt8>, plusIsSpace: Bool) throws(Refusal) -> String {
        let isPlain = raw.allSatisfy { byte in
            byte < 0x80 && byte != UInt8(ascii: "%") && !(plusIsSpace && byte == UInt8(ascii: "+"))
        }
        if isPlain { return String(decoding: raw, as: UTF8.self) }
        var decoded: [UInt8] = []
        decoded.reserveCapacity(raw.count)
        var position = raw.startIndex
        while position < raw.endIndex {
            let byte = raw[position]
            switch byte {
            case UInt8(ascii: "%"):
                guard position + 2 < raw.endIndex, let high = ASCII.hexValue(raw[position + 1]),
                    let low = ASCII.hexValue(raw[position + 2])
                else { throw .invalidTarget("the target holds an invalid percent encoding") }
                decoded.append(high << 4 | low)
                position += 3
            case UInt8(ascii: "+") where plusIsSpace:
                decoded.append(UInt8(ascii: " "))
                position += 1
            default:
                decoded.append(byte)
                position += 1
            }
        }
        if decoded.contains(0) { throw .invalidTarget("the target holds NUL") }
        guard let text = String(validating: decoded, as: UTF8.self) else {
            throw .invalidTarget("the target is not valid UTF-8")
        }
        return text
    }
}
