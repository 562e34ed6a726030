import MailMessage
import PythonTool
import Testing
import Values

/// Messages are read back with Python's `email` and compared with what went in.
@Suite(.timeLimit(.minutes(2)))
struct EmailMessageTests {
    static func message(
        subject: String = "Subject",
        text: String = "text",
        html: String = "<p>html</p>",
        name: String? = nil
    ) throws -> EmailMessage {
        EmailMessage(
            id: "run.recipient@example.test",
            date: Timestamp(seconds: 1_795_262_400),
            from: Mailbox(try EmailAddress("news@example.test"), name: name),
            to: Mailbox(try EmailAddress("reader@example.test")),
            subject: subject,
            text: text,
            html: html
        )
    }

    /// What holds for every message, whatever is in it.
    static func check(_ bytes: [UInt8]) {
        #expect(bytes.allSatisfy { [0x0D, 0x0A, 0x09].contains($0) || (0x20...0x7E).contains($0) })
        let text = String(decoding: bytes, as: UTF8.self)
        let lines = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
        #expect(lines.dropLast().allSatisfy { $0.last == 0x0D && $0.count(where: { $0 == 0x0D }) == 1 })
        #expect(lines.last?.isEmpty == true)
        for line in lines {
            let line = String(decoding: line.prefix { $0 != 0x0D }, as: UTF8.self)
            #expect(line.utf8.count <= (line.hasPrefix("List-Unsubscribe:") ? 998 : 78), "\(line)")
            #expect(!line.hasPrefix("."))
            #expect(!line.hasPrefix("From "))
            #expect((line.utf8.last != 0x20 && line.utf8.last != 0x09) || line.hasSuffix(": "))
            if line.contains("=?utf-8?") { #expect(line.utf8.count <= 76) }
        }
    }

    @Test("every field, in its order, and both forms")
    func everything() async throws {
        var message = try Self.message(subject: "Grüße", text: "Zwölf", html: "<p>Zwölf</p>", name: "Zeitung, die")
        message.replyTo = Mailbox(try EmailAddress("answers@example.test"), name: "Réponses")
        message.to = Mailbox(try EmailAddress("Reader+tag@Example.test"), name: "A Reader")
        message.unsubscribe = "https://example.test/u/0123456789abcdef?x=1&y=2"
        message.headers = [.init("Auto-Submitted", "auto-generated"), .init("X-Twice", "1"), .init("X-Twice", "2")]
        let bytes = try message.encoded()
        Self.check(bytes)
        #expect(try message.encoded() == bytes)
        try await MailReader.run { reader in
            let read = try await reader.read(bytes)
            #expect(read.defects == [])
            let names = [
                "Date", "From", "Reply-To", "To", "Message-ID", "Subject", "List-Unsubscribe", "List-Unsubscribe-Post",
                "Auto-Submitted", "X-Twice", "X-Twice", "MIME-Version", "Content-Type",
            ]
            #expect(read.headers.map(\.name) == names)
            #expect(read.date == 1_795_262_400)
            #expect(read.values("Date") == ["Sat, 21 Nov 2026 12:00:00 +0000"])
            #expect(read.from == [.init(name: "Zeitung, die", address: "news@example.test")])
            #expect(read.to == [.init(name: "A Reader", address: "Reader+tag@example.test")])
            #expect(read.replyTo == [.init(name: "Réponses", address: "answers@example.test")])
            #expect(read.subject == "Grüße")
            #expect(read.values("Message-ID") == ["<run.recipient@example.test>"])
            #expect(read.values("List-Unsubscribe") == ["<https://example.test/u/0123456789abcdef?x=1&y=2>"])
            #expect(read.values("List-Unsubscribe-Post") == ["List-Unsubscribe=One-Click"])
            #expect(read.values("X-Twice") == ["1", "2"])
            #expect(read.values("MIME-Version") == ["1.0"])
            #expect(read.type == "multipart/alternative")
            #expect(
                read.parts == [
                    .init(type: "text/plain", charset: "utf-8", content: "Zwölf"),
                    .init(type: "text/html", charset: "utf-8", content: "<p>Zwölf</p>"),
                ]
            )
            #expect(read.preferred == "text/html")
        }
    }

    static let texts = [
        "", "a", "A plain subject", "Ünïcödé", "日本語の件名はとても長いので折り返さなければなりません。それでも元に戻ります。", "😀", "👩‍👩‍👧‍👦 family",
        "e\u{301}a\u{308}",
        String(repeating: "😀", count: 100), String(repeating: "ä", count: 200), String(repeating: "x", count: 300),
        String(repeating: "word ", count: 60) + "end", String(repeating: "wörd ", count: 60) + "end", " leading",
        "trailing ",
        "double  space", "   ", "=?utf-8?q?fake?=", "a =?b", "50% = half?", "\"quoted\"", "back\\slash",
        "a, b; c: d <e@f.test>",
        "(comment)", "[brackets]", "@", ".", "..", "From here", "RE: AW: =20=?=", "tab-free", "a_b=c", "?=", "=?",
        "\u{FEFF}bom",
        "\u{202E}right to left",
        "mixed ascii und Ünïcödé ünd sö wéïter bis über die Grenze einer Zeile hinaus, und noch weiter",
        String(repeating: "a ", count: 100) + "ü", "ü" + String(repeating: " a", count: 100), "zero\u{200B}width",
        "\u{A0}nbsp",
    ]

    @Test("subjects and names arrive as they were")
    func subjectsAndNames() async throws {
        try await MailReader.run { reader in
            for text in Self.texts {
                let bytes = try Self.message(subject: text, name: text).encoded()
                Self.check(bytes)
                let read = try await reader.read(bytes)
                #expect(Array(read.subject.unicodeScalars) == Array(text.unicodeScalars))
                #expect(read.from.map { Array($0.name.unicodeScalars) } == [Array(text.unicodeScalars)])
                #expect(read.from.map(\.address) == ["news@example.test"])
                #expect(read.defects == [], "\(text)")
            }
        }
    }

    static let bodies = [
        "", "a", "\n", "\r\n", "\r", "\n\n\n", "a\nb\r\nc\rd\n\r\ne", ".", "..", ".\n.\n..\n", "a\n.\nb",
        "From here\nFrom there\n from",
        "From ", "trailing \ntabs\t\nboth \t\n ", " ", "\t", "=", "=3D", "a=\nb", "--=_stagecoach\n--=_stagecoach--\n",
        "--",
        "Content-Type: text/html\n\nfake", "Zwölf Boxkämpfer 😀 日本語", String(repeating: "x", count: 5000),
        String(repeating: "ä", count: 2000), String(repeating: ".", count: 500), String(repeating: " ", count: 500),
        String(repeating: "word ", count: 1000), String(repeating: "From ", count: 100),
        String(repeating: "x", count: 75),
        String(repeating: "x", count: 76), String(repeating: "x", count: 77), String(repeating: "x", count: 75) + " ",
        String(repeating: "x", count: 74) + ".\nb", String(repeating: "x", count: 75) + ".rest",
        String(repeating: "x", count: 75) + "From x",
        String(repeating: "x", count: 73) + "ü", "controls \u{1}\u{1B}\u{7F}\u{85}\u{2028} end", "e\u{301}\r\n",
        "\r\n\r\n.\r\n",
        String(repeating: "line\n", count: 3000),
    ]

    @Test("bodies arrive as they were, but for their line breaks")
    func bodies() async throws {
        try await MailReader.run { reader in
            for body in Self.bodies {
                let bytes = try Self.message(text: body, html: body).encoded()
                Self.check(bytes)
                let read = try await reader.read(bytes)
                let expected = Array(Self.normalized(body).unicodeScalars)
                #expect(read.parts.map(\.type) == ["text/plain", "text/html"])
                for part in read.parts { #expect(Array(part.content.unicodeScalars) == expected, "\(body.prefix(40))") }
                #expect(read.defects == [])
            }
        }
    }

    private static func normalized(_ text: String) -> String {
        var lines: [UInt8] = []
        var previous: UInt8 = 0
        for byte in text.utf8 {
            if byte == 0x0A, previous == 0x0D {
                previous = byte
                continue
            }
            lines += byte == 0x0A || byte == 0x0D ? [0x0D, 0x0A] : [byte]
            previous = byte
        }
        return String(decoding: lines, as: UTF8.self)
    }

    @Test("texts put together at random")
    func random() async throws {
        let pieces = [
            "a", "Word", " ", " ", "  ", "ü", "😀", "日本", "=", "?", "=?", "?=", "_", ".", ",", "\"", "\\", "<", ">", "(",
            "@", "e\u{301}",
            "From ", "x-long-word-without-any-space-in-it-that-goes-on-for-quite-a-while-and-then-some",
        ]
        let breaks = ["\n", "\r\n", "\r", "\t", ".\n", "\n.", " \n", "\nFrom "]
        var generator = Generator(state: 20_261_121)
        try await MailReader.run { reader in
            for _ in 0..<400 {
                let count = Int.random(in: 0...40, using: &generator)
                let text = (0..<count).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
                let body = (0..<count * 4).map { _ in (pieces + breaks).randomElement(using: &generator) ?? "" }
                    .joined()
                let bytes = try Self.message(subject: text, text: body, html: body, name: text).encoded()
                Self.check(bytes)
                let read = try await reader.read(bytes)
                let scalars = Array(text.unicodeScalars)
                #expect(Array(read.subject.unicodeScalars) == scalars)
                #expect(read.from.map { Array($0.name.unicodeScalars) } == [scalars])
                for part in read.parts {
                    #expect(Array(part.content.unicodeScalars) == Array(Self.normalized(body).unicodeScalars))
                }
            }
        }
    }

    /// The same numbers in every run (SplitMix64).
    private struct Generator: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            self.state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = self.state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }
}
