/// The private halves of key pairs: opens what was closed with one of them. Prints nothing of them.
///
/// Several are held while one takes the place of another: the first is for new values, the others open old ones.
public struct OpeningKeys: Sendable, CustomStringConvertible, CustomReflectable {
    private struct Pair: Sendable {
        let sealing: SealingKey
        let privateKey: [UInt8]
    }

    private let pairs: [Pair]
    /// What new values are to be closed with.
    public let current: SealingKey

    /// Why a value stays closed.
    public enum Failure: Error, Hashable, Sendable, CustomStringConvertible {
        /// It was closed with a key that is not among these.
        case unknownKey
        /// It was not closed with the key that it names, or has been changed since.
        case notOpened

        public var description: String {
            switch self {
            case .unknownKey: "the key that it was sealed with is not known here"
            case .notOpened: "it cannot be opened with the key that it names"
            }
        }
    }

    /// - Parameter privateKeys: 32 bytes each, the current one first.
    /// - Returns: `nil` when there is none, one is of another length, or two are the same.
    public init?(_ privateKeys: [[UInt8]]) {
        var pairs: [Pair] = []
        for privateKey in privateKeys {
            guard let publicKey = Sealing.publicKey(of: privateKey), let sealing = SealingKey(publicKey),
                !pairs.contains(where: { $0.sealing == sealing })
            else { return nil }
            pairs.append(Pair(sealing: sealing, privateKey: privateKey))
        }
        guard let first = pairs.first else { return nil }
        self.pairs = pairs
        self.current = first.sealing
    }

    /// The ids of all keys, the current one first.
    public var ids: [String] { self.pairs.map(\.sealing.id) }

    /// - Parameter key: The id of the key that the value was closed with.
    public func open(_ box: [UInt8], key: String) throws(Failure) -> [UInt8] {
        guard let pair = self.pairs.first(where: { $0.sealing.id == key }) else { throw .unknownKey }
        guard let bytes = Sealing.open(box, pair.sealing.bytes, pair.privateKey) else { throw .notOpened }
        return bytes
    }

    public var description: String { "keys \(self.ids)" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
