import Testing
import Values

@testable import Offline

@Suite(.timeLimit(.minutes(5))) struct ComposerTests {
    private static func settings(
        _ prompt: String,
        tone: String? = nil,
        items: Int = 5,
        job: String = "Daily Product Digest",
        date: CivilDate = CivilDate(year: 2026, month: 11, day: 21)
    ) -> NewsletterSettings {
        NewsletterSettings(prompt: prompt, tone: tone, maxItems: items, jobName: job, date: date)
    }

    @Test("the same settings give the same bytes, and these do not depend on the process")
    func determinism() throws {
        let settings = Self.settings("Daily product discovery tips & trends")
        let issue = try NewsletterComposer.compose(settings)
        #expect(try NewsletterComposer.compose(settings) == issue)
        #expect(try NewsletterComposer.compose(settings).html == issue.html)
        #expect(try NewsletterComposer.compose(settings).text == issue.text)
        // Hash tables are ordered differently in each process; a fixed expectation notices if that gets through.
        #expect(issue.subject == "Product discovery: ask before you act")
        #expect(
            issue.items.map(\.heading) == [
                "Ask what it is for", "Collect stories, not votes", "Repair first, explain later",
                "Count those who come back", "Let others hear the customer",
            ]
        )
        #expect(issue.dateline == "Daily Product Digest · 21 November 2026")
        #expect(issue.label == "Composed offline from this job's settings, without a language model.")
    }

    @Test(
        "no heading and no sentence comes twice in an issue, and no template mark, doubled word or small initial gets through",
        arguments: 0..<10
    )
    func sweep(part: Int) throws {
        #expect(Samples.prompts.count == 200)
        #expect(Samples.dates.count == 30)
        for (promptIndex, prompt) in Samples.prompts.enumerated() where promptIndex % 10 == part {
            for (dateIndex, date) in Samples.dates.enumerated() {
                let count = (promptIndex * 7 + dateIndex * 11) % 50 + 1
                let tone = Samples.tones[(promptIndex + dateIndex) % Samples.tones.count]
                let settings = Self.settings(prompt, tone: tone, items: count, job: "Notes", date: date)
                let issue = try NewsletterComposer.compose(settings)
                try #require(issue.items.count == count)
                self.check(issue, "\(settings)")
            }
        }
    }

    private func check(_ issue: Newsletter, _ origin: String) {
        func fail(_ what: String) { Issue.record("\(what) in \(origin)") }
        if Set(issue.items.map(\.heading)).count != issue.items.count { fail("repeated heading") }
        var sentences: Set<Substring> = []
        func take(_ text: String) -> Int {
            let found = Prose.sentences(text)
            for sentence in found {
                if !sentences.insert(sentence).inserted { fail("repeated sentence \"\(sentence)\"") }
                let word = sentence.prefix { $0 != " " }
                if word.first?.isLowercase == true, !word.contains(where: \.isUppercase) {
                    fail("small letter at the start of \"\(sentence)\"")
                }
            }
            return found.count
        }
        _ = take(issue.intro) + take(issue.closing)
        for item in issue.items {
            let count = item.paragraphs.reduce(0) { $0 + take($1) }
            if !(2...4).contains(count) { fail("\(count) sentences under \"\(item.heading)\"") }
            for point in item.list ?? [] { _ = take(point) }
        }
        let texts =
            [issue.subject, issue.preheader, issue.title, issue.intro, issue.closing]
            + issue.items.flatMap { [$0.heading] + $0.paragraphs + ($0.list ?? []) }
        for text in texts {
            if let fault = Prose.fault(text) { fail("\(fault): \"\(text)\"") }
        }
        if issue.subject.count > 110 { fail("long subject \"\(issue.subject)\"") }
        if let fault = issue.faults().first { fail("\(fault)") }
        if let label = issue.label, !label.hasPrefix(NewsletterComposer.label) { fail("label") }
        for line in issue.text.split(separator: "\n") where line.utf8.count > 72 {
            if Columns.width(of: line) > 72, line.contains(" ") { fail("long line \"\(line)\"") }
        }
        if let fault = Markup.fault(in: issue.html) { fail(fault) }
    }

    @Test(
        "every number of items from 1 to 50 is delivered, for known and unknown fields",
        arguments: ["tea", "tin whistles", "Formula One"]
    )
    func counts(prompt: String) throws {
        for count in 1...50 {
            let issue = try NewsletterComposer.compose(Self.settings(prompt, items: count))
            #expect(issue.items.count == count)
            #expect(Set(issue.items.map(\.heading)).count == count)
        }
    }

    @Test(
        "issues of neighbouring days and weeks have little in common",
        arguments: [
            "sourdough baking", "tin whistles", "tax", "Tips for gardening on small balconies for beginners",
            "Notes on running, sleep and food for nurses", "Newsletter for people living with cancer",
        ]
    )
    func variety(prompt: String) throws {
        for step in [Int64(1), 7] {
            var issues: [Newsletter] = []
            for turn in 0..<12 {
                let date = CivilDate(daysSince1970: 20_700 + step * Int64(turn))
                issues.append(try NewsletterComposer.compose(Self.settings(prompt, date: date)))
            }
            for (earlier, later) in zip(issues, issues.dropFirst()) {
                #expect(earlier.subject != later.subject)
                #expect(Set(earlier.items.map(\.heading)).isDisjoint(with: later.items.map(\.heading)))
                let sentences = Set(earlier.items.flatMap(\.paragraphs).flatMap(Prose.sentences))
                let common = later.items.flatMap(\.paragraphs).flatMap(Prose.sentences).filter(sentences.contains)
                #expect(common.isEmpty, "\(common)")
            }
            // Over twelve issues about half of the sixty headings at least are different ones.
            #expect(Set(issues.flatMap { $0.items.map(\.heading) }).count >= 28)
        }
    }

    @Test("another job, another issue")
    func jobs() throws {
        let one = try NewsletterComposer.compose(Self.settings("tea", job: "One"))
        let other = try NewsletterComposer.compose(Self.settings("tea", job: "Other"))
        #expect(one.items != other.items)
    }

    @Test("the registers differ: greetings, short forms, length")
    func registers() throws {
        func issue(_ tone: String) throws -> Newsletter {
            try NewsletterComposer.compose(Self.settings("tea", tone: tone, items: 20))
        }
        let formal = try issue("formal").text
        let friendly = try issue("friendly").text
        #expect(!formal.contains("n't"))
        #expect(friendly.contains("n't"))
        #expect(!formal.contains("!"))
        #expect(try issue("playful").wordCount > issue("neutral").wordCount)
        #expect(try issue("concise").wordCount < issue("neutral").wordCount * 4 / 5)
        #expect(try issue("friendly").items.map(\.heading) == issue("formal").items.map(\.heading))
    }

    @Test("the prompt's own manner counts when the job has no tone")
    func manner() throws {
        let asked = "Write a friendly newsletter about tea"
        let plain = try NewsletterComposer.compose(Self.settings(asked))
        #expect(try NewsletterComposer.compose(Self.settings(asked, tone: "friendly")) == plain)
        #expect(try NewsletterComposer.compose(Self.settings(asked, tone: "formal")) != plain)
    }

    @Test("audience and parts of the topic are taken up")
    func details() throws {
        let prompt = "Weekly digest for teachers about classroom management including seating, routines and homework"
        let issue = try NewsletterComposer.compose(Self.settings(prompt))
        #expect(issue.intro.contains("teachers"))
        #expect(issue.preheader.hasPrefix("For teachers: "))
        let aspects = ["seating", "routines", "homework"]
        #expect(issue.items.contains { item in aspects.contains { item.heading.contains($0) } })
    }

    @Test("grave subjects get a quiet issue, whatever the tone")
    func grave() throws {
        for prompt in ["Newsletter for people living with cancer", "Coping with grief", "dementia care"] {
            let issue = try NewsletterComposer.compose(Self.settings(prompt, tone: "playful", items: 5))
            let known = Set(Theme.care.archetypes.flatMap { $0.headings.map(LibraryTests.written) })
            #expect(known.isSuperset(of: issue.items.map(\.heading)))
            #expect(!issue.text.contains("!"))
        }
        #expect(TopicReader.topic(prompt: "weight loss", jobName: "")?.isGrave == false)
    }

    @Test("a topic in another language is quoted, and the label says why")
    func foreign() throws {
        let issue = try NewsletterComposer.compose(Self.settings("家庭菜園のヒント"))
        #expect(issue.title.hasPrefix("“家庭菜園のヒント”: "))
        #expect(issue.label == NewsletterComposer.label + " " + NewsletterComposer.foreignNote)
    }

    @Test("what cannot be composed is refused, with the member at fault")
    func refusals() {
        func pointer(_ settings: NewsletterSettings) -> String? {
            do {
                _ = try NewsletterComposer.compose(settings)
                return nil
            } catch { return error.pointer }
        }
        #expect(pointer(Self.settings("tea", items: 0)) == "/maxItems")
        #expect(pointer(Self.settings("tea", items: 51)) == "/maxItems")
        #expect(pointer(Self.settings("tea", items: .min)) == "/maxItems")
        #expect(pointer(Self.settings("tea", date: CivilDate(year: 2027, month: 2, day: 29))) == "/date")
        #expect(pointer(Self.settings("tea", date: CivilDate(year: .max, month: 2, day: 1))) == "/date")
        #expect(pointer(Self.settings("", job: "")) == "/prompt")
        #expect(pointer(Self.settings(" \n\t{{topic}} ???", job: "…")) == "/prompt")
        #expect(pointer(Self.settings("", job: "Tea notes")) == nil)
        #expect(pointer(Self.settings("Weekly newsletter", job: "Berlin Startup Digest")) == nil)
    }

    private static let hostilePrompts: [String] = [
        "<script>alert('x')</script> gardening", "\"><img src=x onerror=alert(1)> tea",
        "tea\u{202E}evil\u{0}\u{7}\r\nBcc: a@b.c",
        "{{constructor}} ${7*7} %n %s \\u0000 tea", "&amp; &lt;b&gt; tea & cake",
        String(repeating: "tea ", count: 20_000),
        String(repeating: "a", count: 50_000), String(repeating: "(", count: 3000) + "tea", "tea]]>--><!-- x",
        "ﷺ ﷽ tea",
        "t\u{300}\u{301}\u{302}\u{303}e\u{304}a", "🇩🇪🏳️‍🌈👨‍👩‍👧‍👦", "1234567890", "- - - , , ,: tea", "'''tea'''",
    ]

    @Test("hostile and odd settings give a well-formed issue all the same", arguments: 0..<15)
    func hostile(index: Int) throws {
        let prompt = Self.hostilePrompts[index]
        for tone in ["friendly", "<b>", "\u{202E}"] {
            let issue = try NewsletterComposer.compose(Self.settings(prompt, tone: tone, items: 7, job: prompt))
            self.check(issue.withoutDateline, prompt.prefix(40).description)
            #expect(!issue.html.contains("<script") && !issue.html.contains("<img"))
            for scalar in issue.html.unicodeScalars {
                #expect(scalar == "\n" || scalar.value >= 0x20 && scalar.value != 0x202E && scalar.value != 0x7F)
            }
            #expect(!issue.subject.utf8.contains(10) && !issue.subject.utf8.contains(13))
        }
    }
}

extension Newsletter {
    /// The job's name is the user's own text; the rest is ours to answer for.
    fileprivate var withoutDateline: Newsletter {
        var issue = self
        issue.dateline = nil
        return issue
    }
}
