/// Nouns that cannot stand alone in the singular: "with startup" is not English, "with startups" is.
enum Countable {
    /// The phrase's last noun in the plural when it needs that.
    static func settled(_ words: [String]) -> [String] {
        // Behind a preposition it is not the head: "working from home".
        if words.contains(where: { TopicPhrase.prepositions.contains($0) || $0 == "of" }) { return words }
        guard let last = words.last, let plural = self.plurals[last.lowercased()] else { return words }
        let determiners: Set<String> = [
            "a", "an", "the", "my", "our", "your", "one", "each", "every", "this", "that", "first",
        ]
        if words.dropLast().contains(where: { determiners.contains($0.lowercased()) || $0.hasSuffix("'s") }) {
            return words
        }
        return words.dropLast() + [plural]
    }

    private static let plurals: [String: String] = {
        var plurals = [
            "garden": "gardening", "kitchen": "kitchens", "city": "cities", "company": "companies",
            "family": "family life",
            "home": "home life", "team": "teamwork", "baby": "babies", "puppy": "puppies", "library": "libraries",
            "child": "children", "woman": "women", "man": "men", "person": "people", "body": "bodies",
            "knife": "knives",
            "office": "office life", "workplace": "workplaces", "job": "jobs", "church": "churches", "dish": "dishes",
            "business": "business", "story": "stories", "gallery": "galleries", "hobby": "hobbies",
            "country": "countries",
        ]
        for noun in regular.split(whereSeparator: \.isWhitespace) {
            plurals[String(noun)] = noun + (["x", "s", "ch", "sh"].contains { noun.hasSuffix($0) } ? "es" : "s")
        }
        return plurals
    }()

    private static let regular = """
            startup recipe book product dog cat car app movie game plant houseplant phone computer laptop camera
            boat bike bicycle motorbike motorcycle train plane robot drone gadget tool toy bird horse
            rabbit chicken bee hamster parrot aquarium terrarium tree flower vegetable herb
            cocktail cake cookie sandwich burger pizza wedding birthday holiday vacation festival concert museum park street
            neighbourhood neighborhood village town region house apartment flat room bathroom bedroom website
            webpage podcast blog channel server database cluster container pipeline microservice network developer manager
            designer customer client user employee student teacher parent kid teenager entrepreneur founder freelancer
            artist writer runner cyclist hiker traveller traveler gift meeting project event conference workshop course class
            exam habit routine budget tax mortgage loan stock watch clock coin stamp comic puzzle quilt
            sweater necklace portrait sketch poem novel essay song album band orchestra choir
        """
}
