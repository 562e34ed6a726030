/// What a newsletter is about, as phrases that fit into English sentences.
struct Topic: Hashable, Sendable {
    /// A noun phrase for the middle of a sentence: "sourdough baking", "gardening on small balconies". In curly quotes
    /// when it is not English.
    var phrase: String
    /// A shorter form of it, for repeated mention: "gardening". Equal to the phrase when that is short.
    var short: String
    /// For whom: "home bakers".
    var audience: String?
    /// Where or under which conditions, with its preposition: "on small balconies".
    var setting: String?
    /// Parts that the prompt names: "watering", "soil".
    var aspects: [String] = []
    /// Its words, and those of the rest of the prompt, lower case: they decide which field it belongs to.
    var words: [String] = []
    var otherWords: [String] = []
    /// Whether it can be done as it stands: "sourdough baking" can, "houseplants" cannot.
    var isActivity = false
    /// Whether it was made from a verb: "getting better at chess".
    var isVerbal = false
    /// Whether its noun means people: "women in tech".
    var isPeople = false
    /// Whether it is in another language than the sentences around it.
    var isForeign = false
    /// A manner of writing that the prompt asks for: "friendly".
    var manner: String?
}

extension Topic {
    /// The phrase as the beginning of a title.
    var title: String { Casing.capitalized(self.phrase) }

    /// The setting without its preposition: "small balconies".
    var place: String? { self.setting.map { String($0.drop { $0 != " " }.dropFirst()) } }

    /// Whether it is about illness, grief or distress, where nobody wants jokes or "small experiments".
    var isGrave: Bool {
        let audience = (self.audience ?? "").lowercased().split(separator: " ").map(String.init)
        let words = Set(self.words + audience)
        // A plant that is dying needs water, not comfort.
        let isThing = !Self.things.isDisjoint(with: words)
        return !Self.grave.subtracting(isThing ? ["dying"] : []).isDisjoint(with: words)
    }

    private static let things: Set<String> = Set(
        words: """
            plant plants houseplant houseplants tree trees lawn grass leaf leaves herb herbs rose roses rosemary basil
            tomato tomatoes flower flowers seedling seedlings succulent succulents orchid battery batteries wool fabric
            """
    )

    private static let grave: Set<String> = Set(
        words: """
            grief grieving bereavement bereaved dying funeral funerals palliative hospice cancer dementia
            alzheimer's alzheimers parkinson's depression suicide suicidal self-harm anorexia bulimia trauma ptsd
            abuse rape addiction alcoholism overdose miscarriage stillbirth infertility widows widowers divorce
            """
    )
}
