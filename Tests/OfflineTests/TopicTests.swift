import Testing

@testable import Offline

@Suite struct TopicTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let prompt: String
        let phrase: String
        var audience: String?
        var aspects: [String] = []
        var field: Field.Name?

        init(
            _ prompt: String,
            _ phrase: String,
            for audience: String? = nil,
            aspects: [String] = [],
            _ field: Field.Name? = nil
        ) {
            self.prompt = prompt
            self.phrase = phrase
            self.audience = audience
            self.aspects = aspects
            self.field = field
        }

        var testDescription: String { self.prompt }
    }

    @Test(
        "the topic, the audience and the field are found in what people write",
        arguments: [
            Case("Daily product discovery tips & trends", "product discovery", .product),
            Case("Weekly notes on sourdough baking for home bakers", "sourdough baking", for: "home bakers", .cooking),
            Case(
                "Kubernetes cost control for small platform teams",
                "Kubernetes cost control",
                for: "small platform teams",
                .software
            ),
            Case(
                "Kubernetes Cost Control For Small Platform Teams",
                "Kubernetes cost control",
                for: "small platform teams",
                .software
            ),
            Case(
                "Write a friendly newsletter about gardening on small balconies for beginners",
                "gardening on small balconies",
                for: "beginners",
                .gardening
            ),
            Case(
                "A newsletter for beginners about gardening on balconies",
                "gardening on balconies",
                for: "beginners",
                .gardening
            ),
            Case("A digest of the latest news in renewable energy", "renewable energy", .following),
            Case(
                "You are an expert editor. Write a weekly newsletter on AI safety. Include 5 items with links. Keep it under 500 words.",
                "AI safety",
                .software
            ),
            Case("You are an expert gardening writer. Keep it light.", "gardening", .gardening),
            Case(
                "Please create a short, witty weekly email about film photography for hobbyists, with a call to action and emojis.",
                "film photography",
                for: "hobbyists",
                .making
            ),
            Case(
                "Write newsletter to help small business owners manage cash flow",
                "managing cash flow",
                for: "small business owners",
                .money
            ),
            Case("Tips for new parents", "parenting", for: "new parents", .home),
            Case("Newsletter for people living with cancer", "living with cancer", for: "people living with cancer"),
            Case("Tips for better sleep", "better sleep", .movement),
            Case("How to get better at chess", "getting better at chess", .learning),
            Case("Learn Spanish in ten minutes a day", "learning Spanish", .learning),
            Case(
                "Topic: mindful leadership for first-time managers",
                "mindful leadership",
                for: "first-time managers",
                .work
            ),
            Case("The topic of this newsletter is urban beekeeping", "urban beekeeping", .animals),
            Case("Everything about dogs", "dogs", .animals),
            Case("cat care", "cat care", .animals),
            Case("local history of Porto", "local history of Porto", .following),
            Case("women in tech", "women in tech", .work),
            Case("Gardening: watering, soil, pests", "gardening", aspects: ["watering", "soil", "pests"], .gardening),
            Case(
                "AI, startups, venture capital",
                "AI, startups and venture capital",
                aspects: ["AI", "startups", "venture capital"],
                .software
            ),
            Case(
                "Weekly digest for teachers about classroom management including seating, routines and homework",
                "classroom management",
                for: "teachers",
                aspects: ["seating", "routines", "homework"],
                .learning
            ),
            Case("What's new in quantum computing this week", "quantum computing", .following),
            Case("Best practices for code review", "code review", .software),
            Case("Book reviews", "book reviews", .following),
            Case("Short stories", "short stories"),
            Case("startup news", "startups", .product),
            Case("Tax tips for freelancers in Germany", "taxes", for: "freelancers in Germany", .money),
            Case("WEEKLY TIPS ON GARDENING", "gardening", .gardening),
            Case("Formula One", "Formula One", .following),
            Case("Premier League", "Premier League", .following),
            Case("iPhone photography", "iPhone photography", .making),
            Case("C++ performance", "C++ performance"),
            Case("C# and .NET news", "C# and .NET"),
            Case("Our company's product updates", "our company's product", .product),
            Case("<b>Gardening</b> & \"cooking\"", "gardening and cooking", .cooking),
            Case("🌱 Balcony gardening", "balcony gardening", .gardening),
            Case("🌱🍅", "“🌱🍅”"),
            Case("x", "x"),
            Case("tea tea tea", "tea", .cooking),
            Case("Wöchentliche Tipps zur Imkerei für Anfänger", "“Imkerei für Anfänger”"),
            Case("Conseils hebdomadaires sur le jardinage urbain pour débutants", "“jardinage urbain pour débutants”"),
            Case("家庭菜園のヒント", "“家庭菜園のヒント”"),
            Case("كتب الأطفال", "“كتب الأطفال”"),
            Case(
                "Send our customers a monthly update on energy prices and how to save money",
                "energy prices",
                .following
            ),
            Case(
                "Fly fishing in the Scottish Highlands for retired engineers who travel by train",
                "fly fishing in the Scottish Highlands",
                for: "retired engineers who travel by train",
                .outdoors
            ),
        ]
    )
    func reading(expected: Case) throws {
        let topic = try #require(TopicReader.topic(prompt: expected.prompt, jobName: ""))
        #expect(topic.phrase == expected.phrase)
        #expect(topic.audience == expected.audience)
        #expect(topic.aspects == expected.aspects)
        #expect(Field.of(topic)?.name == expected.field)
    }

    @Test("a prompt that names nothing falls back on the job's name, and then on nothing")
    func fallback() {
        #expect(
            TopicReader.topic(prompt: "Weekly newsletter", jobName: "Berlin Startup Digest")?.phrase
                == "Berlin startups"
        )
        #expect(TopicReader.topic(prompt: "", jobName: "Garden Club News")?.phrase == "garden club")
        #expect(TopicReader.topic(prompt: "Write about whatever you like", jobName: "Tea")?.phrase == "tea")
        #expect(TopicReader.topic(prompt: "{{topic}} for {{audience}}", jobName: "") == nil)
        #expect(TopicReader.topic(prompt: "\n\t ", jobName: "???") == nil)
    }

    @Test("the longest prompt gives a phrase that can be said in one breath")
    func bounds() throws {
        let clauses =
            "the slow and careful restoration of wooden sailing boats from the nineteenth century along the northern coast of a small country"
        for prompt in [
            clauses, String(repeating: "a", count: 100_000), String(repeating: "word ", count: 30_000),
            String(repeating: "園", count: 9000),
        ] {
            let topic = try #require(TopicReader.topic(prompt: prompt, jobName: ""))
            #expect(topic.phrase.count <= 62, "\(topic.phrase)")
        }
        #expect(
            TopicReader.topic(prompt: clauses, jobName: "")?.phrase
                == "the slow and careful restoration of wooden sailing boats"
        )
    }

    @Test(
        "a manner is taken from words that describe the newsletter, and from no others",
        arguments: [
            ("Write a friendly newsletter about tea", "friendly"), ("A formal briefing on tea", "formal"),
            ("Tea. Tone: playful", "playful"),
            ("Tea. Keep it short.", "short"), ("personal finance tips", nil), ("business travel", nil),
            ("an expert tea guide", nil),
        ] as [(String, String?)]
    )
    func manners(prompt: String, manner: String?) {
        #expect(TopicReader.topic(prompt: prompt, jobName: "")?.manner == manner)
    }

    @Test(
        "tones are mapped to the nearest register",
        arguments: [
            (nil, .neutral), ("", .neutral), ("friendly", .friendly), ("Warm, but professional", .friendly),
            ("PROFESSIONAL", .formal),
            ("funny", .playful), ("to-the-point", .concise), ("short & crisp", .concise), ("grumpy", .neutral),
            ("Friendly!", .friendly),
        ] as [(String?, Register)]
    )
    func registers(tone: String?, register: Register) { #expect(Register(tone: tone) == register) }

    @Test("short forms come only where they are right")
    func contractions() {
        #expect(Contraction.applied(to: "You do not know what it is not for.") == "You don't know what it isn't for.")
        #expect(Contraction.applied(to: "what works, what does not, and") == "what works, what does not, and")
        #expect(Contraction.applied(to: "It cannot be, can it? It will not do.") == "It can't be, can it? It won't do.")
        #expect(Contraction.applied(to: "now, but you will not for long") == "now, but you won't for long")
        #expect(Contraction.applied(to: "ask whether you do not ") == "ask whether you don't ")
    }
}
