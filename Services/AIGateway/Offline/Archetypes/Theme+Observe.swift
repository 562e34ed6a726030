extension Theme {
    /// Looking closely.
    static let observe = Theme(
        lines: [
            "look closely", "the art of noticing", "a second look", "seeing what is there",
        ],
        opening: [
            [
                "This issue asks for attention more than for effort.",
                "Looking comes before changing, and this issue is about looking.",
                "We tend to see what we expect, so this issue collects a few ways of looking twice.",
            ],
            [
                "Ten quiet minutes with \(.short) can show more than a month of hurrying past.",
                "You need no equipment for it, only the patience to leave things as they are for a moment.",
                "Pick one of the notes and try it the next time you find yourself busy with \(.short).",
            ],
        ],
        archetypes: [
            Archetype(
                "something to watch",
                ["Watch one whole round without changing anything", "Look first, adjust later"],
                [
                    [
                        "The wish to improve things gets in the way of seeing how they work.",
                        "It is tempting to put something right as soon as you notice it.",
                    ],
                    [
                        "For one \(.session), follow everything from the first move to the last and only take notes.",
                        "Let your next \(.session) run its usual course, and write down what happens instead of what should.",
                    ],
                    [
                        "Afterwards, mark the two moments that took longer than you thought.",
                        "What you know about \(.short) by the end is worth more than the corrections you held back.",
                    ],
                ],
                friendly: "It takes some patience, and it is oddly calming.",
                playful: "Sit on your hands if you have to.",
                not: [.following, .money]
            ),
            Archetype(
                "a look with fresh eyes",
                ["Look at it as a visitor would", "Borrow a stranger's eyes"],
                [
                    [
                        "After a while we stop seeing whatever is always there.",
                        "Familiarity hides things in plain sight, and that goes for \(.short) as well.",
                    ],
                    [
                        "Look over your \(.scene) as if you were seeing it for the first time, and note the first three things that strike you.",
                        "Imagine that you had to show your \(.scene) to a guest in an hour, and note three things that you would rather explain or hide.",
                    ],
                    [
                        "None of the three will take long; begin with the smallest.",
                        "Change one of them before it becomes invisible again.",
                    ],
                ],
                friendly: "Be a kind visitor, one who notices the good things too.",
                playful: "Wearing a disguise is allowed, though it rarely helps."
            ),
            Archetype(
                "a slow exercise",
                ["Do one familiar part slowly", "Half the speed, twice the detail"],
                [
                    [
                        "Habit is fast, and speed covers up small faults.",
                        "The parts of \(.short) that you could do in your sleep are the ones you look at least.",
                    ],
                    [
                        "Choose one step that you have done many times, and do it at half the usual pace.",
                        "Take a single routine part of it this week and give it twice the time it normally gets.",
                    ],
                    [
                        "Somewhere in the middle you will meet a shortcut that you had forgotten you were taking.",
                        "Ask at each point why it is done that way, and whether it still has to be.",
                    ],
                ],
                friendly: "Enjoy it; slowness is a small luxury.",
                playful: "Background music in slow motion is entirely up to you.",
                not: [.following, .money, .community]
            ),
            Archetype(
                "a note on attention",
                ["Notice where your attention slips", "Find the dull moment"],
                [
                    [
                        "Attention tends to wander at the same place every time, and it does so for a reason.",
                        "Somewhere in \(.practice) there is a moment at which your thoughts go elsewhere.",
                    ],
                    [
                        "Make a small mark on paper whenever you catch yourself drifting, and note what you were doing.",
                        "For a few days, write down the exact point at which you reached for the phone or looked out of the window.",
                    ],
                    [
                        "If it is the same spot again and again, shorten that part, move it, or do it with company.",
                        "What you were doing there is either too hard, too easy, or not needed at all, and it pays to find out which.",
                    ],
                ],
                friendly: "Drifting is human; the trick is only to notice it.",
                playful: "If you drift off while making the mark, make two."
            ),
            Archetype(
                "a study of the ordinary",
                ["Study an ordinary day", "Learn from an average week"],
                [
                    [
                        "Special occasions are memorable and teach little about the rest of the year.",
                        "Most of what happens with \(.short) happens on days that nobody remembers.",
                    ],
                    [
                        "Pick an unremarkable day and write down, hour by hour, what you did and what interrupted you.",
                        "Choose last Tuesday, or whatever day was the dullest, and reconstruct how it went.",
                    ],
                    [
                        "An improvement that works on such a day will work on nearly all the others.",
                        "Arrange things for that day first, and treat the perfect day as a bonus.",
                    ],
                ],
                friendly: "Ordinary days deserve a little fame.",
                playful: "Somewhere, a Tuesday is blushing.",
                not: [.following, .gardening]
            ),
            Archetype(
                "a look at the edges",
                ["Look at the edges", "Mind the beginnings and the ends"],
                [
                    [
                        "Trouble likes the places where one thing ends and the next begins.",
                        "With \(.short), the middle usually takes care of itself; the transitions do not.",
                    ],
                    [
                        "Look at how you get started, how you hand things over, and how you finish.",
                        "List the points at which something changes hands, place or pace, and look at each for a minute.",
                    ],
                    [
                        "A line of writing at each of those points prevents many misunderstandings.",
                        "One clear agreement there often does more than any amount of effort in between.",
                    ],
                ],
                friendly: "A gentle start and a proper finish make the middle more pleasant, too.",
                playful: "Mind the gap, as they say on platforms.",
                not: [.movement, .following, .learning, .cooking, .gardening, .outdoors, .making, .money]
            ),
        ]
    )
}
