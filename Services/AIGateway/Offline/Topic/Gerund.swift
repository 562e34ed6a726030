/// The "-ing" form of verbs, so that "how to save money" can become "saving money".
enum Gerund {
    /// The form of a verb that is known to be one; `nil` for any other word.
    static func of(_ verb: String) -> String? { self.verbs.contains(verb) ? self.form(verb) : nil }

    /// Verbs that begin a prompt as commands ("Learn Spanish"). Those that are nouns as often ("Travel photography") are
    /// left out.
    static let opening: Set<String> = Set(
        words: """
            learn improve reduce increase understand become get stay organize organise grow build manage choose find achieve
            develop prevent overcome simplify maximize maximise minimize minimise boost
            """
    )

    private static func form(_ verb: String) -> String {
        if let irregular = self.irregular[verb] { return irregular }
        if verb.hasSuffix("ie") { return verb.dropLast(2) + "ying" }
        if verb.hasSuffix("e"), !["ee", "oe", "ye"].contains(where: verb.hasSuffix) { return verb.dropLast() + "ing" }
        return verb + (self.doubling.contains(verb) ? String(verb.suffix(1)) : "") + "ing"
    }

    private static let irregular = ["be": "being"]

    /// Stressed on a last syllable of one consonant, one vowel, one consonant.
    private static let doubling: Set<String> = Set(
        words:
            "get run swim sit plan shop cut begin put stop win set let control travel knit drop spot jog fit plug ship zip"
    )

    private static let verbs: Set<String> = opening.union(
        Set(
            words: """
                run swim make write cook bake eat sleep live work save spend earn invest start begin stop quit raise teach train
                read draw paint sing play travel plan use keep care take give say speak talk listen lead hire sell buy market
                design code program test ship deploy measure track cut clean fix repair renovate decorate declutter tidy sew
                knit photograph film record publish launch run scale handle deal cope avoid beat win master practice practise
                prepare set put do be have feel think focus move walk ride drive brew ferment preserve plant water prune harvest
                keep breed breathe relax meditate stretch lose gain maintain protect secure monitor automate migrate optimize
                optimise debug refactor negotiate present explain discover explore enjoy love communicate connect
                collaborate attract retain convert engage support serve help study remember memorize memorise pass survive
                thrive raise fund finance budget retire recycle reuse insulate heat decide ask answer share organise time
                """
        )
    )
}
