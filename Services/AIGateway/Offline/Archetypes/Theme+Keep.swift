extension Theme {
    /// Notes, care and completion.
    static let keep = Theme(
        lines: [
            "keep what works", "notes for later", "care and upkeep", "looking back, briefly",
        ],
        opening: [
            [
                "This issue is about keeping: notes, tools, and the things that already work.",
                "New things get most of the attention, so this issue looks after the old ones.",
                "Some of the best ideas are those you have had already; this issue helps you to keep them.",
            ],
            [
                "A few lines on paper are the cheapest way to get better at \(.short).",
                "Whatever you have learned about \(.short) so far deserves a safe place.",
                "Give your notes a few minutes at the end of your next \(.session).",
            ],
        ],
        archetypes: [
            Archetype(
                "a note to keep",
                ["Write two lines at the end", "End with a note"],
                [
                    [
                        "What is not written down has to be learned again.",
                        "The best moment for a note about \(.short) is right after you have stopped.",
                    ],
                    [
                        "Before you put things away, write two lines in your \(.notebook): what worked, and what to try next.",
                        "Keep your \(.notebook) within reach, and do not leave before there are two lines under today's date.",
                    ],
                    [
                        "Two lines are so little that there is no excuse, and after a year they make a book.",
                        "Read the last entry before you begin again, and you will start where you left off.",
                    ],
                ],
                friendly: "Spelling does not matter, and neither does style.",
                playful: "Future historians will thank you, or at least squint at your handwriting."
            ),
            Archetype(
                "a bit of upkeep",
                ["Leave it better than you found it", "Tidy one thing on the way out"],
                [
                    [
                        "Disorder grows in small steps, so it can be kept down in small steps too.",
                        "A great clear-out is a rare event; a little tidying can happen every time.",
                    ],
                    [
                        "Whenever you finish a \(.session), put one thing into better shape than it was, even if you did not cause the mess.",
                        "Each time you deal with \(.short), improve one detail on the way out: a label, a name, a place.",
                    ],
                    [
                        "Nobody will notice on any single day, and everybody will after a month.",
                        "It is the cheapest form of upkeep, because you are there anyway.",
                    ],
                ],
                friendly: "One small thing is enough; you are not the night shift.",
                playful: "The mess will be sorry to see you go.",
                not: [.following, .movement, .learning, .money, .outdoors]
            ),
            Archetype(
                "a look back",
                ["Read your oldest note again", "Visit your earlier self"],
                [
                    [
                        "Old notes hold answers to questions that you have stopped asking.",
                        "It is easy to forget what first drew you to \(.short).",
                    ],
                    [
                        "Take out the earliest note, photo or message on the subject that you can find, and read it slowly.",
                        "Leaf back to the beginning of your \(.notebook), and mark one idea that you never followed up.",
                    ],
                    [
                        "Some of it will make you smile, and one line may be worth taking up again.",
                        "Answer your earlier self in a sentence or two, and add the date.",
                    ],
                ],
                friendly: "Be gentle; that person did their best.",
                playful: "Fashion choices visible in old photos are beyond the scope of this note."
            ),
            Archetype(
                "some maintenance",
                ["Look after what you rely on", "An hour for maintenance"],
                [
                    [
                        "Things that always work are the ones nobody looks after.",
                        "Maintenance is never urgent until the day when nothing else is.",
                    ],
                    [
                        "Choose the one thing that your work on \(.short) depends on most, and give it half an hour of care.",
                        "Go through your \(.materials), and put right the smallest fault that you have learned to live with.",
                    ],
                    [
                        "Note the date, so that the next time does not depend on luck.",
                        "Small faults are quickly repaired while they are small.",
                    ],
                ],
                friendly: "There is something soothing about putting things in order.",
                playful: "The squeaky part gets the oil; the quiet part gets forgotten, so be fair.",
                not: [.following, .learning, .money, .movement]
            ),
            Archetype(
                "an ending to mark",
                ["Mark the end of things", "Finish with a full stop"],
                [
                    [
                        "Work that just trails off leaves a feeling of never being done.",
                        "We celebrate beginnings and let endings pass without a word.",
                    ],
                    [
                        "When you complete something, however small, do a fixed thing that says so: write the date, file it, tell someone.",
                        "Pick one part of \(.short) that is really finished, and close it formally, with a last note and a clean table.",
                    ],
                    [
                        "It frees the mind for whatever comes next.",
                        "A clear ending makes it easier to rest, and easier to be proud.",
                    ],
                ],
                friendly: "You did it, so let it count.",
                playful: "A tiny bell, rung once, does wonders.",
                not: [.following, .movement, .gardening]
            ),
            Archetype(
                "a list of what is done",
                ["Keep a list of what is done", "Count finished things, too"],
                [
                    [
                        "Lists of what remains never get shorter, and they never say thank you.",
                        "At the end of a week with \(.short), it is easy to see only what is missing.",
                    ],
                    [
                        "Start a second list for what you have finished, one line a day.",
                        "Keep a second list, and each evening add the most useful thing that you completed, even if it was never planned.",
                    ],
                    [
                        "On slow days, reading it helps more than any resolution.",
                        "It also shows where the time really went, which the other list cannot.",
                    ],
                ],
                friendly: "Getting through a hard day belongs on that list.",
                playful: "\"Resisted the biscuits until eleven\" is a legitimate entry.",
                not: [.following]
            ),
        ]
    )
}
