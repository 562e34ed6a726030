/// A model behind the interface of OpenAI, as the configuration has it, and what it costs.
struct OpenAIModel: Sendable, Hashable {
    var id: String
    var kind: ModelKind
    /// In millionths of a US dollar per million tokens.
    var inputPrice = 0
    var outputPrice = 0
    /// In millionths of a US dollar, for each.
    var imageCost = 0
    /// What an image costs its organization, 1 to 4.
    var credits = ProviderModel.standardCredits

    /// In millionths of a US dollar, rounded up.
    func cost(input: Int, output: Int) -> Int {
        let (first, overflowed) = input.multipliedReportingOverflow(by: self.inputPrice)
        let (second, overflowedToo) = output.multipliedReportingOverflow(by: self.outputPrice)
        if overflowed || overflowedToo { return .max / 1_000_000 }
        return first / 1_000_000 + second / 1_000_000 + (first % 1_000_000 + second % 1_000_000 + 999_999) / 1_000_000
    }

    private static let creditsMark = "credits="

    /// What is wrong with a text of models, all of it.
    struct Mistakes: Error, Equatable { let messages: [String] }

    /// Reads `text gpt-4.1-mini 0.40/1.60, image gpt-image-1 0.04 credits=3, text llama3.2:3b`: what it makes, its name,
    /// what it costs in US dollars, for texts per million tokens that go in and come out, for images each, and how many
    /// credits an image is.
    static func list(_ text: String) throws(Mistakes) -> [OpenAIModel] {
        var models: [OpenAIModel] = []
        var mistakes: [String] = []
        for (index, entry) in text.split(separator: ",", omittingEmptySubsequences: false).enumerated() {
            let place = "entry \(index + 1)"
            var words = entry.split { $0 == " " || $0 == "\t" }
            var credits: Substring?
            if words.count > 2, words.first == "image", let last = words.last, last.hasPrefix(OpenAIModel.creditsMark) {
                credits = last.dropFirst(OpenAIModel.creditsMark.count)
                words.removeLast()
            }
            guard (2...3).contains(words.count), let kind = ModelKind(rawValue: String(words[0])) else {
                mistakes.append("\(place) is not \"text name input/output\" or \"image name price\"")
                continue
            }
            var model = OpenAIModel(id: String(words[1]), kind: kind)
            if model.id.contains(where: { $0 == "=" }) || model.id.utf8.contains(where: { !(0x21...0x7E).contains($0) })
            {
                mistakes.append("\(place) has a name that no model has")
            } else if models.contains(where: { $0.id == model.id }) {
                mistakes.append("\(place) has the name of an earlier one")
            }
            if words.count == 3, !model.setPrice(String(words[2])) {
                let form = kind == .text ? "input/output in US dollars per million tokens" : "US dollars for each image"
                mistakes.append("\(place) needs a price like \(kind == .text ? "0.40/1.60" : "0.04"): \(form)")
            }
            if let credits {
                let range = ProviderModel.creditRange
                if let number = Int(credits), range.contains(number) {
                    model.credits = number
                } else {
                    mistakes.append("\(place) needs credits from \(range.lowerBound) to \(range.upperBound)")
                }
            }
            models.append(model)
        }
        if !mistakes.isEmpty { throw Mistakes(messages: mistakes) }
        return models
    }

    private mutating func setPrice(_ text: String) -> Bool {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { OpenAIModel.micros($0) }
        switch (self.kind, parts.count) {
        case (.text, 2):
            guard let input = parts[0], let output = parts[1] else { return false }
            (self.inputPrice, self.outputPrice) = (input, output)
        case (.image, 1):
            guard let price = parts[0] else { return false }
            self.imageCost = price
        default: return false
        }
        return true
    }

    /// Dollars as millionths: whole ones up to 9999, at most six decimals.
    private static func micros(_ text: Substring) -> Int? {
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        let isPlain = parts.allSatisfy { $0.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } }
        guard isPlain, let first = parts.first, (1...4).contains(first.count), let whole = Int(first) else {
            return nil
        }
        guard parts.count == 2 else { return whole * 1_000_000 }
        guard (1...6).contains(parts[1].count), let fraction = Int(parts[1]) else { return nil }
        return whole * 1_000_000 + (parts[1].count..<6).reduce(fraction) { value, _ in value * 10 }
    }
}
