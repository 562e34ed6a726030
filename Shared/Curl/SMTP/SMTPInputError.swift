/// Something that must not be handed to a mail server, found before anything was sent. Never repeats the value.
public struct SMTPInputError: Error, Hashable, Sendable, CustomStringConvertible {
    /// `host`, `clientName`, `certificateAuthorities`, `credentials`, `sender`, `recipient` or `message`.
    public let field: String
    public let reason: String

    init(_ field: String, _ reason: String) {
        self.field = field
        self.reason = reason
    }

    public var description: String { "SMTP \(self.field): \(self.reason)" }
}

/// The checks, all on bytes: for Swift, CR LF is one character, and neither of its halves is found in it.
enum SMTPInput {
    /// libcurl writes the address into the command as it is. A line break in it would be a second command: the server
    /// saw two recipients. What form an address has is checked by those who take it in; this is the last door.
    static func check(address: String, _ field: String) throws(SMTPInputError) {
        let bytes = address.utf8
        guard (3...254).contains(bytes.count) else {
            throw SMTPInputError(field, "must have 3 to 254 bytes (RFC 5321, section 4.5.3.1.3)")
        }
        guard bytes.allSatisfy({ (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "<") && $0 != UInt8(ascii: ">") })
        else { throw SMTPInputError(field, "must be printable ASCII without spaces, < and >") }
        guard bytes.contains(UInt8(ascii: "@")) else { throw SMTPInputError(field, "must contain @") }
    }

    /// A line break that is not CR LF is taken for one by some servers only, so that one of two servers in a row sees
    /// the message end earlier than the other ("SMTP smuggling"). libcurl escapes dots after CR LF only.
    static func check(message: [UInt8]) throws(SMTPInputError) {
        guard message.suffix(2) == [0x0D, 0x0A] else { throw SMTPInputError("message", "must end with CR LF") }
        var lineStart = 0
        var isAfterReturn = false
        for (index, byte) in message.enumerated() {
            switch byte {
            case 0x0A:
                guard isAfterReturn else {
                    throw SMTPInputError("message", "has a line feed without CR (byte \(index))")
                }
                guard index - 1 - lineStart <= 998 else {
                    throw SMTPInputError("message", "has a line of more than 998 bytes (RFC 5321, section 4.5.3.1.6)")
                }
                lineStart = index + 1
            case 0, 0x80...:
                throw SMTPInputError("message", "has a byte that needs an encoding (byte \(index))")
            default:
                if isAfterReturn { throw SMTPInputError("message", "has a CR without line feed (byte \(index - 1))") }
            }
            isAfterReturn = byte == 0x0D
        }
    }

    /// A host name, an IPv4 address, or an IPv6 address without brackets.
    static func check(host: String) throws(SMTPInputError) {
        guard (1...253).contains(host.utf8.count), host.utf8.allSatisfy({ $0.isNameByte || $0 == UInt8(ascii: ":") })
        else { throw SMTPInputError("host", "must be a host name or an address") }
    }

    static func check(clientName: String) throws(SMTPInputError) {
        let bytes = clientName.utf8
        guard (1...253).contains(bytes.count),
            bytes.allSatisfy({
                $0.isNameByte || [UInt8(ascii: "["), UInt8(ascii: ":"), UInt8(ascii: "]")].contains($0)
            })
        else { throw SMTPInputError("clientName", "must be a host name, or an address in brackets") }
    }
}

extension UInt8 {
    fileprivate var isNameByte: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}
