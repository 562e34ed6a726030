/// Text that is not ASCII in header fields (RFC 2047).
enum EncodedWord {
    /// Of one encoded word, with its markers (RFC 2047, section 2).
    static let maximumLength = 75
    /// Around the text of each: `=?utf-8?q?` and `?=`.
    private static let overhead = 12

    /// Encodes a text as words that a reader puts together again without the spaces between them. No character is
    /// divided (section 5).
    ///
    /// - Parameter firstLimit: How long the first one may be, beside the name of its field.
    static func words(_ text: String, firstLimit: Int) -> [[UInt8]] {
        let usesBase64 = self.usesBase64(text.utf8)
        var words: [[UInt8]] = []
        var part: [UInt8] = []
        var quotedLength = 0
        for scalar in text.unicodeScalars {
            let bytes = Array(String(scalar).utf8)
            let quoted = bytes.reduce(0) { $0 + self.quotedLength($1) }
            let length = usesBase64 ? (part.count + bytes.count + 2) / 3 * 4 : quotedLength + quoted
            // A name may leave less room than one character takes.
            let limit = words.isEmpty ? max(firstLimit, 30) : self.maximumLength
            if !part.isEmpty, length + self.overhead > min(limit, self.maximumLength) {
                words.append(self.word(part, usesBase64))
                part = []
                quotedLength = 0
            }
            part += bytes
            quotedLength += quoted
        }
        return words + [self.word(part, usesBase64)]
    }

    /// The shorter one: Q stays legible where most is ASCII, B wins where most is not.
    private static func usesBase64(_ bytes: String.UTF8View) -> Bool {
        bytes.reduce(0) { $0 + self.quotedLength($1) } > (bytes.count + 2) / 3 * 4
    }

    private static func word(_ bytes: [UInt8], _ usesBase64: Bool) -> [UInt8] {
        Array("=?utf-8?\(usesBase64 ? "b" : "q")?".utf8) + (usesBase64 ? self.base64(bytes) : self.quoted(bytes))
            + Array("?=".utf8)
    }

    // MARK: - Q

    /// What may stand for itself also in a display name (section 5, rule 3).
    private static func isLiteral(_ byte: UInt8) -> Bool { byte.isAlphanumeric || "!*+-/".utf8.contains(byte) }

    private static func quotedLength(_ byte: UInt8) -> Int { byte == 0x20 || self.isLiteral(byte) ? 1 : 3 }

    private static func quoted(_ bytes: [UInt8]) -> [UInt8] {
        bytes.flatMap { byte -> [UInt8] in
            if byte == 0x20 { return [UInt8(ascii: "_")] }
            if self.isLiteral(byte) { return [byte] }
            return [UInt8(ascii: "="), .hexadecimal(byte >> 4), .hexadecimal(byte & 0xF)]
        }
    }

    // MARK: - B

    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    private static func base64(_ bytes: [UInt8]) -> [UInt8] {
        var encoded: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start...].prefix(3)
            let bits = group.enumerated().reduce(UInt32(0)) { $0 | UInt32($1.element) << (16 - 8 * UInt32($1.offset)) }
            for digit in 0..<4 {
                let isPadding = digit > group.count
                encoded.append(
                    isPadding ? UInt8(ascii: "=") : self.alphabet[Int(bits >> (18 - 6 * UInt32(digit)) & 63)]
                )
            }
        }
        return encoded
    }
}
