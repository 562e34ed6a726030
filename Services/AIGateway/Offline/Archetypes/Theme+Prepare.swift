extension Theme {
    /// Before it starts.
    static let prepare = Theme(
        lines: [
            "well prepared, lightly packed", "before you start", "a good start is made the day before",
            "ready in good time",
        ],
        opening: [
            [
                "This issue is about what happens before anything happens.",
                "Preparation is unexciting, and it decides a great deal, so this issue gives it some room.",
                "Some of the best minutes are those spent the day before; this issue suggests a few uses for them.",
            ],
            [
                "A short list and an honest look at the calendar are most of what \(.practice) requires.",
                "None of it has to be elaborate, and a quarter of an hour before you turn to \(.short) is plenty.",
                "Choose what would have spared you trouble with \(.short) the last time.",
            ],
        ],
        archetypes: [
            Archetype(
                "a checklist",
                ["Five lines to check before you begin", "A checklist for the start"],
                [
                    [
                        "A checklist does not make anyone clever, but it keeps clever people from forgetting the obvious.",
                        "What is obvious in a calm moment is easily forgotten in a busy one.",
                    ],
                    [
                        "Go through these five before your next \(.session), and adapt the wording until it is yours.",
                        "Try these five lines the next time you turn to \(.short), and strike out what never applies.",
                    ],
                ],
                list: PointList(
                    5,
                    of: [
                        "I know what the result should look like", "I have set a time to stop",
                        "What I need is within reach", "I know whom to ask if I get stuck",
                        "Nobody is waiting for something else from me",
                        "I remember what I wanted to do differently this time",
                        "There is a way back if it does not work", "The phone is out of sight",
                    ]
                ),
                not: [.following, .movement, .gardening]
            ),
            Archetype(
                "a look ahead",
                ["Imagine that it failed, and ask why", "Write the story of the failure first"],
                [
                    [
                        "Looking back, everyone knows what went wrong, so look back before you start.",
                        "Optimism is a fine companion and a poor planner.",
                    ],
                    [
                        "Imagine that it is three months from now and your plan for \(.short) has come to nothing, and note three possible reasons.",
                        "Write down, as if it had already happened, the three most likely reasons for giving up.",
                    ],
                    [
                        "Choose the likeliest of them, and do one thing about it today.",
                        "Each reason that you can name is one that you can prepare for.",
                    ],
                ],
                friendly: "It is oddly cheering to have met the worst on paper.",
                playful: "Ominous music helps to set the scene.",
                not: [.following, .cooking, .gardening]
            ),
            Archetype(
                "a spare to keep",
                ["Keep a spare of whatever stops you", "Find your single point of failure"],
                [
                    [
                        "It is seldom the big thing that is missing; it is the small one that nothing works without.",
                        "Somewhere among your \(.materials) is one item without which everything comes to a halt.",
                    ],
                    [
                        "Think of the last three times you had to break off, and note what was lacking.",
                        "Walk through your usual way of dealing with \(.short), and ask at each step what would bring it to a stop.",
                    ],
                    [
                        "Keep a second one of it, or agree with someone from whom you can borrow.",
                        "One spare in the right place is worth more than a cupboard full of the wrong things.",
                    ],
                ],
                friendly: "You will feel wonderfully smug the first time you need it.",
                playful: "The spare of the spare is where sensible people stop.",
                not: [.following, .movement, .money, .learning]
            ),
            Archetype(
                "an evening's preparation",
                ["Prepare the evening before", "Give tomorrow a head start"],
                [
                    [
                        "Decisions made in the evening do not have to be made in the morning rush.",
                        "The easiest time to prepare is when you have just stopped and still know everything.",
                    ],
                    [
                        "Lay out what you will need, decide on the first move, and write it on a slip of paper.",
                        "Take five minutes to set everything up for the next \(.session), so that tomorrow you only have to begin.",
                    ],
                    [
                        "The next day begins with doing, which is half of the battle.",
                        "You may even sleep better, now that the matter is on paper instead of in your head.",
                    ],
                ],
                friendly: "Think of it as leaving a light on for yourself.",
                playful: "Elves used to do this sort of thing, but they have become unreliable.",
                not: [.following, .gardening, .movement]
            ),
            Archetype(
                "a margin to allow",
                ["Add the time that you always forget", "Plan with a margin"],
                [
                    [
                        "Plans fail in the gaps: finding things, clearing up, waiting for an answer.",
                        "Estimates count the work and leave out everything around it, and those for \(.short) are like the rest.",
                    ],
                    [
                        "Take your next estimate, and add the time for setting up, for clearing away, and for one interruption.",
                        "Look at how long it took the last time, door to door, and plan with that number.",
                    ],
                    [
                        "If you finish early, the rest is a present.",
                        "A plan with air in it survives a phone call.",
                    ],
                ],
                friendly: "Being unhurried is contagious, so others benefit as well.",
                playful: "Time has never yet been found under the sofa, though many have looked.",
                not: [.following, .movement, .gardening, .learning, .money]
            ),
            Archetype(
                "an order to work in",
                ["Do the uncertain part first", "Start where you know least"],
                [
                    [
                        "Easy parts can be done at any time; the uncertain one decides whether the rest is needed.",
                        "It is natural to begin with what we know, and to meet the real question late.",
                    ],
                    [
                        "Ask which part of your plans for \(.short) could still upset all the others, and try that one first.",
                        "Find the step about which you know least, and spend half an hour on it before anything else.",
                    ],
                    [
                        "A rough trial is enough; you are after an answer and not a result.",
                        "Whatever you find, the remaining steps will be planned on firmer ground.",
                    ],
                ],
                friendly: "Once the awkward part is behind you, the rest feels downhill.",
                playful: "The monster under the bed is usually a sock.",
                not: [.following, .movement, .gardening, .outdoors, .cooking, .home, .money]
            ),
        ],
        not: [.following]
    )
}
