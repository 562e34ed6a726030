/// A mailbox address as this product accepts it: `local@domain`, ASCII, without quotes, comments and display name.
///
/// That is less than RFC 5321, section 4.1.2, allows. What is left out is refused by many servers, or has more than one
/// spelling, and two spellings of one address would be two recipients.
///
/// Two addresses are the same when their canonical forms have the same bytes: the domain in lower case (it is
/// case-insensitive), the local part as it is (its meaning is its server's own affair, RFC 5321, section 2.4).
public struct EmailAddress: Hashable, Sendable {
    /// Up to 64 bytes: letters, digits and ``!#$%&'*+-/=?^_`{|}~``, dots between them.
    public let localPart: String
    /// Lower case; at least two labels of letters, digits and hyphens. An internationalized name is in its `xn--` form.
    public let domain: String

    /// - Throws: ``EmailAddressError``, which says what is wrong and never repeats the address.
    public init(_ text: String) throws(EmailAddressError) {
        let bytes = Array(text.utf8)
        if bytes.isEmpty { throw EmailAddressError(.empty) }
        if bytes.count > 254 { throw EmailAddressError(.tooLong) }
        for byte in bytes {
            switch byte {
            case 0x00...0x1F, 0x7F: throw EmailAddressError(.controlCharacter)
            case 0x80...: throw EmailAddressError(.notASCII)
            case 0x20: throw EmailAddressError(.space)
            case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: ","), UInt8(ascii: ";"):
                throw EmailAddressError(.notOneAddress)
            case UInt8(ascii: "\""): throw EmailAddressError(.quoted)
            default: break
            }
        }
        let parts = bytes.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
        if parts.count < 2 { throw EmailAddressError(.noAt) }
        if parts.count > 2 { throw EmailAddressError(.severalAts) }
        try Self.check(localPart: parts[0])
        try Self.check(domain: parts[1])
        self.localPart = String(decoding: parts[0], as: UTF8.self)
        self.domain = String(decoding: parts[1].map(\.lowercased), as: UTF8.self)
    }

    /// A dot-atom (RFC 5321, section 4.1.2; the length is section 4.5.3.1.1).
    private static func check(localPart: ArraySlice<UInt8>) throws(EmailAddressError) {
        if localPart.isEmpty { throw EmailAddressError(.noLocalPart) }
        if localPart.count > 64 { throw EmailAddressError(.localPartTooLong) }
        if !localPart.allSatisfy({ $0.isAtomText || $0 == UInt8(ascii: ".") }) {
            throw EmailAddressError(.localPartCharacter)
        }
        let atoms = localPart.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        if atoms.contains(where: \.isEmpty) { throw EmailAddressError(.localPartDot) }
    }

    /// Labels by RFC 1035, section 2.3.1, as relaxed by RFC 1123, section 2.1.
    private static func check(domain: ArraySlice<UInt8>) throws(EmailAddressError) {
        if domain.isEmpty { throw EmailAddressError(.noDomain) }
        if domain.first == UInt8(ascii: "[") { throw EmailAddressError(.addressLiteral) }
        if domain.last == UInt8(ascii: ".") { throw EmailAddressError(.trailingDot) }
        let labels = domain.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        for label in labels {
            if label.isEmpty { throw EmailAddressError(.emptyLabel) }
            if label.count > 63 { throw EmailAddressError(.labelTooLong) }
            if !label.allSatisfy({ $0.isAlphanumeric || $0 == UInt8(ascii: "-") }) {
                throw EmailAddressError(.domainCharacter)
            }
            if label.first == UInt8(ascii: "-") || label.last == UInt8(ascii: "-") {
                throw EmailAddressError(.labelHyphen)
            }
        }
        if labels.count < 2 { throw EmailAddressError(.domainNotQualified) }
        // No top-level domain is a number (RFC 3696, section 2): this is an IP address without its brackets.
        if labels.last?.allSatisfy(\.isDigit) == true { throw EmailAddressError(.addressLiteral) }
    }
}

extension EmailAddress {
    /// The address as it is stored, compared and sent to.
    public var canonical: String { "\(self.localPart)@\(self.domain)" }
}

/// Addresses of people are not for logs: the description hides whose it is.
extension EmailAddress: CustomStringConvertible, CustomReflectable {
    public var description: String { "…@\(self.domain)" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}

extension EmailAddress: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        do {
            try self.init(container.decode(String.self))
        } catch let error as EmailAddressError {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "\(error)")
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(self.canonical)
    }
}
