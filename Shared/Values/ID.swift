/// A 128-bit identifier, written as a lower-case UUID (RFC 9562, section 4).
///
/// Only the canonical lower-case form is read: two spellings of one identifier would be two keys elsewhere.
public struct ID: Hashable, Sendable {
    public let high: UInt64
    public let low: UInt64

    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// A new version 7 identifier (RFC 9562, section 5.7): it sorts by the time of its making, to a quarter of a
    /// microsecond, and carries 62 random bits.
    public init() { self.init(at: .now()) }

    /// A version 7 identifier as if made at `time`.
    public init(at time: Timestamp) {
        let milliseconds = UInt64(bitPattern: time.microseconds.floorDivided(by: 1000))
        let fraction = UInt64(time.microseconds.floorRemainder(by: 1000))
        let random = Entropy.next()
        // rand_a holds the fraction of the millisecond (section 6.2, method 3): 1000 steps in 12 bits.
        let finer = (fraction << 12) / 1000 + (random & 0x3)
        self.high = milliseconds << 16 | 0x7000 | min(finer, 0xFFF)
        self.low = 0x8000_0000_0000_0000 | random >> 2
    }

    /// A version 8 identifier (RFC 9562, section 5.8) for something that is planned for `time`: the same `hash` and
    /// time always give the same identifier.
    ///
    /// - Parameter hash: 74 bits of it are used.
    public init(planned time: Timestamp, hash: (UInt64, UInt64)) {
        let milliseconds = UInt64(bitPattern: time.microseconds.floorDivided(by: 1000))
        self.high = milliseconds << 16 | 0x8000 | (hash.0 & 0xFFF)
        self.low = 0x8000_0000_0000_0000 | hash.1 >> 2
    }

    /// When a version 7 or 8 identifier was made or planned, to the millisecond.
    public var time: Timestamp { Timestamp(microseconds: Int64(self.high >> 16) * 1000) }

    /// An unguessable 128-bit identifier without a time in it, for tokens (version 4, RFC 9562, section 5.4).
    public static func random() -> ID {
        ID(
            high: Entropy.next() & ~0xF000 | 0x4000,
            low: Entropy.next() >> 2 | 0x8000_0000_0000_0000
        )
    }

    /// Reads 36 bytes of the canonical form; `nil` for anything else.
    public init?(canonical bytes: UnsafeBufferPointer<UInt8>) {
        guard bytes.count == 36 else { return nil }
        var halves: (UInt64, UInt64) = (0, 0)
        var digits = 0
        for index in 0..<36 {
            let byte = bytes[index]
            switch index {
            case 8, 13, 18, 23:
                if byte != UInt8(ascii: "-") { return nil }
                continue
            default:
                let digit: UInt64
                switch byte {
                case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = UInt64(byte - UInt8(ascii: "0"))
                case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = UInt64(byte - UInt8(ascii: "a") + 10)
                default: return nil
                }
                if digits < 16 { halves.0 = halves.0 << 4 | digit } else { halves.1 = halves.1 << 4 | digit }
                digits += 1
            }
        }
        self.init(high: halves.0, low: halves.1)
    }

    /// Calls `body` with each of the 36 bytes of the canonical form, in order.
    func forEachByte(_ body: (UInt8) -> Void) {
        for nibble in 0..<32 {
            switch nibble {
            case 8, 12, 16, 20: body(UInt8(ascii: "-"))
            default: break
            }
            let half = nibble < 16 ? self.high : self.low
            let digit = UInt8(truncatingIfNeeded: half >> UInt64(60 - 4 * (nibble & 15)) & 0xF)
            body(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") - 10 + digit)
        }
    }
}

extension ID: CustomStringConvertible, LosslessStringConvertible {
    /// The canonical lower-case form, 36 characters.
    public var description: String {
        String(unsafeUninitializedCapacity: 36) { buffer in
            var index = 0
            self.forEachByte { byte in
                buffer[index] = byte
                index += 1
            }
            return 36
        }
    }

    /// Reads the canonical form; `nil` for anything else.
    public init?(_ description: String) {
        var text = description
        guard let id = text.withUTF8({ ID(canonical: $0) }) else { return nil }
        self = id
    }
}

extension ID: Comparable {
    /// By value, which for version 7 is by time.
    public static func < (left: ID, right: ID) -> Bool { (left.high, left.low) < (right.high, right.low) }
}

extension ID: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let id = ID(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "must be a lower-case UUID")
        }
        self = id
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(self.description)
    }
}
