extension Theme {
    /// Less.
    static let simplify = Theme(
        lines: [
            "less is enough", "what to leave out", "room to breathe", "the case for doing less",
        ],
        opening: [
            [
                "This issue is about taking things away, which is harder than adding and often more useful.",
                "Much advice tells you what else to do; this issue looks for what you could leave out.",
                "Time is the one thing that nobody can make more of, so this issue frees up a little of it.",
            ],
            [
                "Anything that leaves your week makes room for the part of \(.short) that you care about.",
                "Choose one thing to drop, and see after a week whether you miss it.",
                "Simple does not mean careless, and with \(.short) it is frequently the opposite.",
            ],
        ],
        archetypes: [
            Archetype(
                "something to stop",
                ["Stop one thing for a week", "Leave something out, on trial"],
                [
                    [
                        "Habits gather like papers on a desk: each had a reason once.",
                        "It is likely that something you do for \(.short) stopped being useful a while ago.",
                    ],
                    [
                        "Choose one routine whose purpose you cannot name at once, and leave it out for seven days.",
                        "Look for a step that is done because it was always done, and skip it this week.",
                    ],
                    [
                        "If nobody notices, you have won that time for good.",
                        "Should you miss it, bring it back, this time knowing what it is good for.",
                    ],
                ],
                friendly: "Stopping is reversible, so there is little to fear.",
                playful: "Hold a small farewell ceremony if it helps."
            ),
            Archetype(
                "a word for fewer tools",
                ["Use fewer tools, and know them better", "Put half of the equipment away"],
                [
                    [
                        "A tool that you know well beats three that you have read about.",
                        "It is more pleasant to choose new equipment for \(.short) than to learn to use the old.",
                    ],
                    [
                        "Go through your \(.materials) and put away whatever you have not used for two months.",
                        "Choose the few of your \(.materials) that you use most, and put the others out of reach for a month.",
                    ],
                    [
                        "Keep what you put away for a while; if it is still untouched in half a year, let it go.",
                        "Making do with few things also makes it plain when you really need another.",
                    ],
                ],
                friendly: "You probably have everything you need already.",
                playful: "The drawer of mysterious cables is exempt; nobody is that brave.",
                not: [.following, .movement, .money, .work]
            ),
            Archetype(
                "a thought on sources",
                ["Follow fewer sources, more closely", "Read less, and read it to the end"],
                [
                    [
                        "Ten sources skimmed leave less behind than two that are read properly.",
                        "There is more being written about \(.short) than anyone could read.",
                    ],
                    [
                        "Keep the two or three sources that have changed what you do, and let the others go for a month.",
                        "Ask of each source when it last taught you something that you used, and unsubscribe where you cannot say.",
                    ],
                    [
                        "Whatever is important will reach you by another way.",
                        "Use some of the time to read an old piece again, one that you liked.",
                    ],
                ],
                friendly: "Yes, that may include newsletters; we can take it.",
                playful: "Please consider this an act of courage on the part of a newsletter."
            ),
            Archetype(
                "a step to save",
                ["Make the usual way one step shorter", "Take out one step"],
                [
                    [
                        "Routines grow by one small step at a time, and nobody ever shortens them.",
                        "Each extra step is a place where you can get tired, lost or interrupted.",
                    ],
                    [
                        "Write down how you usually deal with \(.short), step by step, and find two steps that could be one.",
                        "Count the steps between the idea and the result, and take out a single one.",
                    ],
                    [
                        "Start near the beginning, where a shorter way helps you to begin at all.",
                        "One step less, every time, adds up to hours over a year.",
                    ],
                ],
                friendly: "Laziness of this sort is really just good design.",
                playful: "The shortest staircase is the one you do not have to climb.",
                not: [.movement, .following, .outdoors, .learning, .gardening, .money]
            ),
            Archetype(
                "a reason to finish",
                ["Finish one thing before opening the next", "Close something this week"],
                [
                    [
                        "Everything unfinished asks for a bit of attention, even while it lies in a drawer.",
                        "New ideas for \(.short) are always more attractive than the last tenth of an old one.",
                    ],
                    [
                        "List what you have begun, choose what is closest to its end, and finish that first.",
                        "Pick one unfinished thing and decide today: complete it, give it away, or drop it.",
                    ],
                    [
                        "Until then, new ideas may wait on a list, where they lose none of their charm.",
                        "The relief is usually larger than the remaining work was.",
                    ],
                ],
                friendly: "Dropping something with a clear mind is a perfectly good finish.",
                playful: "Cue the modest applause.",
                not: [.movement, .outdoors, .gardening]
            ),
            Archetype(
                "a polite no",
                ["Have a polite no ready", "Protect the time that you have set aside"],
                [
                    [
                        "Time set aside for \(.short) is the first to be given away, because nobody else will complain.",
                        "A quick yes often costs more than a no that took thought.",
                    ],
                    [
                        "Write one friendly sentence with which you can decline, and keep it where you answer messages.",
                        "Prepare a short answer such as \"not this week, but ask me again next month\", and use it once.",
                    ],
                    [
                        "People mind a clear no much less than a late one.",
                        "Said early and kindly, it leaves the other person time to find another way.",
                    ],
                ],
                friendly: "You can be generous and still keep an evening for yourself.",
                playful: "Practise in front of the mirror, which never takes offence."
            ),
        ]
    )
}
