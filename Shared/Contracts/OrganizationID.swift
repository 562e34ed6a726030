/// The name of an organization in keys, messages and tables: 1 to 63 of `a`-`z`, `0`-`9`, `_` and `-`, beginning with a
/// letter or digit. It holds no dot, because routing keys end with it.
public struct OrganizationID: Hashable, Sendable {
    public let text: String

    public init?(_ text: String) {
        let bytes = text.utf8
        guard (1...63).contains(bytes.count), let first = bytes.first, OrganizationID.isAlphanumeric(first),
            bytes.allSatisfy({
                OrganizationID.isAlphanumeric($0) || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-")
            })
        else { return nil }
        self.text = text
    }

    init(reserved text: String) { self.text = text }

    /// Whether no organization may be called so: the names of the system and of its own users at the broker.
    public var isReserved: Bool {
        self.text == OrganizationID.system.text || self.text == "stagecoach" || Users.services.contains(self.text)
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}

extension OrganizationID: CustomStringConvertible {
    public var description: String { self.text }
}

extension OrganizationID: Comparable {
    public static func < (left: OrganizationID, right: OrganizationID) -> Bool { left.text < right.text }
}

extension OrganizationID: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let organization = OrganizationID(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription: "must be 1 to 63 of a-z, 0-9, _ and -, beginning with a letter or digit"
            )
        }
        self = organization
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(self.text)
    }
}
