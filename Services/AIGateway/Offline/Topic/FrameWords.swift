/// The words by which people ask for a newsletter, as opposed to what it should be about.
enum FrameWords {
    /// What is asked for.
    static let formats: Set<String> = Set(
        words: """
            newsletter newsletters digest digests roundup round-up roundups briefing briefings bulletin bulletins update updates
            news tips tip tricks trick hints ideas idea insights insight notes note trends trend advice guide guides guidance
            summary summaries recap report reports edition editions issue issues email emails e-mail e-mails mail mails letter
            letters post posts article articles stories story highlights essentials lessons thoughts inspiration facts
            recommendations picks links resources review reviews column dispatch dispatches content series hacks basics
            practices developments information material items item sections section bullets points mailing memo brief
            overview overviews look tutorial tutorials explainer introduction primer text piece pieces entries entry
            how-tos how-to takeaways reminders prompts exercises
            """
    )

    /// Formats that may be dropped from the end: "product discovery tips & trends". Others belong to their topic there
    /// ("book reviews", "success stories").
    static let trailingFormats: Set<String> = Set(
        words: """
            newsletter newsletters digest digests roundup round-up roundups briefing bulletin update updates news tips tricks
            hints ideas insights notes trends advice guide guides summary recap edition highlights hacks facts essentials
            basics inspiration recommendations picks 101 weekly daily monthly quarterly email emails e-mail dispatch links
            resources thoughts musings takeaways tutorials reminders
            """
    )

    static let frequencies: Set<String> = Set(
        words: """
            daily weekly biweekly bi-weekly fortnightly monthly bimonthly quarterly yearly annual regular hourly today's
            monday tuesday wednesday thursday friday saturday sunday weekday weekend morning evening
            """
    )

    /// Manner and quality; dropped only in front of a format ("a short, friendly digest").
    static let manners: Set<String> = Set(
        words: """
            friendly short brief engaging fun funny concise formal professional informative interesting helpful useful
            practical actionable inspiring playful witty casual warm curated detailed comprehensive in-depth good great nice
            simple easy quick best top latest recent current key important new fresh timely regular exciting compelling
            well-written beautiful readable light-hearted lighthearted humorous serious academic conversational crisp snappy
            cheerful encouraging supportive internal external free small little handy essential expert clear upbeat punchy
            educational motivational motivating insightful thoughtful bite-sized plain honest quirky enthusiastic warm-hearted
            five ten three seven four six eight
            """
    )

    /// Requests, in the form of a command.
    static let requests: Set<String> = Set(
        words: """
            write create generate compose draft produce prepare make send give share provide curate summarize summarise
            compile deliver collect publish craft design build put offer cover discuss explain describe present suggest
            tell talk focus help teach show inform update keep explore recommend find list
            """
    )

    static let politeness: Set<String> = Set(
        words: """
            please kindly can could would will you i we want need like to 'd i'd we'd should must let let's your our my this is
            it be shall
            """
    )

    static let glue: Set<String> = Set(
        words: """
            a an the and & , or with of for to in on that which is are full me us our my your their his her them readers
            reader subscribers subscriber customers audience users members clients people out up together some few several
            more all everything anything about world latest as from by what's what new happening going covers covering
            contains containing featuring including - + / number topic subject theme general related each every week day
            month once helping who plus most biggest hottest major whatever something likes
            """
    )

    /// After one of these, what the newsletter is about.
    static let markers: Set<String> = Set(
        words: "about on regarding concerning covering covers around of in for into explaining discussing exploring re"
    )

    /// Where a topic ends and remarks begin.
    static let tails: Set<String> = Set(
        words: """
            that which who whose because please using unless while aimed targeted targeting geared intended meant written
            tailored directed presented delivered
            """
    )

    /// Where a topic's parts are listed.
    static let listings: Set<String> = Set(
        words: "including include includes featuring e.g. especially particularly namely covering"
    )

    /// A sentence that begins with one of these is an instruction about form.
    static let constraints: Set<String> = Set(
        words: """
            include keep use avoid don't do add ensure never always tone format max maximum limit style length language
            mention remember each every end start begin close finish output return respond answer be no not only if when
            audience voice try note make
            """
    )

    static let numbers: Set<String> = Set(words: "one two three four five six seven eight nine ten twelve twenty")

    static func isNumber(_ word: String) -> Bool {
        self.numbers.contains(word) || (!word.isEmpty && word.allSatisfy { $0.isASCII && $0.isNumber })
    }

    static func isFrame(_ word: String) -> Bool {
        self.formats.contains(word) || self.frequencies.contains(word) || self.manners.contains(word)
            || self.requests.contains(word) || self.politeness.contains(word) || self.glue.contains(word)
            || self.isNumber(word)
    }
}
