public import Values

/// A secret as it travels and rests: closed with the public key of those who may use it (libsodium's sealed box), so that
/// no message, queue, log or row holds its text.
public struct Sealed: Codable, Hashable, Sendable {
    /// The key that it was closed with, from `GET /api/v1/secrets/key`.
    public var keyId: String
    /// Base64 with padding.
    public var box: String

    public init(keyId: String, box: String) {
        self.keyId = keyId
        self.box = box
    }

    /// The longest secret, in bytes of UTF-8.
    public static let limit = 16_384

    public func problems(at pointer: String) -> [FieldError] {
        var check = Check()
        let isID = self.keyId.utf8.count == 16 && self.keyId.utf8.allSatisfy { "0123456789abcdef".utf8.contains($0) }
        check.require(isID, pointer + "/keyId", "must be 16 hexadecimal digits in lower case")
        // 48 bytes that sealing adds; four digits for three bytes.
        let longest = (Sealed.limit + 48 + 2) / 3 * 4
        check.require((1...longest).contains(self.box.utf8.count), pointer + "/box", "must hold at most 16 KiB, sealed")
        return check.errors
    }
}

/// The ciphertext is no secret, and nothing for a log either.
extension Sealed: CustomStringConvertible, CustomReflectable {
    public var description: String { "sealed with \(self.keyId)" }
    public var customMirror: Mirror { Mirror(self, children: ["keyId": self.keyId]) }
}
