import CSodium

/// Sealing: whoever has the public half of a key pair can close a value, and only who has the private half can open it.
///
/// libsodium's sealed boxes (`crypto_box_seal`: X25519, XSalsa20-Poly1305), which other languages have as well: PyNaCl's
/// `SealedBox`, `sodium.crypto_box_seal` in JavaScript.
enum Sealing {
    /// Of either half of a key, in bytes.
    static let keySize = Int(crypto_box_PUBLICKEYBYTES)
    /// How much longer sealing makes a value, in bytes.
    static let overhead = crypto_box_sealbytes()

    /// Must be done once before several threads use the library's random numbers.
    private static let isPrepared = sodium_init() >= 0

    static func seal(_ bytes: [UInt8], _ publicKey: [UInt8]) -> [UInt8]? {
        guard self.isPrepared, publicKey.count == self.keySize else { return nil }
        var box = [UInt8](repeating: 0, count: bytes.count + self.overhead)
        // It fails for the few public keys with which every shared secret is zero.
        guard crypto_box_seal(&box, bytes, UInt64(bytes.count), publicKey) == 0 else { return nil }
        return box
    }

    static func open(_ box: [UInt8], _ publicKey: [UInt8], _ privateKey: [UInt8]) -> [UInt8]? {
        guard self.isPrepared, box.count >= self.overhead else { return nil }
        var bytes = [UInt8](repeating: 0, count: box.count - self.overhead)
        guard crypto_box_seal_open(&bytes, box, UInt64(box.count), publicKey, privateKey) == 0 else { return nil }
        return bytes
    }

    static func publicKey(of privateKey: [UInt8]) -> [UInt8]? {
        guard self.isPrepared, privateKey.count == self.keySize else { return nil }
        var publicKey = [UInt8](repeating: 0, count: self.keySize)
        guard crypto_scalarmult_base(&publicKey, privateKey) == 0 else { return nil }
        return publicKey
    }
}

/// The public half of a key pair: closes values, opens none.
public struct SealingKey: Hashable, Sendable {
    /// 32 bytes (RFC 7748).
    public let bytes: [UInt8]
    /// Tells keys apart: the first 8 bytes of the SHA-256 of the key, in hexadecimal digits.
    public let id: String

    /// - Returns: `nil` for anything but 32 bytes, and for those few values that are no key.
    public init?(_ bytes: [UInt8]) {
        guard Sealing.seal([], bytes) != nil else { return nil }
        self.bytes = bytes
        self.id = Encoding.hex(Array(Hash.sha256(bytes).prefix(8)))
    }

    /// Closes a value. Each time the result is another one, 48 bytes longer than the value.
    public func seal(_ bytes: [UInt8]) -> [UInt8] {
        guard let box = Sealing.seal(bytes, self.bytes) else {
            preconditionFailure("the key was tried when it was read")
        }
        return box
    }
}
