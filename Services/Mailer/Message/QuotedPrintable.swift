/// Text as lines of at most 76 printable ASCII characters (RFC 2045, section 6.7).
enum QuotedPrintable {
    /// Of a line, less the `=` that says that it goes on.
    private static let maximumLength = 75

    /// Appends the encoded text. Line breaks of any kind become CR LF; one at the end stays one.
    ///
    /// Two things beyond the rules: no line begins with a dot, which a careless relay could take for the end of the
    /// message, and none with `From `, which mailbox files change into `>From `.
    static func append(_ text: String.UTF8View, to encoded: inout [UInt8]) {
        let bytes = Array(text)
        var length = 0
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            if byte == 0x0A || byte == 0x0D {
                if byte == 0x0D, index < bytes.count, bytes[index] == 0x0A { index += 1 }
                encoded += [0x0D, 0x0A]
                length = 0
                continue
            }
            let isLast = index == bytes.count || bytes[index] == 0x0A || bytes[index] == 0x0D
            // Whether it stands for itself does not change at the start of a line that is begun for lack of room,
            // except for the two that must not stand there.
            var isLiteral = self.isLiteral(byte, isLast: isLast)
            if length + (isLiteral ? 1 : 3) > self.maximumLength {
                encoded += [UInt8(ascii: "="), 0x0D, 0x0A]
                length = 0
            }
            if length == 0, isLiteral {
                isLiteral = byte != UInt8(ascii: ".") && !bytes[(index - 1)...].starts(with: "From ".utf8)
            }
            if isLiteral {
                encoded.append(byte)
                length += 1
            } else {
                encoded += [UInt8(ascii: "="), .hexadecimal(byte >> 4), .hexadecimal(byte & 0xF)]
                length += 3
            }
        }
    }

    /// - Parameter isLast: Of its line; spaces and tabs at the end of a line are lost on the way.
    private static func isLiteral(_ byte: UInt8, isLast: Bool) -> Bool {
        switch byte {
        case UInt8(ascii: "="): false
        case 0x20, 0x09: !isLast
        default: (0x21...0x7E).contains(byte)
        }
    }
}
