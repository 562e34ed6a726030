/// Numbers that look random and follow from their seed alone: SplitMix64 (Steele, Lea and Flood, "Fast splittable
/// pseudorandom number generators", 2014), seeded with the FNV-1a hash of some texts.
///
/// Not for secrets. The methods here are written out instead of using the standard library's `shuffled(using:)` and
/// `random(in:using:)`, whose algorithms may change with the toolchain: the same input must give the same bytes after
/// an upgrade as well.
public struct SeededGenerator: RandomNumberGenerator, Sendable {
    private var state: UInt64

    public init(seed: UInt64) { self.state = seed }

    /// A generator for a list of texts. Their borders count: `["ab", "c"]` and `["a", "bc"]` give different numbers.
    public init(_ texts: String...) {
        var hash = FNV1a()
        for text in texts {
            hash.add(text.utf8)
            // A byte that no UTF-8 text holds.
            hash.add(CollectionOfOne(0xFF))
        }
        self.init(seed: hash.value)
    }

    public mutating func next() -> UInt64 {
        self.state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = self.state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A number from 0 to `bound` - 1; 0 for a bound below 2. Its bias is below 2⁻³² for any bound used here.
    public mutating func next(below bound: Int) -> Int {
        guard bound > 1 else { return 0 }
        return Int(self.next().multipliedFullWidth(by: UInt64(bound)).high)
    }

    /// Any of the elements; `nil` when there are none.
    public mutating func pick<Elements: RandomAccessCollection>(_ elements: Elements) -> Elements.Element? {
        guard !elements.isEmpty else { return nil }
        return elements[elements.index(elements.startIndex, offsetBy: self.next(below: elements.count))]
    }

    /// The elements in another order (Fisher and Yates).
    public mutating func shuffle<Element>(_ elements: some Sequence<Element>) -> [Element] {
        var shuffled = Array(elements)
        for last in shuffled.indices.dropFirst().reversed() { shuffled.swapAt(last, self.next(below: last + 1)) }
        return shuffled
    }
}

/// The 64-bit FNV-1a hash (draft-eastlake-fnv, section 2).
public struct FNV1a: Sendable {
    public private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

    public init() {}

    public mutating func add(_ bytes: some Sequence<UInt8>) {
        for byte in bytes { self.value = (self.value ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    }
}
