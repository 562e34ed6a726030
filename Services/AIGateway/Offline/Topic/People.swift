/// Words for the people that a newsletter is written for.
enum People {
    /// Whether a word names people: "bakers", "teams", "beginners".
    static func isPeople(_ key: String) -> Bool {
        if self.known.contains(key) { return true }
        if self.things.contains(key) { return false }
        return ["ers", "ors", "ists", "ians", "ees"].contains { key.hasSuffix($0) && key.count > $0.count + 2 }
    }

    /// What an audience does, for prompts that name nothing else: "Tips for new parents".
    static func pursuit(of key: String) -> String? { self.pursuits[key] }

    /// Words that mean the readers themselves: they are addressed as "you".
    static let readers: Set<String> = Set(
        words: """
            readers subscribers customers audience users members list team community clients you me us everyone
            everybody all company followers newsletter colleagues staff people
            """
    )

    private static let known: Set<String> = Set(
        words: """
            people parents mums moms dads mothers fathers grandparents kids children teens teenagers students pupils graduates
            adults women men seniors retirees beginners newcomers starters novices amateurs professionals pros experts
            enthusiasts fans lovers hobbyists families couples singles teams team families groups companies businesses startups
            start-ups founders freelancers agencies schools clubs charities nonprofits non-profits owners leaders executives
            developers devs engineers staff folks friends neighbours neighbors residents citizens patients carers caregivers
            nurses doctors clinicians therapists librarians veterans travellers travelers commuters households homes
            organizations organisations creators influencers agents consultants cooks chefs athletes coaches parents-to-be
            everyone everybody anyone all you me us individuals professionals practitioners entrepreneurs solopreneurs
            directors ceos ctos cfos smes merchants immigrants expats introverts humans geeks nerds believers immigrants
            departments non-experts non-programmers laypeople locals tourists clients customers readers subscribers members
            users audience community public company list colleagues newsletter followers self-employed interns recruits
            hosts guests pensioners toddlers babies audiences cyclists vegans vegetarians allies educators learners workers
            homeowners renters tenants landlords investors savers shoppers buyers sellers volunteers activists
            """
    )

    private static let things: Set<String> = Set(
        words: """
            computers papers flowers numbers containers servers routers dinners winters summers letters matters trailers
            boosters clusters drivers printers browsers newsletters planners folders filters headers layers tigers rivers
            burgers crackers posters stickers wallpapers speakers trackers hours doors floors colors colours errors factors
            motors monitors processors sensors vectors indoors outdoors flavors flavours mirrors rumors labors
            chapters characters covers orders powers towers centers shoulders cylinders cucumbers peppers others lists
            coffees trees committees fees degrees knees bees cheeses waters timers rollers ladders
            """
    )

    private static let pursuits: [String: String] = [
        "parents": "parenting", "mums": "parenting", "moms": "parenting", "dads": "parenting", "mothers": "parenting",
        "fathers": "parenting", "runners": "running", "gardeners": "gardening", "bakers": "baking", "cooks": "cooking",
        "chefs": "cooking", "managers": "management", "teachers": "teaching", "educators": "teaching",
        "developers": "software development", "engineers": "engineering", "programmers": "programming",
        "founders": "building a company", "entrepreneurs": "building a company", "startups": "building a company",
        "writers": "writing", "photographers": "photography", "cyclists": "cycling", "freelancers": "freelancing",
        "designers": "design", "students": "studying", "nurses": "nursing", "leaders": "leadership",
        "marketers": "marketing", "investors": "investing", "painters": "painting", "musicians": "making music",
        "travellers": "travelling", "travelers": "traveling", "hikers": "hiking", "swimmers": "swimming",
        "beekeepers": "beekeeping", "volunteers": "volunteering", "landlords": "letting property",
        "homeowners": "looking after a home", "readers": "reading", "retirees": "life in retirement",
        "teams": "teamwork", "librarians": "library work", "anglers": "fishing", "sailors": "sailing",
        "commuters": "commuting", "caregivers": "caring for others", "carers": "caring for others",
    ]
}
