import Testing
import Values

@testable import Contracts

/// What texts may hold that people, readers of mail and models see.
@Suite struct TextTests {
    private static func refusals(_ text: String) -> [String] {
        var check = Check()
        check.line(text, "/name")
        return check.errors.map(\.message)
    }

    @Test(
        "a line shows what it is",
        arguments: [
            "", " ", "\t", "a\nb", "a\r\nb", "a\u{85}b", "a\u{2028}b", "a\u{7}b", "a\u{7F}b", "a\u{202E}b",
            "a\u{2066}b",
            "a\u{61C}b", "a\u{200B}b", "a\u{2060}b", "a\u{FEFF}b", "a\u{E0041}b", "\u{200B}", "\u{3164}", "\u{AD}",
            "\u{200D}",
        ]
    )
    func lines(text: String) {
        #expect(!TextTests.refusals(text).isEmpty)
    }

    @Test(
        "a line may be of any writing",
        arguments: [
            "a", "Ünï", "日本語", "می\u{200C}خواهم", "👩\u{200D}👩\u{200D}👧", "<b>{{7*7}}</b>", "co\u{AD}op", "שלום",
        ]
    )
    func writing(text: String) {
        #expect(TextTests.refusals(text).isEmpty)
    }

    @Test(
        "a subject that a reader of mail decodes, or that is no template",
        arguments: [
            "=?utf-8?Q?=0D=0A?=", "=?UTF-8?b?DQo=?=", "x =?a?q?b", "=?=?utf-8?Q?a?=", "{{date", "{{date}} {{",
            "{{nope}}",
            "{{}}",
        ]
    )
    func subjects(text: String) {
        #expect(!SubjectTemplate.problems(text, at: "/subject").isEmpty)
    }

    @Test(
        "a subject with marks that only resemble it",
        arguments: ["a =? b", "is 1=?", "=?no?", "=?a b?q?c", "}} {{date}}"]
    )
    func plainSubjects(text: String) {
        #expect(SubjectTemplate.problems(text, at: "/subject").isEmpty)
    }
}

@Suite struct CredentialsTests {
    @Test(
        "what opens something is found in a text",
        arguments: [
            "sk-proj-" + String(repeating: "aB3", count: 12), "sk-" + String(repeating: "a", count: 24),
            "sk_demo_abcdefgh12345678",
            "AKIAIOSFODNN7EXAMPLE", "ghp_" + String(repeating: "aB3", count: 12), "xoxb-123456789012",
            "whsec_abcdefgh12345678",
            "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0.c2ln", "-----BEGIN EC PRIVATE KEY-----", "ftp://me:pw@host/",
            "x://a:b@c",
            "https://host/?a=1&password=x", "Authorization: Bearer abc", "AUTHORIZATION:basic dXNlcjpwYXNz",
        ]
    )
    func found(text: String) {
        for whole in [text, "Use \(text) here", "(\"\(text)\")", "a\n\(text)\nb"] {
            #expect(Credentials.isIn(whole), "\(whole)")
        }
    }

    @Test(
        "what only resembles it is left",
        arguments: [
            "", "ask-me-anything", "sk-slovak-recipes-of-the-week", "sk-2024", "AKIA", "AKIA was a ship of the line",
            "a@b.example",
            "mailto:a@b.example", "https://host/a:b@c", "https://user@host/", "https://host/?page=2&token=next", "://",
            "://:@",
            "postgres://app:{{secret:password}}@host/x", "Authorization: {{secret:token}}",
            "Authorization: Bearer {{secret:t}}",
            "authorization: what it means", "-----BEGIN CERTIFICATE-----", "eyJ.eyJ", "12:30 @ noon",
        ]
    )
    func left(text: String) {
        #expect(!Credentials.isIn(text))
    }

    @Test("each place is named, and the value is not")
    func places() {
        let key = "AKIAIOSFODNN7EXAMPLE"
        let errors = Credentials.problems(
            ["a": [1, .string(key)], "b/c": ["d": .string("x \(key)")], "e": "fine"],
            at: "/tasks"
        )
        #expect(errors.map(\.pointer) == ["/tasks/a/1", "/tasks/b~1c/d"])
        let problem = Problem(errors)
        #expect(problem.code == .secretInDefinition && problem.code.status == 422 && !problem.code.isUnintelligible)
        #expect(!"\(problem)\(errors)".contains(key))
    }

    @Test("a long text is looked through in no time")
    func long() {
        for part in [
            "://a:=?sk-eyJ. authorization: x ", "://", "authorization:", "-----BEGIN ", "://x?a=", "sk-", "eyJ.",
        ] {
            let text = String(repeating: part, count: 131_072 / part.utf8.count)
            let time = ContinuousClock().measure { _ = Credentials.isIn(text) }
            #expect(time < .seconds(5), "\(part)")
        }
    }
}
