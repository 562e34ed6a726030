extension Theme {
    /// Starting, and starting small.
    static let begin = Theme(
        lines: [
            "small beginnings", "start with ten minutes", "the first step, made easy", "begin where you are",
        ],
        opening: [
            [
                "This issue is about starting: how to get from a good intention to the first thing done.",
                "The hardest part of anything is often the first quarter of an hour, so this issue begins there.",
                "Large plans are easy to admire and easy to put off, which is why this issue stays with small beginnings.",
            ],
            [
                "Nothing here needs a free weekend; an ordinary day with \(.short) is enough.",
                "If \(.practice) has been waiting for a better moment, let this be a modest one.",
                "Take whichever step fits into your week with \(.short), and leave the others for later.",
            ],
        ],
        archetypes: [
            Archetype(
                "a first step",
                ["Make the first step almost too small", "Start with ten minutes, not with a plan"],
                [
                    [
                        "Plans for \(.short) tend to stall before they start, because the first step is too big for an ordinary day.",
                        "A step that needs a free weekend will wait for one, and free weekends are rare.",
                    ],
                    [
                        "Choose something that fits into ten minutes today: \(.task), for example.",
                        "Pick a step that you could finish before lunch, such as this one: \(.task).",
                    ],
                    [
                        "Once it is done, the second step is easier to see than it was from a distance.",
                        "Then stop and look: what comes next is easier to judge from there than from a blank page.",
                    ],
                ],
                friendly: "Nobody else has to see it, so it is allowed to be a little clumsy.",
                playful: "If it feels too easy to count, it is exactly the right size."
            ),
            Archetype(
                "a way to clear the ground",
                ["Make room before you begin", "Five minutes of order first"],
                [
                    [
                        "It is hard to begin anything in the middle of yesterday's leftovers.",
                        "A good part of the effort of starting goes into moving things out of the way.",
                    ],
                    [
                        "Before your next \(.session), give five minutes to your \(.materials): put aside what you do not need today, and lay out what you do.",
                        "Look through your \(.materials) before you start, and keep within reach only what the next hour calls for.",
                    ],
                    [
                        "You will notice what is missing while there is still time to get it.",
                        "The calm that this brings lasts much longer than the five minutes.",
                    ],
                ],
                friendly: "A clear corner counts; the whole room can wait.",
                playful: "The mysterious pile in the corner may stay, as long as it promises not to grow.",
                not: [.movement, .outdoors]
            ),
            Archetype(
                "an appointment to make",
                ["Decide when, not only what", "Give it a place in the week"],
                [
                    [
                        "An intention without a time loses to everything that has one.",
                        "Time for \(.short) does not turn up by itself; it has to be taken from something.",
                    ],
                    [
                        "Look at the coming week and name one day, one hour and one place for it.",
                        "Open the calendar now and enter one fixed half hour, with a beginning and an end.",
                    ],
                    [
                        "If the time turns out badly, move the appointment, but do not delete it.",
                        "Treat it as you would an appointment with a friend: it can be moved, and it is not forgotten.",
                    ],
                ],
                friendly: "Even a short slot that you keep beats a long one that you only dream about.",
                playful: "Give it a silly name in the calendar if that helps you to turn up."
            ),
            Archetype(
                "a starting line to draw",
                ["Write down where you stand today", "Take a snapshot of the starting point"],
                [
                    [
                        "Progress with \(.short) is hard to see when nobody remembers where it began.",
                        "Memory is kind to the past and makes improvement difficult to notice.",
                    ],
                    [
                        "Take three minutes and write down what works, what does not, and what you are unsure about.",
                        "Describe in five plain lines how things are at present: what is easy, what is slow, and what you avoid.",
                    ],
                    [
                        "Put the date on the page and leave it alone for a month.",
                        "In a few weeks that page will tell you more than any impression could.",
                    ],
                ],
                friendly: "Be as fair to yourself on that page as you would be to a friend.",
                playful: "No decorations needed; a scruffy list ages just as well as a beautiful one.",
                not: [.following]
            ),
            Archetype(
                "a term worth knowing",
                ["Understand one term properly", "Look up the word that keeps coming up"],
                [
                    [
                        "Every subject has a handful of terms that people use as if everyone knew them.",
                        "Reading about \(.short) gets easier with each term that you have truly understood.",
                    ],
                    [
                        "Choose one that you have nodded at more than once, and find out what it means in practice.",
                        "Note the next word that you would rather skip, look it up, and write its meaning in a sentence of your own.",
                    ],
                    [
                        "When you can give an example from your own experience, the term is yours.",
                        "One a week is enough; after a few months the difference is hard to miss.",
                    ],
                ],
                friendly: "There is no shame in not knowing it; most people around you have only heard it too.",
                playful: "Bonus points for using it correctly before dinner."
            ),
            Archetype(
                "a limit to set",
                ["Decide how much is enough for today", "Set the end before you start"],
                [
                    [
                        "Starting is easier for people who know when they may stop.",
                        "An open-ended task is the easiest kind to put off, and \(.practice) can go on for ever if you let it.",
                    ],
                    [
                        "Before your next \(.session), settle on a limit: a length of time, a number of attempts, or one question answered.",
                        "Give the time that you have a clear end, for example one result, however modest.",
                    ],
                    [
                        "Stop there even if it goes well, and you will look forward to the next time.",
                        "Ending on time is a skill of its own, and it keeps the door open for the next round.",
                    ],
                ],
                friendly: "Enough really is enough, and it feels good to say so.",
                playful: "Set a timer if you must, and let it be the villain.",
                not: [.following, .gardening]
            ),
        ]
    )
}
