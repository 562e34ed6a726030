/// Base64 (RFC 4648), read strictly: one value has one text.
extension Encoding {
    /// The standard alphabet with padding (section 4).
    public static func base64(_ bytes: [UInt8]) -> String {
        let text = self.base64URL(bytes).utf8.map { byte in
            switch byte {
            case UInt8(ascii: "-"): UInt8(ascii: "+")
            case UInt8(ascii: "_"): UInt8(ascii: "/")
            default: byte
            }
        }
        return String(decoding: text, as: UTF8.self) + String(repeating: "=", count: (4 - text.count % 4) % 4)
    }

    /// Reads the standard alphabet with padding; `nil` for anything else.
    public static func bytes(base64 text: String) -> [UInt8]? {
        guard text.utf8.count % 4 == 0 else { return nil }
        var digits = Array(text.utf8)[...]
        for _ in 0..<2 where digits.last == UInt8(ascii: "=") { digits.removeLast() }
        return self.bytes(of: digits, special: (UInt8(ascii: "+"), UInt8(ascii: "/")))
    }

    /// Reads the URL-safe alphabet without padding (section 5); `nil` for anything else.
    public static func bytes(base64URL text: String) -> [UInt8]? {
        self.bytes(of: Array(text.utf8)[...], special: (UInt8(ascii: "-"), UInt8(ascii: "_")))
    }

    private static func bytes(of digits: ArraySlice<UInt8>, special: (UInt8, UInt8)) -> [UInt8]? {
        if digits.count % 4 == 1 { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(digits.count * 3 / 4)
        var value: UInt32 = 0
        var bits = 0
        for digit in digits {
            switch digit {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): value = value << 6 | UInt32(digit - UInt8(ascii: "A"))
            case UInt8(ascii: "a")...UInt8(ascii: "z"): value = value << 6 | UInt32(digit - UInt8(ascii: "a") + 26)
            case UInt8(ascii: "0")...UInt8(ascii: "9"): value = value << 6 | UInt32(digit - UInt8(ascii: "0") + 52)
            case special.0: value = value << 6 | 62
            case special.1: value = value << 6 | 63
            default: return nil
            }
            bits += 6
            if bits >= 8 {
                bits -= 8
                bytes.append(UInt8(truncatingIfNeeded: value >> UInt32(bits)))
                value &= (1 << UInt32(bits)) - 1
            }
        }
        // Bits beyond the last byte have to be zero, or one value would have several texts.
        return value == 0 ? bytes : nil
    }
}
