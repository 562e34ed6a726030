extension Theme {
    /// What goes wrong, and what to do then.
    static let mistakes = Theme(
        lines: [
            "when things go wrong", "mistakes and their remedies", "the useful kind of failure",
            "slips, repairs and second tries",
        ],
        opening: [
            [
                "Things go wrong for everyone, and this issue is about making good use of it.",
                "This issue looks at slips and repairs, calmly and without blame.",
                "There is a lot to be learned from what did not work, provided that someone looks at it.",
            ],
            [
                "If your latest experience with \(.short) was less than glorious, you are in the right place.",
                "The aim is to make the next mistake with \(.short) a new one.",
                "Read it with one recent mishap in mind, and it will be twice as useful.",
            ],
        ],
        archetypes: [
            Archetype(
                "a common mistake and its remedy",
                ["One slip to look out for", "A mistake that is easy to make"],
                [
                    [
                        "Some mistakes are so natural that nearly everyone makes them once.",
                        "Everyone who spends time with \(.short) has a favourite mistake.",
                    ],
                    [
                        "A candidate for this week: \(.slip).",
                        "Here is one to look out for: \(.slip).",
                    ],
                    [
                        "The remedy is a pause at the right moment, so put a reminder exactly where it happens.",
                        "Ask yourself at the start whether you are about to do it again, and half of the cure is done.",
                    ],
                ],
                friendly: "If you recognize yourself, you are in very good company.",
                playful: "Confession is optional; a knowing smile will do."
            ),
            Archetype(
                "help for a bad moment",
                ["When it goes wrong, stop for a minute first", "The first minute after a mishap"],
                [
                    [
                        "The second mistake is often made while hurrying to undo the first.",
                        "A mishap is rarely as urgent as it feels.",
                    ],
                    [
                        "Take your hands off, breathe out, and say aloud what has happened, in one sentence.",
                        "Before you touch anything, look at what still works and make sure that it stays that way.",
                    ],
                    [
                        "Then do the smallest thing that keeps matters from getting worse, and only after that look for the cause.",
                        "With \(.short), as with most things, the calm minute comes back with interest.",
                    ],
                ],
                friendly: "It happens to the best, and they simply look calmer about it.",
                playful: "Panicking can always be done later, at a more convenient time.",
                not: [.following, .movement]
            ),
            Archetype(
                "a way back",
                ["Know the way back before you set out", "Make it easy to undo"],
                [
                    [
                        "People dare more when they know that they can return.",
                        "Half of the worry about \(.short) goes away when a step can be taken back.",
                    ],
                    [
                        "Before the next change, ask how you would undo it, and write the answer down.",
                        "Keep a copy, a photo or a short description of how things are now, before you alter anything.",
                    ],
                    [
                        "If there is no way back, make the step smaller, or sleep on it for a night.",
                        "If undoing would take more than an hour, split the change in two.",
                    ],
                ],
                friendly: "A safety net is no sign of weakness; acrobats have one too.",
                playful: "Breadcrumbs are traditional, but notes are less popular with birds.",
                not: [.making, .movement, .following, .learning, .outdoors, .cooking]
            ),
            Archetype(
                "a list of near misses",
                ["Collect near misses", "Write down what almost went wrong"],
                [
                    [
                        "What almost went wrong tells you as much as what did, and nobody got hurt.",
                        "Near misses are the cheapest lessons there are, and the quickest to be forgotten.",
                    ],
                    [
                        "Keep one page in your \(.notebook) for them, with a date and a single line for each.",
                        "When you catch yourself thinking \"that was close\", write a line about it on the same day.",
                    ],
                    [
                        "Read the page once a month and pick the entry that worries you most.",
                        "Three entries of the same kind are a reason to change how you deal with \(.short).",
                    ],
                ],
                friendly: "Add what saved the day as well; it may do so again.",
                playful: "Suitable titles for the page include \"Phew\".",
                not: [.following, .learning, .making]
            ),
            Archetype(
                "a repair that lasts",
                ["If it happens twice, change the arrangement", "Do not rely on trying harder"],
                [
                    [
                        "\"I will be more careful\" is a kind thought and a weak plan.",
                        "When the same thing goes wrong with \(.short) a second time, it is no longer an accident.",
                    ],
                    [
                        "Change something that you can see: the order of the steps, the place of a tool, a note on the door.",
                        "Look for a change that would have prevented it even on a tired day.",
                    ],
                    [
                        "Good intentions need to be remembered, whereas a changed arrangement works by itself.",
                        "Then forgive yourself for the first two times.",
                    ],
                ],
                friendly: "You are not careless; the arrangement was just not on your side.",
                playful: "Being twice bitten by the same door is a good reason to move the door.",
                not: [.following]
            ),
            Archetype(
                "an order of repair",
                ["Repair first, explain later", "Put it right, then ask why"],
                [
                    [
                        "After a mishap, explanations come quickly and help nobody.",
                        "When others are affected, the reason interests them less than the remedy.",
                    ],
                    [
                        "Say what happened in plain words, say what you are doing about it, and say when they will hear more.",
                        "Put right what can be put right today, and tell \(.people) what remains.",
                    ],
                    [
                        "Keep the search for causes for the next day, when it can be done without heat.",
                        "What you find out about \(.short) on a calm morning will be closer to the truth.",
                    ],
                ],
                friendly: "An honest sentence repairs more than a clever one.",
                playful: "\"The dog did it\" should be kept for emergencies, and for owners of dogs.",
                not: [.movement, .following, .learning, .gardening, .making, .outdoors, .cooking, .money]
            ),
        ],
        not: [.following]
    )
}
