extension Field {
    static let home = Field(
        .home,
        words: """
            home house household parenting parent family child kid baby toddler teenager
            decluttering declutter cleaning tidying organizing organising minimalism diy renovation repair repairing interior
            decorating furniture laundry storage moving housekeeping homemaking relationship marriage pregnancy grandparent
            elderly caregiving smart-home insulation heating plumbing
            electrical bathroom bedroom living simple-living dating wedding zero-waste
            """,
        vocabulary: Vocabulary(
            verb: "looking after",
            session: "task",
            peer: "a neighbour or a friend",
            people: "the people you live with",
            scene: "home",
            notebook: "household notebook",
            materials: "tools and supplies",
            measures: [
                "how many evenings in a week are calm", "how long it takes to leave the house",
                "how many small repairs are still open",
            ],
            tasks: [
                "clear one drawer", "repair one thing that has annoyed you for weeks",
                "put one thing back where it belongs",
            ],
            slips: [
                "settling things when everyone is tired", "buying storage before sorting anything out",
                "making a rule that only holds on good days",
            ]
        ),
        archetypes: [
            Archetype(
                "a ten-minute round",
                ["Ten minutes every evening", "One short round before the day ends"],
                [
                    [
                        "Ten minutes a day are easier to find than a free Saturday.",
                        "Things pile up a little every day, so they can be put right a little every day.",
                    ],
                    ["Set a timer, let everybody join in, and stop when it rings, whatever is left."],
                    [
                        "The next morning begins on a clear table.",
                        "Music helps, and so does saying little about it.",
                    ],
                ],
                only:
                    "home house household declutter clean tidy minimal organi diy repair renovat interior decorat furniture laundry storage housekeep moving simple living apartment smart-home parent child kid famil baby toddler teen mum mom dad father mother grandparent"
            ),
            Archetype(
                "a place for things",
                ["Keep things where they are used", "The right place is the near one"],
                [
                    [
                        "A thing is put back only if its place is on the way.",
                        "Disorder is often a sign that the place is wrong and not the people.",
                    ],
                    [
                        "Notice what lies around most, and give it a home within reach of the spot where it lands anyway."
                    ],
                    [
                        "A basket in the right corner beats a cupboard in the wrong room.",
                        "Ask the others where they would look for it first.",
                    ],
                ],
                only:
                    "home house household declutter clean tidy minimal organi diy repair renovat interior decorat furniture laundry storage housekeep moving simple living apartment smart-home parent child kid famil baby toddler teen mum mom dad father mother grandparent"
            ),
            Archetype(
                "a list of repairs",
                ["Write down the small repairs", "One list for what annoys you daily"],
                [
                    [
                        "One gets used to a dripping tap and pays for it in small moments of annoyance.",
                        "Small repairs are put off because each of them seems too small.",
                    ],
                    [
                        "Hang a sheet where everyone passes, let everyone add to it, and do the easiest one each weekend."
                    ],
                    [
                        "Get the parts for three of them at once.",
                        "What has been on the sheet for three months needs a professional, or can come off.",
                    ],
                ],
                only:
                    "home house household declutter clean tidy minimal organi diy repair renovat interior decorat furniture laundry storage housekeep moving simple living apartment smart-home"
            ),
            Archetype(
                "a calm agreement",
                ["Agree on rules when everyone is calm", "Talk about it on a Sunday"],
                [
                    [
                        "Rules made in the heat of the moment are forgotten when it has cooled.",
                        "In the middle of the quarrel nobody is looking for a solution.",
                    ],
                    [
                        "Choose a relaxed moment, name one situation that keeps going wrong, and ask everyone for one suggestion."
                    ],
                    [
                        "Try the simplest suggestion for two weeks and talk again.",
                        "A rule that others have helped to make is kept more often.",
                    ],
                ],
                only:
                    "parent child kid famil baby toddler teen mum mom dad father mother grandparent home household relationship marriage housekeep care elder"
            ),
            Archetype(
                "a balance of things",
                ["One in, one out", "Let something go for each new thing"],
                [
                    [
                        "Rooms do not grow with what is carried into them.",
                        "It is easier to keep a balance than to restore it.",
                    ],
                    ["For each new thing that comes in, choose one of the same kind that leaves within the week."],
                    [
                        "Keep a box by the door, and empty it when it is full.",
                        "Knowing the rule makes one think twice in the shop.",
                    ],
                ],
                only:
                    "home house household declutter clean tidy minimal organi diy repair renovat interior decorat furniture laundry storage housekeep moving simple living apartment smart-home"
            ),
            Archetype(
                "a choice to offer",
                ["Offer a choice between two good things", "Let others decide within limits"],
                [
                    [
                        "People of every age prefer choosing to being told.",
                        "An order invites resistance, and a choice invites thought.",
                    ],
                    ["Offer two options that you can both live with, and accept whichever is chosen."],
                    [
                        "Two are enough; with five, the choosing becomes the problem.",
                        "Whoever has chosen feels responsible for the rest.",
                    ],
                ],
                only:
                    "parent child kid famil baby toddler teen mum mom dad father mother grandparent home household relationship marriage housekeep care elder"
            ),
            Archetype(
                "a photo before",
                ["Take a photo before you take it apart", "Remember how it was"],
                [
                    [
                        "Things come apart in seconds and go together in hours.",
                        "Nobody remembers which cable went where.",
                    ],
                    ["Photograph each step, put the small parts in labelled cups, and lay them out in order."],
                    [
                        "Going back is then only a matter of reading the pictures in reverse.",
                        "The same goes for arrangements and routines that you are about to change.",
                    ],
                ],
                only: "diy repair renovat furniture interior decorat moving home house plumbing electrical smart"
            ),
            Archetype(
                "a visible routine",
                ["Make the routine visible", "Put it on the wall"],
                [
                    [
                        "What hangs on the wall does not have to be said.",
                        "Reminders sound like reproaches when they come from a person and like nothing when they come from a list.",
                    ],
                    [
                        "Draw or write the four steps of one routine, morning or evening, and hang them where they happen."
                    ],
                    [
                        "Point at the list in place of repeating yourself.",
                        "When nobody looks at it any more, it has done its work.",
                    ],
                ],
                only:
                    "parent child kid famil baby toddler teen mum mom dad father mother grandparent home household housekeep organi elder care"
            ),
            Archetype(
                "an easier departure",
                ["Prepare to leave the evening before", "A shelf by the door"],
                [
                    [
                        "The last ten minutes before leaving set the mood for the next hour.",
                        "Most delays in the morning are things that could not be found.",
                    ],
                    ["Keep one shelf or hook for whatever leaves the house tomorrow, and fill it after supper."],
                    [
                        "Set the departure five minutes earlier than needed, and enjoy the difference.",
                        "If something is forgotten twice, it gets a fixed place there.",
                    ],
                ],
                only:
                    "parent child kid famil baby toddler teen mum mom dad father mother grandparent home household housekeep organi elder care"
            ),
            Archetype(
                "a standard to lower",
                ["Lower one standard on purpose", "Decide where good enough will do"],
                [
                    [
                        "Not everything can be kept at the same level at the same time.",
                        "Some standards come from people who have not visited for years.",
                    ],
                    [
                        "Choose one area in which nobody would notice a little less, and take that effort somewhere else for a month."
                    ],
                    [
                        "Tell the others, so that it counts as a decision.",
                        "The time gained should go to something that people will remember.",
                    ],
                ]
            ),
            Archetype(
                "undivided attention",
                ["Ten minutes of undivided attention", "Let the child choose the game"],
                [
                    [
                        "Children ask for attention in good ways and in bad ones, and take whichever works.",
                        "Ten whole minutes often do more than an hour of half attention.",
                    ],
                    [
                        "Put the phone in another room, let the child decide what to do, and follow without improving anything."
                    ],
                    [
                        "The same short time every day becomes something to rely on.",
                        "Describe what you see instead of praising it, and watch what happens.",
                    ],
                ],
                only: "parent child kid famil toddler baby teen mum mom dad father mother"
            ),
            Archetype(
                "a positive wording",
                ["Say what to do", "Replace a don't with a do"],
                [
                    [
                        "\"Do not run\" puts running in the mind of the listener.",
                        "A list of prohibitions leaves open what would be right.",
                    ],
                    [
                        "Turn the next prohibition into a short, friendly instruction: walk, hold it with both hands, use the quiet voice."
                    ],
                    [
                        "Get down to eye level, and say it once.",
                        "It works rather well with adults, too.",
                    ],
                ],
                only: "parent child kid famil toddler baby teen mum mom dad father mother"
            ),
            Archetype(
                "a dry run",
                ["Do a dry run first", "Lay it out before you fix it"],
                [
                    [
                        "Glue, paint and screws are poor places to discover a mistake.",
                        "Measuring is boring, and buying the material twice is more so.",
                    ],
                    [
                        "Lay everything out without fastening anything, check it against the wall, and sleep on it if you can."
                    ],
                    [
                        "Mark the pieces with tape, so that the order is clear tomorrow.",
                        "Leave electricity, gas and load-bearing walls to those who are trained for them.",
                    ],
                ],
                only: "diy renovat repair furniture carpent decorat interior insulation plumbing",
                isSerious: true
            ),
        ] + Archetype.homeTopics
    )
}
