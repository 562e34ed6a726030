import Values

@testable import Offline

/// Prompts as people write them.
enum Samples {
    static let prompts: [String] = handwritten + combined

    static let tones: [String?] = [nil, "friendly", "formal", "playful", "concise", "warm but professional", "grumpy"]

    /// Thirty dates: a week of days, some weeks, a year of months, a leap day and far ends.
    static let dates: [CivilDate] =
        (0..<7).map { CivilDate(daysSince1970: 20_778 + $0) }
        + (0..<9).map { CivilDate(daysSince1970: 20_800 + 7 * $0) }
        + (1...12).map { CivilDate(year: 2027, month: $0, day: 15) } + [
            CivilDate(year: 2028, month: 2, day: 29), CivilDate(year: 1, month: 1, day: 1),
        ]

    private static let handwritten = """
        Daily product discovery tips & trends
        Weekly notes on sourdough baking for home bakers
        Kubernetes cost control for small platform teams
        Write a friendly newsletter about gardening on small balconies for beginners
        A digest of the latest news in renewable energy
        You are an expert editor. Write a weekly newsletter on AI safety. Include 5 items with links.
        Tips for new parents
        Tips for better sleep
        How to get better at chess
        Learn Spanish in ten minutes a day
        AI
        x
        Tea
        houseplants
        Premier League
        WEEKLY TIPS ON GARDENING
        Short stories
        Design
        News
        Topic: mindful leadership for first-time managers
        Newsletter about remote work, productivity, and burnout for freelancers
        AI, startups, venture capital
        Gardening: watering, soil, pests
        Everything about dogs
        What's new in quantum computing this week
        Monday motivation
        Newsletter for people living with cancer
        Coping with grief
        Recipe ideas for busy families
        Best practices for code review
        Personal finance tips for people in their twenties
        Write newsletter to help small business owners manage cash flow
        Wöchentliche Tipps zur Imkerei für Anfänger
        Conseils hebdomadaires sur le jardinage urbain pour débutants
        家庭菜園のヒント
        每周园艺技巧和家庭种植建议，适合阳台上的初学者和忙碌的上班族们
        Рецепты на неделю
        كتب الأطفال
        🌱🍅
        C++ performance
        C# and .NET news
        The history of Rome
        working from home
        women in tech
        investing in index funds for cautious beginners
        Our company's product updates
        a weekly roundup of climate policy, focusing on Europe and carbon markets
        Weekly digest for teachers about classroom management including seating, routines and homework
        Community events in our neighbourhood
        iPhone photography
        The art of slow travel in Portugal
        Yoga & mindfulness
        Formula One
        Give me interesting facts about octopuses for kids aged 8-12
        I want a newsletter on vegan meal prep that is fun and includes one recipe idea, a tip, and a joke
        Tax tips for freelancers in Germany
        how to write better emails
        electric cars
        Church community news and volunteering
        Fly fishing in the Scottish Highlands for retired engineers who travel by train
        """.split(separator: "\n").map { $0.trimmed }

    private static let combined: [String] = {
        let subjects = [
            "bread", "coffee", "tomatoes", "compost", "cloud security", "data pipelines", "mobile apps",
            "user research",
            "content marketing", "sales", "remote teams", "hiring", "household budgets", "retirement saving", "running",
            "strength training", "meditation", "vocabulary", "maths homework", "watercolours", "knitting", "guitar",
            "decluttering", "puppies", "night skies", "city walks", "medieval history", "science fiction films",
            "volunteering", "school fundraising", "fountain pens", "magic tricks", "typewriters",
            "letters to the editor",
            "swimming",
        ]
        let forms = [
            "%", "Weekly tips on % for beginners", "Write a short digest about % for busy people in small towns",
            "The latest % news and ideas",
        ]
        return subjects.flatMap { subject in forms.map { $0.replacing("%", with: subject) } }
    }()
}

extension StringProtocol {
    var trimmed: String { String(self.drop { $0 == " " }) }

    func replacing(_ mark: Character, with text: String) -> String {
        self.reduce(into: "") { $0 += $1 == mark ? text : String($1) }
    }
}
