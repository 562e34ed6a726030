/// A fingerprint of a file, for its entity tag. Tells versions of a file apart; no protection against forgery.
enum ContentHash {
    /// Two 64-bit FNV-1a sums from different starts, and the length.
    static func tag(of bytes: [UInt8]) -> String {
        let prime: UInt64 = 0x100_0000_01B3
        var first: UInt64 = 0xCBF2_9CE4_8422_2325
        var second: UInt64 = 0x6C62_272E_07BB_0142
        for byte in bytes {
            first = (first ^ UInt64(byte)) &* prime
            // Rotated as well, or both would collide for the same pairs.
            second = ((second ^ UInt64(byte)) &* prime).rotated
        }
        return [first, second, UInt64(bytes.count)].map { String($0, radix: 16) }.joined(separator: "-")
    }
}

extension UInt64 {
    fileprivate var rotated: UInt64 { self << 29 | self >> 35 }
}
