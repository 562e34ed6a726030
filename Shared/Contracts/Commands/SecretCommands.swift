public import Values

/// Keep a secret under a name, in place of what was kept there.
public struct SecretPut: Payload {
    public static let name = "secret.put"
    /// By which others refer to it, see ``SecretName``.
    public var name: String
    public var secret: Sealed
    public var idempotencyKey: String?

    public init(name: String, secret: Sealed, idempotencyKey: String? = nil) {
        self.name = name
        self.secret = secret
        self.idempotencyKey = idempotencyKey
    }

    public func problems() -> [FieldError] {
        var check = Check()
        if let key = self.idempotencyKey { check.key(key, "/idempotencyKey") }
        check.require(SecretName.isValid(self.name), "/name", SecretName.rule)
        check.add(self.secret.problems(at: "/secret"))
        return check.errors
    }
}

/// Forget a secret.
public struct SecretDelete: Payload {
    public static let name = "secret.delete"
    public var name: String
    public var idempotencyKey: String?

    public init(name: String, idempotencyKey: String? = nil) {
        self.name = name
        self.idempotencyKey = idempotencyKey
    }

    public func problems() -> [FieldError] {
        var check = Check()
        if let key = self.idempotencyKey { check.key(key, "/idempotencyKey") }
        check.require(SecretName.isValid(self.name), "/name", SecretName.rule)
        return check.errors
    }
}

/// How secrets may be called.
public enum SecretName {
    public static let rule = "must be 1 to 64 letters of ASCII, digits, - and _, beginning with a letter, and not key"

    public static func isValid(_ name: String) -> Bool {
        // Where the key is read, no secret can be.
        if name == "key" { return false }
        return (1...64).contains(name.utf8.count) && name.utf8.first.map(self.isLetter) == true
            && name.utf8.allSatisfy { self.isLetter($0) || (0x30...0x39).contains($0) || "-_".utf8.contains($0) }
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
}

/// The answer to a command about a secret.
public struct SecretAccepted: Payload {
    public static let name = "secret.accepted"
    public var name: String
    public var status = "accepted"
    /// Whether there was none under this name before.
    public var created: Bool

    public init(name: String, created: Bool) {
        self.name = name
        self.created = created
    }
}

/// The data of `stagecoach.secret.<changed|deleted>.v1`. The name is all that there is to be seen of a secret.
public struct SecretEvent: Codable, Hashable, Sendable {
    public var name: String

    public init(name: String) { self.name = name }
}
