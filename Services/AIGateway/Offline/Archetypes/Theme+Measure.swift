extension Theme {
    /// Knowing whether it works.
    static let measure = Theme(
        lines: [
            "how to tell that it works", "one number is enough", "measure a little, learn a lot",
            "honest signs of progress",
        ],
        opening: [
            [
                "How do you know whether things are getting better? This issue looks for simple, honest ways to tell.",
                "This issue is about measuring, in the plain sense of the word: looking, counting and comparing.",
                "Feelings about progress change with the weather, so this issue looks for steadier signs.",
            ],
            [
                "A little of it goes a long way with \(.short), and a pencil is all the equipment you need.",
                "The point is to learn something about \(.short), never to keep score for its own sake.",
                "Choose one sign for your own time with \(.short), and ignore the rest for now.",
            ],
        ],
        archetypes: [
            Archetype(
                "a way to measure",
                ["Choose one number and leave the rest alone", "One figure for the next four weeks"],
                [
                    [
                        "Several numbers at once only give you something to argue about.",
                        "There is a lot about \(.short) that could be counted, and hardly any of it helps.",
                    ],
                    [
                        "Pick a single figure that you can take down without effort, such as \(.measure).",
                        "Decide on one thing to count, for instance \(.measure).",
                    ],
                    [
                        "Note it on the same day each week, and look for a direction after a month, not before.",
                        "Write it down at the same time every week; the line matters, and a single value does not.",
                    ],
                ],
                friendly: "If the number ever makes you miserable, choose another one.",
                playful: "Spreadsheets are permitted, but a pencil line on the wall has more charm.",
                not: [.following]
            ),
            Archetype(
                "a measure without numbers",
                ["Three words instead of a score", "Describe it before you count it"],
                [
                    [
                        "Some things lose their meaning when they are turned into figures.",
                        "What matters most about \(.short) may not fit into a table.",
                    ],
                    [
                        "After each \(.session), write down three words for how it went, quickly and without polishing them.",
                        "Close every \(.session) with three honest words in your \(.notebook).",
                    ],
                    [
                        "Ten such entries in a row show a pattern that no single memory could.",
                        "When the same word turns up for the third time, it is telling you something.",
                    ],
                ],
                friendly: "\"Tired, pleased, hungry\" is a fine entry.",
                playful: "Extra credit for never using the word \"fine\"."
            ),
            Archetype(
                "a fair comparison",
                ["Compare with yourself, not with the best", "Measure against last month"],
                [
                    [
                        "Looking at experts is inspiring for a minute and discouraging for an hour.",
                        "There will always be someone who has spent more years on \(.short) than you have.",
                    ],
                    [
                        "Take something that you did a month ago and put it beside something from this week.",
                        "Look up an early attempt of your own, and list what you would do differently today.",
                    ],
                    [
                        "The differences are your progress, and they are real.",
                        "If nothing has changed, that is useful as well: it tells you where to look next.",
                    ],
                ],
                friendly: "You may well be further along than you feel.",
                playful: "Your past self will not mind; past selves are very forgiving.",
                not: [.following, .community, .work, .product, .software]
            ),
            Archetype(
                "a guess to make",
                ["Guess before you check", "Put your estimate in writing"],
                [
                    [
                        "Once we know a result, we believe that we expected it.",
                        "A quick guess turns any check into a lesson about your own judgement.",
                    ],
                    [
                        "Before your next \(.session), write down how long it will take and what will come out of it.",
                        "The next time you are about to look something up about \(.short), note your guess first.",
                    ],
                    [
                        "Then compare, without excuses; the distance between the two is what you are here to learn.",
                        "Where guess and result lie far apart, your picture of things needs an update.",
                    ],
                ],
                friendly: "Being wrong on paper costs nothing at all.",
                playful: "Small bets among friends are encouraged, as long as the stakes are biscuits."
            ),
            Archetype(
                "something to count",
                ["Count the surprises", "Keep a tally of the unexpected"],
                [
                    [
                        "Surprises show where your picture of things and the things themselves disagree.",
                        "Whatever catches you out is worth more attention than whatever goes to plan.",
                    ],
                    [
                        "For one week, make a stroke on a card whenever something about \(.short) turns out differently from what you thought.",
                        "Keep a card in your pocket and note each surprise in a word or two, pleasant ones included.",
                    ],
                    [
                        "At the end of the week, sort them: some could have been foreseen, and those are yours to prevent.",
                        "Many entries mean that there is much to learn, and none at all may mean that you have stopped looking.",
                    ],
                ],
                friendly: "Pleasant surprises belong on the card as well, perhaps at the very top.",
                playful: "Finding a forgotten biscuit counts as one."
            ),
            Archetype(
                "a line to draw in advance",
                ["Decide in advance what would change your mind", "Agree on the signal before you start"],
                [
                    [
                        "It is hard to be fair to the evidence once you have put work into something.",
                        "Nearly anything about \(.short) can be called a success if the rules are made afterwards.",
                    ],
                    [
                        "Write down now which result would make you stop, and which would make you carry on.",
                        "Note two lines before you begin: what you hope to see, and what would convince you that it does not work.",
                    ],
                    [
                        "Keep the page closed until the end, and then do what it says.",
                        "A decision made in a calm hour protects you in a busy one.",
                    ],
                ],
                friendly: "It is a favour to your future self.",
                playful: "Sealing the page with wax is dramatic, and therefore recommended.",
                not: [.movement, .following, .cooking, .gardening, .home]
            ),
        ],
        not: [.following]
    )
}
