extension Theme {
    /// Habits, reviews and rest.
    static let rhythm = Theme(
        lines: [
            "finding a rhythm", "habits that hold", "little and often", "a steady pace",
        ],
        opening: [
            [
                "A steady pace gets further than a sprint followed by a long break, and this issue is about pace.",
                "This issue is about rhythm: what to do often, what to do seldom, and when to rest.",
                "What happens every week matters more than what happens once, so this issue looks at routines.",
            ],
            [
                "A quarter of an hour of \(.practice) on a fixed day is a fine place to start.",
                "If your routine around \(.short) has slipped lately, here are some gentle ways back.",
                "Choose the smallest of the suggestions, and keep it up until the next issue.",
            ],
        ],
        archetypes: [
            Archetype(
                "a review habit",
                ["A review that fits into fifteen minutes", "Close the week with five short questions"],
                [
                    [
                        "Without a regular look back, weeks run into one another and nothing is learned from them.",
                        "A short review is what turns time spent on \(.short) into experience.",
                    ],
                    [
                        "Choose a fixed time, Friday afternoon for example, and answer these in writing, one line each.",
                        "Put a quarter of an hour into the calendar, always on the same day, and go through the following.",
                    ],
                ],
                list: PointList(
                    4,
                    of: [
                        "What went better than expected?", "What took longer than it should have?",
                        "What did I put off, and what would make it easier?", "Whom do I owe an answer or a thank-you?",
                        "What is the one thing to get done next week?", "What can I strike off without harm?",
                    ]
                ),
                not: [.following, .cooking, .gardening, .outdoors, .movement]
            ),
            Archetype(
                "an anchor for a habit",
                ["Tie it to something you already do", "Let an old habit carry a new one"],
                [
                    [
                        "New habits fail for lack of a signal more often than for lack of will.",
                        "\"Sometime this week\" is not a time, and \(.practice) deserves one.",
                    ],
                    [
                        "Attach five minutes of it to something that happens anyway, such as the first coffee or the end of lunch.",
                        "Find a fixed point in your day, the way home perhaps, and put the new habit directly behind it.",
                    ],
                    [
                        "Keep it so short that skipping it would be more trouble than doing it.",
                        "After a few weeks the old habit will remind you without being asked.",
                    ],
                ],
                friendly: "Be patient with it; habits are slow to make friends.",
                playful: "Coffee has carried heavier loads than this."
            ),
            Archetype(
                "a plan for bad days",
                ["Keep a version for bad days", "Have a smallest possible version"],
                [
                    [
                        "Routines break on the days when everything else goes wrong too.",
                        "There will be weeks with no strength left for \(.short), and they can be planned for.",
                    ],
                    [
                        "Decide now what the two-minute version looks like, and write it down.",
                        "Write down the least that still counts, something you could do with a cold and a headache.",
                    ],
                    [
                        "On bad days do that and no more, and the thread will not break.",
                        "It keeps the habit alive until better days, which is all it has to do.",
                    ],
                ],
                friendly: "Small counts, especially on hard days.",
                playful: "Doing it in slippers is fully compliant.",
                not: [.following, .outdoors, .gardening, .money, .product, .software]
            ),
            Archetype(
                "a thread to pick up",
                ["Leave a thread for tomorrow", "Stop in the middle of something easy"],
                [
                    [
                        "Getting back in is the hard part, and it can be made easier the day before.",
                        "It takes a while to remember where you were, and by then the time for \(.short) is half over.",
                    ],
                    [
                        "At the end of each \(.session), write down the next move in one line, so plainly that you could follow it half asleep.",
                        "Stop while you still know what comes next, and leave a note that begins with a verb.",
                    ],
                    [
                        "Next time, read the line and do what it says; the rest will follow.",
                        "A note of seven words saves ten minutes of looking for the beginning.",
                    ],
                ],
                friendly: "It is a small kindness to yourself.",
                playful: "Write it as if to a slightly confused colleague, who will be you.",
                not: [.movement, .following, .outdoors, .cooking, .gardening, .money, .community]
            ),
            Archetype(
                "a pause to plan",
                ["Plan the pause as carefully as the work", "Rest before you need to"],
                [
                    [
                        "Breaks that are taken only when nothing works any more come too late.",
                        "People who keep going with \(.short) for years know when to stop for a while.",
                    ],
                    [
                        "Put the next pause into the calendar: a free evening, a free weekend, or a week without any of it.",
                        "Decide before you start when you will take a break, and keep it even if things are going well.",
                    ],
                    [
                        "Good ideas like to arrive on the second day off.",
                        "What still interests you after a pause is what you should go on with.",
                    ],
                ],
                friendly: "Rest is part of the work, so no bad conscience, please.",
                playful: "Staring at a ceiling is an underrated discipline.",
                not: [.following, .money, .movement]
            ),
            Archetype(
                "a rule for missed days",
                ["Miss once, but try not to miss twice", "After a gap, return small"],
                [
                    [
                        "A missed day is nothing; it is the second one that begins a new habit.",
                        "Gaps are part of every routine, and the way back matters more than the gap.",
                    ],
                    [
                        "When you have missed a turn, do a short one at the next chance, however little it is.",
                        "After a break from \(.short), begin with half of what you used to do.",
                    ],
                    [
                        "There is nothing to make up for; simply go on from here.",
                        "Leave the missed ones alone, since trying to catch up is what ends most good routines.",
                    ],
                ],
                friendly: "Welcome back, no questions asked.",
                playful: "Excuses need not be handed in; the office that collects them has closed.",
                not: [.following, .software, .product, .work, .money, .community, .gardening, .home]
            ),
        ],
        not: [.following]
    )
}
