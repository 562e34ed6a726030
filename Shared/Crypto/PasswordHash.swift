import CSodium

/// Passwords as they are kept: Argon2id (RFC 9106) in libsodium's text form, with its salt and its limits inside.
///
/// Both calls keep a processor busy for a tenth of a second and need 64 MiB: not on threads that others wait for.
public enum PasswordHash {
    /// Must be done once before several threads use the library's random numbers.
    private static let isPrepared = sodium_init() >= 0
    /// libsodium's limits for people who wait: two passes over 64 MiB.
    private static let operations = UInt64(crypto_pwhash_opslimit_interactive())
    private static let memory = crypto_pwhash_memlimit_interactive()

    /// - Returns: `nil` when there is not enough memory.
    public static func make(_ password: String) -> String? {
        guard self.isPrepared else { return nil }
        var text = [CChar](repeating: 0, count: crypto_pwhash_strbytes())
        let bytes = Array(password.utf8).map { CChar(bitPattern: $0) }
        let status = crypto_pwhash_str(&text, bytes, UInt64(bytes.count), self.operations, self.memory)
        guard status == 0 else { return nil }
        return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// Whether a text was made of this password.
    public static func verify(_ password: String, against text: String) -> Bool {
        guard self.isPrepared, text.utf8.count < crypto_pwhash_strbytes() else { return false }
        let bytes = Array(password.utf8).map { CChar(bitPattern: $0) }
        return crypto_pwhash_str_verify(text, bytes, UInt64(bytes.count)) == 0
    }

    /// Whether a text was made with other limits than today's.
    public static func isOutdated(_ text: String) -> Bool {
        crypto_pwhash_str_needs_rehash(text, self.operations, self.memory) != 0
    }
}
