import Testing

@testable import Curl

@Suite struct SMTPReplyTests {
    private func parse(_ lines: [String]) -> [SMTPReply] { self.parse(lines.map { Array($0.utf8) }) }

    private func parse(_ lines: [[UInt8]]) -> [SMTPReply] {
        var parser = SMTPReplyParser()
        return lines.compactMap { line in line.withUnsafeBytes { parser.line($0) } }
    }

    @Test("one line, several lines, no words")
    func forms() {
        #expect(self.parse(["250 ok\r\n"]) == [SMTPReply(code: 250, text: "ok")])
        #expect(self.parse(["250\r\n"]) == [SMTPReply(code: 250)])
        #expect(self.parse(["250 \r\n"]) == [SMTPReply(code: 250)])
        #expect(
            self.parse(["250-one\r\n", "250-two\r\n", "250 three\r\n"]) == [SMTPReply(code: 250, text: "one two three")]
        )
        #expect(self.parse(["250 a\r\n", "354 b\r\n"]).map(\.code) == [250, 354])
    }

    @Test("half a line is no reply", arguments: ["2", "25", "250", "250 ", "250 queued as 1", "250 queued\r"])
    func half(_ line: String) {
        #expect(self.parse([line]).isEmpty)
    }

    @Test("what is no reply is passed over", arguments: ["\r\n", "hello\r\n", "25x ok\r\n", "250x\r\n", " 250 ok\r\n"])
    func junk(_ line: String) {
        #expect(self.parse([line, "250 ok\r\n"]) == [SMTPReply(code: 250, text: "ok")])
    }

    @Test("the enhanced status is split off, once for all lines, and believed only if it agrees with the code")
    func status() {
        let reply = SMTPReply(code: 550, enhancedStatus: "5.1.1", text: "no such user; ask them")
        #expect(self.parse(["550-5.1.1 no such user;\r\n", "550 5.1.1 ask them\r\n"]) == [reply])
        #expect(self.parse(["250 2.0.0\r\n"]) == [SMTPReply(code: 250, enhancedStatus: "2.0.0")])
        for words in ["4.1.1 no", "5.1 no", "5.1.1.1 no", "5.1234.1 no", "5.1.1no", "9.1.1 no", "5..1 no"] {
            #expect(self.parse(["550 \(words)\r\n"]) == [SMTPReply(code: 550, text: words)])
        }
    }

    @Test("control characters, escape sequences and broken UTF-8 do not get through")
    func cleaning() {
        let line = Array("550 5.1.1 a\u{0}b\u{1B}[31mred\u{7F}\u{85}\u{2028}\u{9B}c\t".utf8) + [0xFF, 0xC3, 0x0D, 0x0A]
        let reply = self.parse([line])[0]
        #expect(reply.text == "a b [31mred c \u{FFFD}\u{FFFD}")
        #expect(reply.text.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) })
    }

    @Test("a long reply is cut, at a character's end", arguments: ["x", "é", "😀"])
    func cutting(_ letter: String) {
        let long = String(repeating: letter, count: 9000)
        for lines in [
            ["550 5.1.1 \(long)\r\n"], ["550-5.1.1 \(long)\r\n", "550-5.1.1 more\r\n", "550 5.1.1 \(long)\r\n"],
        ] {
            let reply = self.parse(lines)[0]
            #expect(reply.enhancedStatus == "5.1.1")
            #expect((500...SMTPReply.maximumTextSize).contains(reply.text.utf8.count))
            #expect(reply.text.allSatisfy { String($0) == letter })
        }
    }
}
