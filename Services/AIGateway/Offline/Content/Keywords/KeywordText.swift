/// A keyword taken apart for comparing.
struct KeywordText: Hashable, Sendable {
    /// What a word is to the subject.
    enum Role: Hashable, Sendable {
        case content
        /// Says what is wanted, not about what: "best", "how", "near".
        case intent
        /// "the", "of".
        case stop
    }

    struct Token: Hashable, Sendable {
        /// As it was written.
        let surface: String
        /// In lower case.
        let key: String
        let stem: String
        let role: Role
        /// Whether it is a pair of characters out of a text without spaces.
        let isPiece: Bool

        fileprivate var asIntent: Token {
            Token(surface: self.surface, key: self.key, stem: self.stem, role: .intent, isPiece: self.isPiece)
        }
    }

    /// On one line, without control characters, and not longer than a reader would read.
    let text: String
    let tokens: [Token]

    var content: [Token] { self.tokens.filter { $0.role == .content } }

    init(_ written: String) {
        // Scalars, because one character may be a letter with thousands of marks.
        let bounded = String(String.UnicodeScalarView(written.unicodeScalars.prefix(600)))
        self.text = CleanText.line(String(String.UnicodeScalarView(CleanText.line(bounded).unicodeScalars.prefix(200))))
        self.tokens = Array(Self.split(self.text).prefix(32))
    }

    // MARK: Words

    private static func split(_ text: String) -> [Token] {
        var tokens: [Token] = []
        var word = ""
        var run: [Unicode.Scalar] = []
        func endWord() {
            if !word.isEmpty { tokens.append(self.token(word)) }
            word = ""
        }
        func endRun() {
            let pieces = run.count < 2 ? run.map { String($0) } : zip(run, run.dropFirst()).map { "\($0)\($1)" }
            tokens += pieces.map { Token(surface: $0, key: $0, stem: $0, role: .content, isPiece: true) }
            run = []
        }
        let scalars = Array(text.unicodeScalars)
        for (index, scalar) in scalars.enumerated() {
            if scalar.isIdeographOrKana {
                endWord()
                run.append(scalar)
                continue
            }
            endRun()
            if scalar.isWordPart {
                if word.utf8.count < 160 { word.unicodeScalars.append(scalar) }
            } else if ["'", "\u{2019}"].contains(scalar), !word.isEmpty {
                // "Beginner's" is "beginners", "don't" is "dont".
                continue
            } else if ["+", "#"].contains(scalar), !word.isEmpty {
                word.unicodeScalars.append(scalar)
            } else if scalar == ".", word.unicodeScalars.last?.properties.numericType != nil,
                scalars.dropFirst(index + 1).first?.properties.numericType != nil
            {
                word.append(".")
            } else {
                endWord()
            }
        }
        endWord()
        endRun()
        return tokens.indices.map { index in
            // "At home" says where, "home office" what.
            let isPlace = tokens[index].key == "home" && index > 0 && ["at", "for"].contains(tokens[index - 1].key)
            return isPlace ? tokens[index].asIntent : tokens[index]
        }
    }

    private static func token(_ word: String) -> Token {
        let key = word.lowercased()
        let role: Role =
            self.stops.contains(key) ? .stop : self.intents.contains(key) || self.isYear(key) ? .intent : .content
        return Token(surface: word, key: key, stem: Stemmer.stem(key), role: role, isPiece: false)
    }

    private static func isYear(_ key: String) -> Bool {
        key.utf8.count == 4 && (key.hasPrefix("19") || key.hasPrefix("20")) && Int(key) != nil
    }

    static let stops = Set(
        words: """
            a an the and or of for in on at to from with without by as into onto about between than then that
            this these those it its is are was were be been being am do does did doing done can could should would will
            may might must have has had having i you he she we they me my your our their his her us them there here if
            so but not no yes very really via per
            de la le les un une des du et en au aux avec der die das den dem ein eine und mit für auf im am zum zur
            el los las una y con por para del il lo gli di da e o em os do dos het een voor met och att på i na w z
            """
    )

    static let intents = Set(
        words: """
            how what why when where which who whose best top good great better cheap cheapest affordable buy buying price
            prices cost costs review reviews rated vs versus near online guide guides tip tips idea ideas easy simple quick
            quickly ultimate complete definitive free difference differences compare comparison compared tutorial
            tutorials list lists make making made get getting use using used new much many long often need needed want
            explained meaning worth recommended recommendation recommendations popular favorite favourite properly
            correctly recipe recipes step steps beginner beginners
            """
    )
}
