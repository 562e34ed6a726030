extension Archetype {
    /// For prompts that say whom the newsletter is for.
    static let audience: [Archetype] = [
        Archetype(
            "a word on who it is for",
            ["With \(.audience) in mind", "Especially for \(.audience)"],
            [
                [
                    "General advice has to be cut to size before it fits.",
                    "Much of what is said about \(.short) was written with someone else in mind.",
                ],
                [
                    "When you come across a recommendation, ask first whether it was made for \(.audience) or for people with more time, money or help.",
                    "Take the last piece of advice that you were given, and rewrite it so that it is right for \(.audience).",
                ],
                [
                    "What remains after that is shorter, and far more likely to be followed.",
                    "You may drop the rest without guilt.",
                ],
            ]
        ),
        Archetype(
            "a strength to use",
            ["A strength to build on", "Start from what you have"],
            [
                [
                    "There is a good deal of talk about what is missing and little about what is there.",
                    "Every situation has its advantages, including the one you are in.",
                ],
                [
                    "List three things that come more easily to \(.audience) than to others, and plan the next step around one of them.",
                    "Ask what is possible for \(.audience) that would be difficult elsewhere, and make use of it this week.",
                ],
                [
                    "It is quicker to build on a strength than to make up for a weakness.",
                    "Advantages that go unused for long are forgotten.",
                ],
            ]
        ),
        Archetype(
            "an exchange among peers",
            ["Find others in the same position", "Trade notes with someone like you"],
            [
                [
                    "The most useful tips come from people whose situation is close to yours.",
                    "Someone not far away is facing the same questions about \(.short) as you.",
                ],
                [
                    "Look for one other person among \(.audience), and agree to exchange one question and one discovery a month.",
                    "Propose a short, regular call among \(.audience), with no agenda beyond what worked and what did not.",
                ],
                [
                    "Twenty minutes are enough, and both sides leave with something to try.",
                    "Knowing that others struggle with the same things is a help in itself.",
                ],
            ]
        ),
    ]

    /// For topics with a place or a condition: "on small balconies".
    static let settings: [Archetype] = [
        Archetype(
            "a matter of circumstances",
            ["Let the circumstances decide", "What is different \(.setting)"],
            [
                [
                    "What is true of \(.short) in general is only a starting point \(.setting).",
                    "Advice about \(.short) rarely mentions where it was tried out.",
                ],
                [
                    "Write down three things that are different \(.setting), and test the next recommendation against them.",
                    "Before you follow a tip, ask whether the person who gave it had \(.place) in mind.",
                ],
                [
                    "Limits of this kind are a help, because they rule out most of the options for you.",
                    "What passes that test is worth trying; the rest can be read for pleasure.",
                ],
            ]
        ),
        Archetype(
            "a use for limits",
            ["Make the limits work for you", "Turn a constraint into a plan"],
            [
                [
                    "It is tempting to see only what cannot be done \(.setting).",
                    "Every limit has another side, and that side is often practical.",
                ],
                [
                    "List what cannot be changed, and write beside each point what it makes simpler.",
                    "Take the constraint that annoys you most, and ask what someone would do who had chosen it freely.",
                ],
                [
                    "More often than not, there is half a plan hidden in the answer.",
                    "What comes of it is sometimes better than anything that would have been possible otherwise.",
                ],
            ]
        ),
    ]
}
