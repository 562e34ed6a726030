/// Why a text is not an address that can be sent to.
public struct EmailAddressError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kind of fault. The raw value is stable and goes into refusals and import reports.
    public enum Code: String, Sendable, CaseIterable {
        case empty
        case tooLong = "too_long"
        case controlCharacter = "control_character"
        case notASCII = "not_ascii"
        case space
        case notOneAddress = "not_one_address"
        case quoted
        case noAt = "no_at"
        case severalAts = "several_ats"
        case noLocalPart = "no_local_part"
        case localPartTooLong = "local_part_too_long"
        case localPartCharacter = "local_part_character"
        case localPartDot = "local_part_dot"
        case noDomain = "no_domain"
        case addressLiteral = "address_literal"
        case trailingDot = "trailing_dot"
        case emptyLabel = "empty_label"
        case labelTooLong = "label_too_long"
        case domainCharacter = "domain_character"
        case labelHyphen = "label_hyphen"
        case domainNotQualified = "domain_not_qualified"
    }

    public let code: Code

    public init(_ code: Code) { self.code = code }

    /// For the one who gave the address; never repeats it.
    public var description: String {
        switch self.code {
        case .empty: "is empty"
        case .tooLong: "has more than 254 characters"
        case .controlCharacter: "contains a control character or a line break"
        case .notASCII: "contains a character that is not ASCII; write an internationalized domain in its xn-- form"
        case .space: "contains a space"
        case .notOneAddress: "must be one bare address, without < > , ;"
        case .quoted: "has a quoted part before the @, which is not supported"
        case .noAt: "has no @"
        case .severalAts: "has more than one @"
        case .noLocalPart: "has nothing before the @"
        case .localPartTooLong: "has more than 64 characters before the @"
        case .localPartCharacter: "has a character before the @ that is not allowed there"
        case .localPartDot: "has a dot at the start or at the end of the part before the @, or two in a row"
        case .noDomain: "has nothing after the @"
        case .addressLiteral: "has an IP address after the @; a domain name is needed"
        case .trailingDot: "ends with a dot"
        case .emptyLabel: "has a dot at the start of the domain, or two in a row"
        case .labelTooLong: "has a part of the domain with more than 63 characters"
        case .domainCharacter: "has a character in the domain that is no letter, digit or hyphen"
        case .labelHyphen: "has a part of the domain that begins or ends with a hyphen"
        case .domainNotQualified: "has a domain without a dot"
        }
    }
}
