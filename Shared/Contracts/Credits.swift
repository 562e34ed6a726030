/// An amount of credits, exact to a thousandth. In JSON a number.
public struct Credits: Hashable, Sendable, Comparable {
    public var thousandths: Int

    public init(thousandths: Int) { self.thousandths = thousandths }

    /// More than this is not handled, in either direction.
    public static let limit = Credits(thousandths: 1_000_000_000_000)

    /// For people: `1,039.2`.
    public var text: String {
        let magnitude = self.thousandths.magnitude
        let digits = String(magnitude / 1000)
        var whole = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { whole.append(",") }
            whole.append(digit)
        }
        var fraction = magnitude % 1000
        if fraction > 0 {
            var places = 3
            while fraction % 10 == 0 { (fraction, places) = (fraction / 10, places - 1) }
            let text = String(fraction)
            whole += "." + String(repeating: "0", count: places - text.count) + text
        }
        return self.thousandths < 0 ? "-" + whole : whole
    }

    public static func < (left: Credits, right: Credits) -> Bool { left.thousandths < right.thousandths }
}

extension Credits: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let scaled = try container.decode(Double.self) * 1000
        // Within the limit a double tells thousandths apart by far.
        let whole = scaled.rounded()
        guard abs(whole) <= Double(Credits.limit.thousandths), abs(scaled - whole) < 0.001 else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription: "must be a number with at most three decimals, up to a thousand million"
            )
        }
        self.init(thousandths: Int(whole))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        if self.thousandths % 1000 == 0 {
            try container.encode(self.thousandths / 1000)
        } else {
            try container.encode(Double(self.thousandths) / 1000)
        }
    }
}
