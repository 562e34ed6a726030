import MailMessage
import Testing
import Values

/// What must not get into a header field.
@Suite struct HeaderSafetyTests {
    private func error(_ change: (inout EmailMessage) throws -> Void) throws -> FieldError? {
        var message = try EmailMessageTests.message()
        try change(&message)
        do {
            _ = try message.encoded()
            return nil
        } catch {
            return error
        }
    }

    static let evil = [
        "a\r\nBcc: victim@example.test", "a\nb", "a\rb", "\r\n", "\n", "\r", "a\r\n b", "e\u{301}\r\n", "a\u{0}b",
        "a\tb", "a\u{1B}[31m",
        "a\u{7F}", "a\u{85}b", "a\u{9B}b", "a\u{2028}b", "a\u{2029}b", "ü\r\nBcc: victim@example.test", "a\u{B}b",
        "a\u{C}b",
    ]

    @Test("no line break and no control character, in no field", arguments: evil)
    func injection(_ evil: String) throws {
        let address = try EmailAddress("a@example.test")
        let errors: [(String, FieldError?)] = [
            ("Subject", try self.error { $0.subject = evil }),
            ("From", try self.error { $0.from = Mailbox(address, name: evil) }),
            ("To", try self.error { $0.to = Mailbox(address, name: evil) }),
            ("Reply-To", try self.error { $0.replyTo = Mailbox(address, name: evil) }),
            ("Message-ID", try self.error { $0.id = evil }),
            ("Message-ID", try self.error { $0.id = evil + "@example.test" }),
            ("List-Unsubscribe", try self.error { $0.unsubscribe = "https://example.test/" + evil }),
            ("X-Fine", try self.error { $0.headers = [.init("X-Fine", evil)] }),
        ]
        for (name, error) in errors {
            #expect(error?.pointer == "/headers/\(name)")
            #expect(error?.message.contains("victim") == false)
        }
        let name = try self.error { $0.headers = [.init("X-Fine", "fine"), .init("X" + evil, "value")] }
        #expect(name?.pointer == "/headers/1")
    }

    @Test("NUL in a body names the part")
    func nul() throws {
        #expect(try self.error { $0.text = "a\u{0}" }?.pointer == "/text")
        #expect(try self.error { $0.html = "a\u{0}" }?.pointer == "/html")
    }

    @Test(
        "fields that the message writes itself cannot be added",
        arguments: [
            "From", "to", "SUBJECT", "Bcc", "Cc", "Date", "Message-ID", "MIME-Version", "Content-Type",
            "content-transfer-encoding", "Reply-To", "List-Unsubscribe", "List-Unsubscribe-Post", "Return-Path",
            "Received",
        ]
    )
    func reserved(_ name: String) throws {
        #expect(try self.error { $0.headers = [.init(name, "value")] }?.pointer == "/headers/\(name)")
    }

    @Test("names that are none", arguments: ["", " ", "X Y", "X:", "X-Ü", String(repeating: "x", count: 77)])
    func names(_ name: String) throws {
        #expect(try self.error { $0.headers = [.init(name, "value")] }?.pointer == "/headers/0")
    }

    @Test(
        "identifiers that are none",
        arguments: [
            "", "a", "a@", "@b", "a@b@c", "<a@b>", "a b@c", ".a@b", "a.@b", "a..b@c", "a@b.", "ü@b", "a@[127.0.0.1]",
            "\"a\"@b", String(repeating: "a", count: 249) + "@b",
        ]
    )
    func identifiers(_ id: String) throws {
        #expect(try self.error { $0.id = id }?.pointer == "/headers/Message-ID")
    }

    @Test(
        "URLs that are none",
        arguments: [
            "", "https://", "http://example.test/", "mailto:a@example.test", "HTTPS://example.test/", "//example.test/",
            "https://example.test/a b", "https://example.test/>", "https://example.test/<", "https://example.test/ü",
            "https://example.test/\"", "https://example.test/" + String(repeating: "x", count: 960),
        ]
    )
    func urls(_ url: String) throws {
        #expect(try self.error { $0.unsubscribe = url }?.pointer == "/headers/List-Unsubscribe")
    }

    @Test("a long URL stays on one line")
    func longURL() throws {
        let url = "https://example.test/" + String(repeating: "x", count: 900)
        var message = try EmailMessageTests.message()
        message.unsubscribe = url
        let bytes = try message.encoded()
        EmailMessageTests.check(bytes)
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(
            text.contains("\r\nList-Unsubscribe: <\(url)>\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n")
        )
    }

    @Test("without a URL there is no unsubscribe field")
    func noUnsubscribe() throws {
        let text = String(decoding: try EmailMessageTests.message().encoded(), as: UTF8.self)
        #expect(!text.contains("List-"))
    }

    @Test("values with a syntax of their own are not encoded; what fits in no line is refused")
    func values() throws {
        var message = try EmailMessageTests.message()
        let long = "<" + String(repeating: "x", count: 500) + ".example.test>"
        message.headers = [.init("List-ID", "news " + long), .init("X-Spaces", " a  b "), .init("X-Empty", "")]
        let text = String(decoding: try message.encoded(), as: UTF8.self)
        #expect(text.contains("\r\nList-ID: news\r\n \(long)\r\n"))
        #expect(text.contains("\r\nX-Spaces:  a  b \r\n"))
        #expect(text.contains("\r\nX-Empty: \r\n"))
        let tooLong = try self.error { $0.headers = [.init("X-Long", String(repeating: "x", count: 998))] }
        #expect(tooLong?.pointer == "/headers/X-Long")
    }

    @Test(
        "dates",
        arguments: [
            (Int64(0), "Thu, 1 Jan 1970 00:00:00 +0000"), (-1, "Wed, 31 Dec 1969 23:59:59 +0000"),
            (951_782_400, "Tue, 29 Feb 2000 00:00:00 +0000"), (4_102_444_799, "Thu, 31 Dec 2099 23:59:59 +0000"),
            (1_795_224_061, "Sat, 21 Nov 2026 01:21:01 +0000"),
        ]
    )
    func dates(_ seconds: Int64, _ date: String) throws {
        var message = try EmailMessageTests.message()
        message.date = Timestamp(seconds: seconds)
        let text = String(decoding: try message.encoded(), as: UTF8.self)
        #expect(text.hasPrefix("Date: \(date)\r\n"))
    }

    @Test("a log shows which message it is, and no more")
    func description() throws {
        let message = try EmailMessageTests.message(subject: "secret", text: "secret", html: "secret", name: "secret")
        var dumped = ""
        dump(message, to: &dumped)
        for text in ["\(message)", String(reflecting: message), dumped] { #expect(!text.contains("secret")) }
        #expect("\(message)" == "message run.recipient@example.test")
    }
}
