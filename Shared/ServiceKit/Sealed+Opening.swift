public import Contracts
public import Crypto
public import Values

extension Sealed {
    /// Closes a secret, for who may only close.
    public init(_ secret: Secret, with key: SealingKey) { self.init(Array(secret.reveal().utf8), with: key) }

    init(_ bytes: [UInt8], with key: SealingKey) {
        self.init(keyId: key.id, box: Encoding.base64(key.seal(bytes)))
    }

    /// What came was sealed by somebody else: it may be anything.
    public struct Unusable: Error, Hashable, Sendable {
        /// The member of a ``Sealed`` that is wrong, and how.
        public let member: String
        public let message: String

        /// As an error of the input.
        ///
        /// - Parameter pointer: Where the sealed value stands.
        public func error(at pointer: String) -> FieldError {
            FieldError(pointer: pointer + self.member, message: self.message)
        }
    }

    /// The ciphertext; `nil` when the text is none.
    public var ciphertext: [UInt8]? { Encoding.bytes(base64: self.box) }

    /// Opens it and checks what is in it: text, not empty, without NUL.
    public func open(with keys: OpeningKeys) throws(Unusable) -> Secret {
        let opened: [UInt8]
        do throws(OpeningKeys.Failure) {
            guard let box = self.ciphertext else { throw .notOpened }
            opened = try keys.open(box, key: self.keyId)
        } catch {
            switch error {
            case .unknownKey: throw Unusable(member: "/keyId", message: "is not the id of a key that is in use")
            case .notOpened: throw Unusable(member: "/box", message: "cannot be opened with this key")
            }
        }
        guard !opened.isEmpty, opened.count <= Sealed.limit, !opened.contains(0),
            let text = String(validating: opened, as: UTF8.self)
        else { throw Unusable(member: "", message: "must be a text of 1 to \(Sealed.limit) bytes of UTF-8") }
        return Secret(text)
    }
}

extension SettingsReader {
    /// The private keys that secrets are opened with: 32 bytes each in base64 (URL-safe, without padding), commas between,
    /// the current one first.
    public mutating func openingKeys(_ name: String = "STAGECOACH_SECRET_KEYS") -> OpeningKeys? {
        self.value(
            name,
            expected: "must be keys of 32 bytes in URL-safe base64 without padding, all different, commas between"
        ) { text in
            var keys: [[UInt8]] = []
            for part in text.split(separator: ",", omittingEmptySubsequences: false) {
                guard let bytes = Encoding.bytes(base64URL: String(part.filter { $0 != " " })) else { return nil }
                keys.append(bytes)
            }
            return OpeningKeys(keys)
        }
    }
}
