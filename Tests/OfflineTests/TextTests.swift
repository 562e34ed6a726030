import Testing

@testable import Offline

@Suite struct TextTests {
    @Test("SplitMix64 and FNV-1a give their published numbers")
    func vectors() {
        var generator = SeededGenerator(seed: 1_234_567)
        let numbers: [UInt64] = (0..<5).map { _ in generator.next() }
        #expect(
            numbers == [
                6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
                4_593_380_528_125_082_431,
                16_408_922_859_458_223_821,
            ]
        )
        func hash(_ text: String) -> UInt64 {
            var hash = FNV1a()
            hash.add(text.utf8)
            return hash.value
        }
        #expect(hash("") == 0xCBF2_9CE4_8422_2325)
        #expect(hash("a") == 0xAF63_DC4C_8601_EC8C)
        #expect(hash("foobar") == 0x8594_4171_F739_67E8)
    }

    @Test("borders between the texts of a seed count")
    func borders() {
        var one = SeededGenerator("ab", "c")
        var other = SeededGenerator("a", "bc")
        var joined = SeededGenerator("abc")
        let numbers = [one.next(), other.next(), joined.next()]
        #expect(Set(numbers).count == 3)
    }

    @Test("numbers stay below their bound and reach all of it; shuffling keeps every element")
    func bounds() {
        var generator = SeededGenerator("bounds")
        for bound in [1, 2, 3, 7, 50] {
            let numbers = (0..<bound * 60).map { _ in generator.next(below: bound) }
            #expect(Set(numbers) == Set(0..<bound))
        }
        #expect(generator.next(below: 0) == 0)
        let shuffled = generator.shuffle(0..<100)
        #expect(shuffled.sorted() == Array(0..<100))
        #expect(shuffled != Array(0..<100))
        #expect(generator.shuffle([Int]()) == [])
        #expect(generator.pick([Int]()) == nil)
        #expect(generator.pick([7]) == 7)
    }

    @Test(
        "words are counted",
        arguments: [
            ("", 0), ("   ", 0), ("one", 1), ("Don't panic, it's well-known.", 4), ("3.5 kg - of flour", 4), ("a—b", 2),
            ("日本語のテキスト", 8), ("sourdough のパン", 4), ("слово и дело", 3), ("cafe\u{301} noir", 2), ("🍞🍞", 0), ("x.", 1),
            ("...", 0), ("กาแฟ", 1), ("กาแฟดริป", 2), ("การชงกาแฟที่บ้าน ง่าย", 5), ("tea ชา", 2),
        ]
    )
    func words(text: String, count: Int) { #expect(TextMeasure.words(in: text) == count) }

    @Test("tokens are estimated at four bytes each, rounded up")
    func tokens() {
        #expect(TextMeasure.estimatedTokens(in: "") == 0)
        #expect(TextMeasure.estimatedTokens(in: "abc") == 1)
        #expect(TextMeasure.estimatedTokens(in: "abcde") == 2)
        #expect(TextMeasure.estimatedTokens(in: "日本語日") == 3)
    }

    @Test(
        "what is invisible or turns the direction of text goes, what carries meaning stays",
        arguments: [
            ("plain text", "plain text"), ("  two  \t spaces\n", "two spaces"), ("a\r\nb", "a b"),
            ("a\u{0}b\u{7}c\u{7F}", "abc"),
            ("a\u{202E}b\u{2066}c\u{200B}", "abc"), ("\u{FEFF}x\u{FFFE}\u{1FFFF}", "x"), ("a\u{2028}b\u{85}c", "a b c"),
            ("می\u{200C}خواهم", "می\u{200C}خواهم"), ("👩\u{200D}🚒", "👩\u{200D}🚒"), ("e\u{301}", "e\u{301}"),
            ("x\u{E0041}y", "xy"), ("\u{A0}nbsp\u{A0}\u{A0}x", "nbsp x"), ("\u{202E}", ""),
        ]
    )
    func cleaning(text: String, clean: String) {
        #expect(CleanText.line(text).unicodeScalars.elementsEqual(clean.unicodeScalars))
        #expect(CleanText.line(clean).unicodeScalars.elementsEqual(clean.unicodeScalars))
    }

    @Test("lines are broken at spaces and between ideographs, never inside a word")
    func wrapping() {
        #expect(Columns.wrap("one two three", to: 7) == ["one two", "three"])
        #expect(Columns.wrap("one two three", to: 8, first: "1. ", indent: "   ") == ["1. one", "   two", "   three"])
        let address = "https://example.org/" + String(repeating: "x", count: 80)
        #expect(Columns.wrap("see \(address) now", to: 20) == ["see", address, "now"])
        #expect(Columns.wrap("日本語日本語", to: 6) == ["日本語", "日本語"])
        #expect(Columns.wrap("日本語。日本", to: 6) == ["日本", "語。日", "本"])
        #expect(Columns.wrap("", to: 10) == [""])
        #expect(Columns.width(of: "日本e\u{301}👩\u{200D}🚒") == 7)
    }
}
