enum ASCII {
    static func lowercase(_ byte: UInt8) -> UInt8 {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
    }

    /// Whether two texts are the same but for the case of ASCII letters.
    static func equal(_ left: some Collection<UInt8>, _ right: StaticString) -> Bool {
        right.withUTF8Buffer { right in
            left.count == right.count && zip(left, right).allSatisfy { self.lowercase($0) == self.lowercase($1) }
        }
    }

    static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    /// The value of a hexadecimal digit; `nil` for anything else.
    static func hexValue(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }

    /// C0 controls and DEL.
    static func isControl(_ byte: UInt8) -> Bool { byte < 0x20 || byte == 0x7F }

    static func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
}

/// The characters of a token (RFC 9110, section 5.6.2).
enum Token {
    /// One bit for each of the first 128 codes.
    private static let members: (low: UInt64, high: UInt64) = {
        var members: (low: UInt64, high: UInt64) = (0, 0)
        let text = "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
        for byte in text.utf8 {
            if byte < 64 { members.low |= 1 << UInt64(byte) } else { members.high |= 1 << UInt64(byte - 64) }
        }
        return members
    }()

    static func contains(_ byte: UInt8) -> Bool {
        switch byte {
        case 0..<64: self.members.low >> UInt64(byte) & 1 == 1
        case 64..<128: self.members.high >> UInt64(byte - 64) & 1 == 1
        default: false
        }
    }
}
