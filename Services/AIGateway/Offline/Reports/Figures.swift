/// What numbers come to, in the order in which they stand.
struct Figures: Hashable {
    var count: Int
    var least: Double
    var most: Double
    var sum: Double
    var first: Double
    var last: Double

    /// - Returns: `nil` for no numbers.
    init?(_ numbers: [Double]) {
        guard let first = numbers.first, let last = numbers.last else { return nil }
        self.count = numbers.count
        self.first = first
        self.last = last
        self.least = numbers.reduce(first, min)
        self.most = numbers.reduce(first, max)
        self.sum = numbers.reduce(0, +)
    }

    var mean: Double { self.sum / Double(self.count) }

    /// From the first to the last; `nil` for a single one.
    var change: Double? { self.count > 1 ? self.last - self.first : nil }

    /// "+12 (+8 %)", "-3", "none"
    var changeText: String {
        guard let change else { return "–" }
        if change == 0 { return "none" }
        let sign = change > 0 ? "+" : ""
        let share = self.first == 0 ? nil : change / abs(self.first) * 100
        let words = share.map { " (\(sign)\(NumberText.text($0)) %)" } ?? ""
        return sign + NumberText.text(change) + words
    }
}

/// Numbers for people: `1,234.5`. The same on every machine.
enum NumberText {
    /// Rounded to two places behind the point, without zeros at the end; very large and very small ones with an exponent.
    static func text(_ number: Double) -> String {
        guard number.isFinite else { return "–" }
        let size = abs(number)
        if size >= 1e16 || size > 0 && size < 0.005 { return "\(number)" }
        let hundredths = Int64((size * 100).rounded())
        let (whole, rest) = hundredths.quotientAndRemainder(dividingBy: 100)
        var text = self.grouped(whole)
        if rest > 0 {
            let digits = rest < 10 ? "0\(rest)" : "\(rest)"
            text += "." + (digits.hasSuffix("0") ? String(digits.dropLast()) : digits)
        }
        return number < 0 && hundredths > 0 ? "-" + text : text
    }

    private static func grouped(_ number: Int64) -> String {
        var text = ""
        for (index, digit) in "\(number)".reversed().enumerated() {
            if index > 0, index % 3 == 0 { text.append(",") }
            text.append(digit)
        }
        return String(text.reversed())
    }
}
