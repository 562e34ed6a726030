import Contracts
import FoundationEssentials
import MailMessage
import PythonTool
import ServiceKit
import Testing
import Values

@testable import Mailer

/// Mails as another mail program reads them.
@Suite(.timeLimit(.minutes(2)))
struct MailComposerTests {
    private static let subscriber = ID(high: 0x0199_F3A0_0007_7000, low: 1 << 63 | 7)

    private static func composer(name: String? = "Grüße, Ltd") -> MailComposer {
        var settings = SettingsReader([
            "STAGECOACH_MAIL_FOLDER": "/var/mails", "STAGECOACH_PUBLIC_URL": "https://news.example.com/",
            "STAGECOACH_UNSUBSCRIBE_SECRET": "secret", "STAGECOACH_MAIL_FROM": "letters@news.example.com",
            "STAGECOACH_MAIL_FROM_NAME": name ?? "",
        ])
        return MailComposer(settings: MailSettings(&settings))
    }

    private static func issue(
        subject: String = "Zwölf Tomaten & mehr",
        html: String = "<html><body><p>Hallo</p></body></html>",
        text: String = "Hallo"
    ) -> MailComposer.Issue {
        MailComposer.Issue(
            run: ID(high: 0x0199_F3A0_0001_7000, low: 1 << 63 | 1),
            organization: OrganizationID("demo")!,
            subject: subject,
            html: html,
            text: text
        )
    }

    private static func compose(
        _ issue: MailComposer.Issue,
        to name: String? = "Ada",
        _ composer: MailComposer = composer()
    ) throws -> (id: String, [UInt8]) {
        try composer.compose(
            issue,
            to: Mailbox(EmailAddress("ada@example.org"), name: name),
            subscriber: self.subscriber,
            at: Timestamp(seconds: 1_800_000_000)
        )
    }

    /// What Python's `email` package makes of it.
    private static func read(_ message: [UInt8]) async throws -> JSON {
        let tests = String(#filePath.dropLast("MailerTests/MailComposerTests.swift".count))
        let reader = try PythonTool.start(tests + "MailMessageTests/read_mail.py")
        try await reader.writeLine(Data(message).base64EncodedString())
        let line = try await reader.readLine()
        try await reader.stop()
        return try JSON(parsing: Array(line.utf8))
    }

    private static func header(_ name: String, _ mail: JSON) -> [String] {
        (mail["headers"]?.array ?? []).filter { $0["name"]?.string == name }.compactMap { $0["value"]?.string }
    }

    @Test("a mail of an issue is read as it was meant")
    func issues() async throws {
        let composer = MailComposerTests.composer()
        let (id, bytes) = try MailComposerTests.compose(MailComposerTests.issue(), to: "Ada Œ", composer)
        let mail = try await MailComposerTests.read(bytes)
        #expect(mail["defects"] == [])
        #expect(mail["subject"] == "Zwölf Tomaten & mehr")
        #expect(mail["from"] == [["name": "Grüße, Ltd", "address": "letters@news.example.com"]])
        #expect(mail["to"] == [["name": "Ada Œ", "address": "ada@example.org"]])
        #expect(mail["type"] == "multipart/alternative")
        #expect(mail["preferred"] == "text/html")
        #expect(mail["date"] == 1_800_000_000)
        let link = composer.settings.links.link(OrganizationID("demo")!, MailComposerTests.subscriber)
        #expect(MailComposerTests.header("List-Unsubscribe", mail) == ["<\(link)>"])
        #expect(MailComposerTests.header("List-Unsubscribe-Post", mail) == ["List-Unsubscribe=One-Click"])
        #expect(MailComposerTests.header("Precedence", mail) == ["bulk"])
        #expect(MailComposerTests.header("Auto-Submitted", mail) == ["auto-generated"])
        #expect(MailComposerTests.header("Message-ID", mail) == ["<\(id)>"])
        let parts = try #require(mail["parts"]?.array).compactMap { $0["content"]?.string }
        #expect(parts.count == 2)
        #expect(parts[0].contains("Hallo") && parts[0].contains("Unsubscribe: \(link)"))
        #expect(parts[1].contains("<p>Hallo</p>") && parts[1].contains("href=\"\(link)\""))
        let end = parts[1].split(separator: "\n").joined()
        #expect(end.hasSuffix("</body></html>"))
    }

    @Test("the same mail is written again byte by byte, and is told apart from every other")
    func stable() throws {
        let (id, bytes) = try MailComposerTests.compose(MailComposerTests.issue())
        let (again, same) = try MailComposerTests.compose(MailComposerTests.issue())
        #expect(id == again)
        #expect(bytes == same)
        #expect(id == "\(MailComposerTests.issue().run).\(MailComposerTests.subscriber)@news.example.com")
        let other = try MailComposerTests.composer().compose(
            MailComposerTests.issue(),
            to: Mailbox(EmailAddress("ada@example.org")),
            subscriber: ID(),
            at: Timestamp(seconds: 1_800_000_000)
        )
        #expect(other.id != id)
    }

    @Test(
        "nothing gets into a header that is not meant to be there",
        arguments: ["a\r\nBcc: b@example.org", "a\nb", "a\rb", "a\u{0}b", "a\u{7F}"]
    )
    func injections(text: String) {
        #expect(throws: FieldError.self) { try MailComposerTests.compose(MailComposerTests.issue(subject: text)) }
        #expect(throws: FieldError.self) { try MailComposerTests.compose(MailComposerTests.issue(), to: text) }
    }

    @Test("the footer stands at the end of the body, also where there is none")
    func footers() {
        #expect(MailComposer.append("F", to: "<html><body>x</body></html>") == "<html><body>xF</body></html>")
        #expect(MailComposer.append("F", to: "<p>x</p>") == "<p>x</p>F")
        #expect(MailComposer.append("F", to: "") == "F")
    }

    @Test("a test mail says that it is one, and has nothing to unsubscribe from")
    func testMails() async throws {
        let test = MailTest(to: "ada@example.org", subject: "Zwölf", html: "<b>x</b>", text: "x")
        let recipient = Mailbox(try EmailAddress(test.to))
        let (id, bytes) = try MailComposerTests.composer(name: nil).compose(test, to: recipient, at: .now())
        let mail = try await MailComposerTests.read(bytes)
        #expect(mail["defects"] == [])
        #expect(mail["subject"] == "[Test] Zwölf")
        #expect(MailComposerTests.header("List-Unsubscribe", mail) == [])
        #expect(id.hasPrefix("test.") && id.hasSuffix("@news.example.com"))
        let (other, _) = try MailComposerTests.composer().compose(test, to: recipient, at: .now())
        #expect(other != id)
    }

    @Test("a folder takes mails whole, each under its own name, and says when it takes none")
    func folder() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "mails-\(ID())").path()
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let transport = FolderTransport(folder: folder)
        let (id, bytes) = try MailComposerTests.compose(MailComposerTests.issue())
        for _ in 0..<2 {
            let handover = await transport.send(from: "a@b.c", to: "d@e.f", id: id, message: bytes)
            #expect(handover == .sent(code: 250, detail: "written to \(id).eml"))
        }
        let strange = await transport.send(from: "a@b.c", to: "d@e.f", id: "../../x y\u{0}ä", message: [1])
        #expect(strange == .sent(code: 250, detail: "written to .._.._x_y__.eml"))
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
                == [".._.._x_y__.eml", "\(id).eml"].sorted()
        )
        #expect(try Data(contentsOf: URL(filePath: "\(folder)/\(id).eml")) == Data(bytes))
        let gone = await FolderTransport(folder: folder + "/none").send(from: "", to: "", id: "x", message: [])
        guard case .unavailable = gone else {
            Issue.record("\(gone)")
            return
        }
    }
}
