/// How long a text is, in the units that people and models count in.
public enum TextMeasure {
    /// The number of words, by a simple rule that needs no dictionary:
    ///
    /// - A run of letters, digits and combining marks is a word; an apostrophe, hyphen, full stop or comma between two
    ///   of them belongs to it ("don't", "well-known", "3.5").
    /// - Each ideograph and each kana is a word, because Chinese and Japanese put no spaces between words.
    ///
    /// Thai, Lao, Khmer and Burmese have no spaces either, and only a dictionary knows their words; there every five
    /// letters and marks of a run, begun, count as a word, which is about what they have.
    public static func words(in text: String) -> Int {
        var count = 0
        var isInside = false
        var joiner = false
        /// Letters of a script without spaces since the last word was counted.
        var letters = 0
        for scalar in text.unicodeScalars {
            if scalar.isIdeographOrKana {
                count += 1
                isInside = false
                joiner = false
            } else if scalar.isWordPart {
                if !isInside {
                    count += 1
                    letters = 0
                }
                if scalar.isUnspaced {
                    if letters == Self.unspacedWord {
                        count += 1
                        letters = 0
                    }
                    letters += 1
                }
                isInside = true
                joiner = false
            } else if isInside, !joiner, Self.joiners.contains(scalar) {
                joiner = true
            } else {
                isInside = false
                joiner = false
            }
        }
        return count
    }

    /// About how many tokens a language model would make of a text: a quarter of its UTF-8 bytes, rounded up.
    ///
    /// That is the usual rule of four characters a token for Latin text, and three quarters of a token for an ideograph.
    /// An estimate for usage figures, never for a bill.
    public static func estimatedTokens(in text: String) -> Int { (text.utf8.count + 3) / 4 }

    /// Letters of a word in a script without spaces.
    private static let unspacedWord = 5
    private static let joiners: Set<Unicode.Scalar> = ["'", "\u{2019}", "-", "\u{2010}", "\u{2011}", ".", ","]
}

extension Unicode.Scalar {
    /// A letter, a digit, or a mark that belongs to the letter before it.
    var isWordPart: Bool {
        switch self.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
            .letterNumber, .otherNumber, .nonspacingMark, .spacingMark, .enclosingMark:
            true
        default: false
        }
    }

    /// Of the blocks Thai, Lao, Myanmar and Khmer.
    var isUnspaced: Bool {
        switch self.value {
        case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF: true
        default: false
        }
    }

    /// Hiragana, Katakana, and the blocks of unified and compatibility ideographs.
    var isIdeographOrKana: Bool {
        switch self.value {
        case 0x3041...0x3096, 0x30A1...0x30FA, 0x31F0...0x31FF, 0xFF66...0xFF9D, 0x3005...0x3007,
            0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFD:
            true
        default: false
        }
    }
}
