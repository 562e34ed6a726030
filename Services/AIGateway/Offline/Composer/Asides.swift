/// Short remarks for items that have none of their own; each is used once in an issue at most.
enum Asides {
    static func all(_ register: Register) -> [Phrase] {
        switch register {
        case .friendly: self.friendly
        case .playful: self.playful
        case .neutral, .formal, .concise: []
        }
    }

    private static let friendly: [Phrase] = [
        "Give it a try; there is little to lose.", "Take your time with it.",
        "It need not be perfect to be worthwhile.",
        "You will feel the difference sooner than you think.",
        "If it does not suit you, leave it with a good conscience.",
        "A first attempt is allowed to look like one.", "Ask someone to join in, if you like company.",
        "It is a small thing, and small things are kind to busy people.", "Be patient with yourself on this one.",
        "You may well be doing half of it already.", "Enjoy it; that is half of the point.",
        "Should it go wrong, you will at least have a story.", "Start wherever it feels easiest.",
        "There is no hurry.", "It gets easier each time, promise.",
        "Some days it will work better than on others, and that is fine.",
    ]

    private static let playful: [Phrase] = [
        "Cape and mask are optional.", "Side effects may include smugness.",
        "No hamsters were consulted for this advice.",
        "Try not to look too pleased with yourself.", "Your grandmother knew this, of course.",
        "Should anyone ask, you have always done it this way.", "It sounds too simple, which is how you know.",
        "A triumphant fist in the air is permitted.", "Do not tell the perfectionists.",
        "The rest is confetti.", "Somewhere, a to-do list is trembling.", "Repeat until mildly legendary.",
        "This tip is best served with a biscuit.", "Grumbling while you do it does not reduce the effect.",
        "There, that was almost painless.", "Please dance responsibly afterwards.",
    ]
}
