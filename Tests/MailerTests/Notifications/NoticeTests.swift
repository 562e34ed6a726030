import Contracts
import MailMessage
import Testing
import Values

@testable import Mailer

@Suite struct NoticeTests {
    static func notice(
        _ topic: NotificationTopic,
        job: String = "Bread letter",
        message: String = "Stage 2 (publish) failed",
        error: String = "The server said no",
        isTest: Bool = false
    ) throws -> Notice {
        let now = try #require(Timestamp("2026-11-21T12:00:00Z"))
        var event = Notice.sample(topic, at: now)
        event.run.jobName = job
        event.run.key = "run_20261121_120000_manual_abc"
        event.message = message
        if event.run.error != nil { event.run.error = RunError(code: "x", message: error, stage: 2, detail: "whole") }
        return Notice(
            id: ID(high: 1, low: 2),
            organization: try #require(OrganizationID("demo")),
            topic: topic,
            isTest: isTest,
            eventID: "event-1",
            at: now,
            event: Notice.kept(event),
            link: "https://stagecoach.example/runs/\(event.run.id)"
        )
    }

    private static let hostile = [
        "<!channel> <@U012> <https://evil.example|click> & *b* _i_ ~s~ `c`",
        "@everyone @here <@123> <@&4> <#5> **b** __u__ ||s|| [a](https://evil.example) ```x``` > q\n# h",
        "a\r\nBcc: victim@example.org\r\n\r\n<script>alert('1')</script>\u{202E}\u{0}\u{1B}[31m",
        String(repeating: "<&>", count: 3000), String(repeating: "👩‍👩‍👧‍👦", count: 2000), "", " \n\t ",
    ]

    @Test("the body of a webhook is what the specification asks for, the same each time")
    func webhook() throws {
        for topic in NotificationTopic.allCases {
            let notice = try Self.notice(topic, isTest: true)
            let json = try JSON(parsing: notice.webhook)
            #expect(json["type"] == .string(topic.rawValue))
            #expect(json["timestamp"] == "2026-11-21T12:00:00.000000Z")
            #expect(json["data"]?["event"] == "event-1" && json["data"]?["organization"] == "demo")
            #expect(json["data"]?["test"] == true)
            #expect(json["data"]?["run"]?["jobName"] == "Bread letter")
            #expect(json["data"]?["run"]?["error"]?["detail"] == nil)
            #expect((json["data"]?["stage"] != nil) == (topic == .reviewReady))
            #expect(notice.webhook == notice.webhook)
            #expect(notice.webhookID == "msg_\(notice.id)")
        }
    }

    @Test("people are told what happened, to which job, and why")
    func words() throws {
        let failed = try Self.notice(.runFailed)
        #expect(failed.title == "Run failed")
        let facts = failed.facts.map { "\($0.name): \($0.value)" }
        #expect(
            facts == [
                "Job: Bread letter", "Run: run_20261121_120000_manual_abc", "What happened: Stage 2 (publish) failed",
                "Error: The server said no (stage 2)",
            ]
        )
        let ready = try Self.notice(.reviewReady)
        #expect(ready.title == "3 pieces are ready for review")
        #expect(ready.facts.contains { $0 == ("For review", "3") })
        #expect(try Self.notice(.runCompleted).facts.contains { $0 == ("Recipients", "120") })
        #expect(try Self.notice(.runCancelled, isTest: true).title == "Test: Run cancelled")
    }

    @Test("in Slack nothing of others is a link, a mention or a format, within its limits", arguments: hostile)
    func slack(text: String) throws {
        let json = try Self.notice(.runFailed, job: text, message: text, error: text).slack
        #expect(json["mrkdwn"] == false)
        var links = 0
        for text in NoticeTests.texts(json) {
            let isLink = text.hasPrefix("<https://stagecoach.example/runs/") && text.hasSuffix("|Open the run>")
            if isLink { links += 1 }
            #expect(isLink || !text.contains("<") && !text.contains(">"), "\(text)")
            // An ampersand stands for one of three things.
            for part in text.split(separator: "&", omittingEmptySubsequences: false).dropFirst() {
                #expect(["amp;", "lt;", "gt;"].contains { part.hasPrefix($0) }, "\(part.prefix(9))")
            }
        }
        #expect(links == 1)
        let blocks = try #require(json["blocks"]?.array)
        #expect((blocks[0]["text"]?["text"]?.string ?? "").utf16.count <= 150)
        let fields = try #require(blocks[1]["fields"]?.array)
        #expect(fields.count <= 10)
        for field in fields {
            #expect(field["type"] == "plain_text" && (1...2000).contains((field["text"]?.string ?? "").utf16.count))
        }
    }

    @Test("in Discord nothing of others is a format or calls anybody, within its limits", arguments: hostile)
    func discord(text: String) throws {
        let json = try Self.notice(.runFailed, job: text, message: text, error: text).discord
        #expect(json["allowed_mentions"] == ["parse": []])
        let content = try #require(json["content"]?.string)
        #expect(content.utf16.count <= 2000)
        let embed = try #require(json["embeds"]?.array?.first)
        let fields = try #require(embed["fields"]?.array)
        var total = (embed["title"]?.string ?? "").utf16.count + 4
        for field in fields {
            let (name, value) = (field["name"]?.string ?? "", field["value"]?.string ?? "")
            #expect((1...256).contains(name.utf16.count) && (1...1024).contains(value.utf16.count))
            total += name.utf16.count + value.utf16.count
            #expect(NoticeTests.bare(value, "*_~`|>#[]()<@:"), "\(value.prefix(99))")
        }
        #expect(total <= 6000)
        #expect(NoticeTests.bare(String(content.dropFirst("Run failed:".count)), "*_~`|>#[]()<@:"))
    }

    /// Whether none of the characters stands without a backslash of its own in front.
    private static func bare(_ text: String, _ characters: String) -> Bool {
        var isEscaped = false
        for scalar in text.unicodeScalars {
            if !isEscaped, scalar == "\\" {
                isEscaped = true
                continue
            }
            if !isEscaped, characters.unicodeScalars.contains(scalar) { return false }
            isEscaped = false
        }
        return !isEscaped
    }

    private static func texts(_ json: JSON) -> [String] {
        switch json {
        case .string(let text): [text]
        case .array(let values): values.flatMap { self.texts($0) }
        case .object(let members): members.values.flatMap { self.texts($0) }
        default: []
        }
    }

    @Test("a mail is one that a reader takes, whatever the job is called", arguments: hostile)
    func mail(text: String) throws {
        let from = Mailbox(try EmailAddress("stagecoach@example.org"))
        let notice = try Self.notice(.runFailed, job: text, message: text, error: text)
        let (id, bytes) = try notice.mail(from: from, to: Mailbox(try EmailAddress("ops@example.net")))
        #expect(id == "notification.\(notice.id)@example.org")
        #expect(try notice.mail(from: from, to: Mailbox(try EmailAddress("ops@example.net"))).bytes == bytes)
        let mail = String(decoding: bytes, as: UTF8.self)
        let head = try #require(mail.firstRange(of: "\r\n\r\n")).lowerBound
        let lines = mail[..<head].replacing("\r\n ", with: " ").split(separator: "\r\n")
        #expect(lines.contains("Auto-Submitted: auto-generated"))
        #expect(!lines.contains { $0.hasPrefix("Bcc") })
        let html = try #require(mail.firstRange(of: "text/html")).upperBound
        #expect(!mail[html...].contains("<script"))
    }

    @Test("a text is cut between escapes, and never in the middle of a character")
    func cutting() {
        for limit in 1...40 {
            let slack = Notice.slackText("ab<>&<>&👩‍👩‍👧‍👦xyz<", limit: limit)
            #expect(slack.utf16.count <= limit)
            let escapes = slack.split(separator: "&", omittingEmptySubsequences: false).dropFirst()
            #expect(escapes.allSatisfy { ["amp;", "lt;", "gt;"].contains(where: $0.hasPrefix) }, "\(slack)")
        }
        #expect(PlainText.line(" a  b\r\n\tc ", limit: 100) == "a b c")
        #expect(PlainText.line("abc", limit: 3) == "ab…")
    }
}
