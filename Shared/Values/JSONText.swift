/// The characters of JSON strings.
enum JSONText {
    /// The characters of a string token, escapes resolved.
    static func unescape(_ input: UnsafeBufferPointer<UInt8>, _ token: JSONDocument.Token) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(Int(token.end - token.start))
        var position = Int(token.start)
        while position < Int(token.end) {
            let byte = input[position]
            guard byte == UInt8(ascii: "\\") else {
                output.append(byte)
                position += 1
                continue
            }
            switch input[position + 1] {
            case UInt8(ascii: "b"): output.append(0x08)
            case UInt8(ascii: "f"): output.append(0x0C)
            case UInt8(ascii: "n"): output.append(0x0A)
            case UInt8(ascii: "r"): output.append(0x0D)
            case UInt8(ascii: "t"): output.append(0x09)
            case UInt8(ascii: "u"):
                position += self.appendScalar(input, position, to: &output)
                continue
            case let other: output.append(other)
            }
            position += 2
        }
        return output
    }

    /// Appends the scalar of a checked `\uXXXX` escape, or of a pair of them.
    ///
    /// - Returns: How many bytes of input it took.
    private static func appendScalar(
        _ input: UnsafeBufferPointer<UInt8>,
        _ position: Int,
        to output: inout [UInt8]
    ) -> Int {
        let unit = self.codeUnit(input, position) ?? 0xFFFD
        var value = unit
        var length = 6
        if (0xD800..<0xDC00).contains(unit), let low = self.codeUnit(input, position + 6) {
            value = 0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)
            length = 12
        }
        let scalar = Unicode.Scalar(value) ?? "\u{FFFD}"
        output.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
        return length
    }

    /// The value of `\uXXXX` at `position`; `nil` when there is none.
    static func codeUnit(_ input: UnsafeBufferPointer<UInt8>, _ position: Int) -> UInt32? {
        guard position + 6 <= input.count, input[position] == UInt8(ascii: "\\"),
            input[position + 1] == UInt8(ascii: "u")
        else { return nil }
        var value: UInt32 = 0
        for index in position + 2..<position + 6 {
            switch input[index] {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): value = value << 4 | UInt32(input[index] - UInt8(ascii: "0"))
            case UInt8(ascii: "a")...UInt8(ascii: "f"):
                value = value << 4 | UInt32(input[index] - UInt8(ascii: "a") + 10)
            case UInt8(ascii: "A")...UInt8(ascii: "F"):
                value = value << 4 | UInt32(input[index] - UInt8(ascii: "A") + 10)
            default: return nil
            }
        }
        return value
    }
}

/// Well-formed UTF-8 (Unicode 15, table 3-7).
enum UTF8Check {
    /// The length of the multi-byte sequence at `position`; `nil` when it is not well formed.
    static func length(at position: Int, in input: UnsafeBufferPointer<UInt8>) -> Int? {
        let first = input[position]
        let length: Int
        var second: ClosedRange<UInt8> = 0x80...0xBF
        switch first {
        case 0xC2...0xDF: length = 2
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xE1...0xEC, 0xEE...0xEF: length = 3
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF1...0xF3: length = 4
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        default: return nil
        }
        guard position + length <= input.count, second.contains(input[position + 1]) else { return nil }
        for index in position + 2..<position + length where !(0x80...0xBF).contains(input[index]) { return nil }
        return length
    }
}
