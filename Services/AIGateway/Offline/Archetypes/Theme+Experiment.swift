extension Theme {
    /// Trying things out.
    static let experiment = Theme(
        lines: [
            "try it for a week", "small experiments", "change one thing", "worth finding out",
        ],
        opening: [
            [
                "Opinions are plentiful, and trials are rare; this issue proposes a few trials.",
                "This issue is for trying things out, on a small scale and with a clear end.",
                "The best way to settle an argument, also with yourself, is a small experiment.",
            ],
            [
                "Choose one of them for your week with \(.short), and write down beforehand what you expect.",
                "Each can be tried on an ordinary day with \(.short) and undone by the evening.",
                "Little can go wrong with a trial of this size, and one or two may change how you think about \(.short).",
            ],
        ],
        archetypes: [
            Archetype(
                "a small experiment",
                ["Change one thing for one week", "One change at a time"],
                [
                    [
                        "When several things change at once, nobody can tell which of them helped.",
                        "Anyone can have a theory about \(.short), and seven days are enough to test a small one.",
                    ],
                    [
                        "Pick a single change, write down what you expect of it, and stay with it until the same weekday comes round again.",
                        "Choose one change, leave everything else as it is, and write a line about it every evening for a week.",
                    ],
                    [
                        "On the last day read your notes, and keep the change only if it has earned its place.",
                        "A clear no is as good a result as a yes, and it saves you from wondering.",
                    ],
                ],
                friendly: "Pick something you are curious about; that makes the week fly.",
                playful: "Lab coat optional, wild hair welcome.",
                not: [.following]
            ),
            Archetype(
                "an exercise in opposites",
                ["Try the opposite once", "Turn one rule around"],
                [
                    [
                        "Rules of thumb are useful until we forget that they are only that.",
                        "Everyone has a rule about \(.short) that was never put to the test.",
                    ],
                    [
                        "Take one of your own rules, and do the reverse on an occasion when little depends on it.",
                        "If you always start with the same part, start with the last; if you always plan, go without a plan once.",
                    ],
                    [
                        "Either the rule proves its worth, or you are rid of it.",
                        "The discomfort is part of it, and it shows how much of the routine was only habit.",
                    ],
                ],
                friendly: "Choose a low-stakes moment, and allow yourself to be surprised.",
                playful: "Walking backwards to the fridge does not count.",
                not: [.following, .money]
            ),
            Archetype(
                "a deliberate limit",
                ["Work with a deliberate limit", "Take something away and see what happens"],
                [
                    [
                        "Too many possibilities make people slow, and a limit makes them inventive.",
                        "Having everything at hand is comfortable and teaches little.",
                    ],
                    [
                        "For one \(.session), allow yourself only half of the usual time, or half of the usual means.",
                        "Choose one restriction for your next \(.session): a single tool, a single page, or thirty minutes on the clock.",
                    ],
                    [
                        "See which part of \(.short) you kept without thinking, because that is the heart of it.",
                        "What you found yourself missing is important, and the rest may be decoration.",
                    ],
                ],
                friendly: "Treat it as a game, one that you cannot really lose.",
                playful: "Wearing mittens is a restriction, but perhaps not a helpful one.",
                not: [.following, .money, .software, .movement, .community]
            ),
            Archetype(
                "a test of quantity",
                ["Do half as much, twice as carefully", "Swap quantity for quality, once"],
                [
                    [
                        "Doing more is the usual answer to slow progress, and not always the right one.",
                        "There is a speed at which one no longer learns anything.",
                    ],
                    [
                        "Cut the amount that you had planned for \(.short) in half this week, and give each part double the attention.",
                        "Choose half of what is on your list, postpone the other half without regret, and do the first half really well.",
                    ],
                    [
                        "Compare at the end: you may find that little was lost and a good deal gained.",
                        "If the result is no better, you have learned that speed was not the problem.",
                    ],
                ],
                friendly: "Permission to slow down is hereby granted.",
                playful: "Snails have been running this trial for ages, and they look content.",
                not: [.following, .money, .software, .movement]
            ),
            Archetype(
                "a model to copy",
                ["Copy a good example, step by step", "Follow a master for an hour"],
                [
                    [
                        "Copying is how most skills were learned before there were books about them.",
                        "Admiring a good piece of work is pleasant; retracing it is instructive.",
                    ],
                    [
                        "Choose something to do with \(.short) that you admire, and rebuild a small part of it exactly as it is.",
                        "Take a piece of work that you like, follow it step by step, and keep your own ideas to yourself for an hour.",
                    ],
                    [
                        "You will come upon decisions that you had not even noticed as a spectator.",
                        "Afterwards, note one thing that you would keep and one that you would do differently.",
                    ],
                ],
                friendly: "Give credit where it is due, and then make it your own.",
                playful: "Tracing was frowned upon at school; we are all grown up now.",
                not: [.following, .movement, .money, .home, .outdoors, .community, .gardening, .work]
            ),
            Archetype(
                "a change of order",
                ["Swap the order of two steps", "Rearrange the usual sequence"],
                [
                    [
                        "The order in which we do things is often just the order in which we learned them.",
                        "The usual order was never decided upon; with \(.short), as with most things, it simply grew.",
                    ],
                    [
                        "Write the steps on separate slips of paper, and exchange two neighbours.",
                        "Move the dullest step to the front this week, and see what that does to the rest.",
                    ],
                    [
                        "Keep the new order for three rounds before you judge, since anything unfamiliar feels wrong at first.",
                        "If something breaks, you have learned which step truly depends on which.",
                    ],
                ],
                friendly: "It is a small shake-up, and often a refreshing one.",
                playful: "Dessert first is a classic of the genre.",
                not: [.following, .movement, .outdoors, .gardening, .money]
            ),
        ],
        not: [.following]
    )
}
