extension Field {
    static let animals = Field(
        .animals,
        words: """
            dog puppy cat kitten pet rabbit hamster horse pony chicken hen poultry duck goat sheep aquarium fishkeeping parrot
            budgie guinea-pig tortoise reptile bee beekeeping hive honey apiary veterinary animal goldfish ferret donkey alpaca
            """,
        vocabulary: Vocabulary(
            verb: "looking after",
            session: "round",
            peer: "someone who has kept animals for longer",
            people: "the people who live with you",
            scene: "daily routine",
            notebook: "notebook",
            materials: "tools and supplies",
            measures: [
                "how many days the routine ran without a hitch",
                "how many minutes of calm attention a day leaves room for",
                "how often you looked closely instead of in passing",
            ],
            tasks: [
                "clean one bowl, brush or tool", "watch for five minutes without doing anything",
                "write down what was eaten today, and how much",
            ],
            slips: [
                "changing two things about food or routine in the same week",
                "rewarding what you do not want to see again",
                "waiting too long before asking someone who knows",
            ]
        ),
        archetypes: [
            Archetype(
                "short practice",
                ["Practise briefly, and end on a success", "Three minutes of training"],
                [
                    [
                        "Animals learn in short rounds, and so do their people.",
                        "The end of a training round is what stays in the memory.",
                    ],
                    [
                        "Practise one thing for two or three minutes, reward at the very moment when it is right, and stop while it is still fun."
                    ],
                    [
                        "If it fails three times, make it easier.",
                        "Everyone in the house should use the same word for it.",
                    ],
                ],
                only: "dog pupp pet cat kitten horse"
            ),
            Archetype(
                "a regular look",
                ["Know what normal looks like for your animal", "A weekly look from head to tail"],
                [
                    [
                        "Animals hide discomfort well, so changes are the best sign.",
                        "Whoever knows the ordinary notices the unusual early.",
                    ],
                    [
                        "Once a week, look at eyes, coat, appetite and movement in peace, and note anything that has changed."
                    ],
                    [
                        "If something worries you, call the vet and describe it; the note will help.",
                        "The regular touch also makes examinations easier for everyone.",
                    ],
                ],
                unless: "bee hive honey apiar aquarium fish goldfish",
                isSerious: true
            ),
            Archetype(
                "a time to watch",
                ["Watch for five minutes before you do anything", "First look, then tend"],
                [
                    [
                        "We come to our animals with a task in hand, and so we see the task.",
                        "Animals tell a good deal to anyone who is doing nothing.",
                    ],
                    [
                        "Begin one round a day with five minutes of watching from a distance: who moves how, who stays apart, what is new?"
                    ],
                    [
                        "After a few weeks you will see at a glance that something is different.",
                        "Write down the odd things, even those that turn out to be harmless.",
                    ],
                ]
            ),
            Archetype(
                "a rule for changes",
                ["Change one thing at a time, and slowly", "Small changes, with days between them"],
                [
                    [
                        "Animals live by habit, and every change costs them something.",
                        "If food, place and routine change together, nobody can say what caused the trouble.",
                    ],
                    [
                        "Choose the one change that matters most, spread it over a week, and leave everything else as it was."
                    ],
                    [
                        "If something goes wrong, you know where to look.",
                        "What goes well can stay, and the next change may follow.",
                    ],
                ],
                isSerious: true
            ),
            Archetype(
                "instructions for a stand-in",
                ["Write a page for whoever stands in for you", "Could somebody take over tomorrow?"],
                [
                    [
                        "Illness and delayed trains do not ask whether there is somebody to feed the animals.",
                        "What you do without thinking is what a stand-in cannot know.",
                    ],
                    [
                        "Write down the daily round with times and amounts, what is normal, what is not, and whom to call, and let someone try it once."
                    ],
                    [
                        "Hang the page where the food is.",
                        "It also shows you which step is needlessly complicated.",
                    ],
                ]
            ),
            Archetype(
                "a number to have at hand",
                ["Know whom to call before you need to", "Keep the important numbers by the door"],
                [
                    [
                        "In an emergency nobody wants to search for a telephone number.",
                        "Nights and holidays have rules of their own, and it is better to know them beforehand.",
                    ],
                    [
                        "Write down your vet, the nearest emergency service and one experienced neighbour, and put the sheet where everyone finds it."
                    ],
                    [
                        "Add weight, age and medicines, as those are what you will be asked for.",
                        "When in doubt, call early; it is the cheaper mistake.",
                    ],
                ],
                isSerious: true
            ),
            Archetype(
                "a lesson in calm",
                ["Slow your hands down", "Arrive calmly"],
                [
                    [
                        "Haste is contagious, and animals catch it first.",
                        "Most struggles are over before they begin if nobody is in a hurry.",
                    ],
                    [
                        "Before you touch, lift or open anything, stand still for three breaths, and then do everything at half the usual speed."
                    ],
                    [
                        "You will lose a minute and save several.",
                        "Whoever helps you should do the same.",
                    ],
                ]
            ),
            Archetype(
                "a neighbour's view",
                ["Let someone experienced have a look", "Invite a second pair of eyes"],
                [
                    [
                        "One gets used to everything one sees every day.",
                        "Books describe the usual case, and a neighbour sees yours.",
                    ],
                    [
                        "Invite someone who has kept animals for longer, show them an ordinary day, and ask what they would change first."
                    ],
                    [
                        "Return the visit, since one learns as much in another place.",
                        "If two of them disagree, ask each for the reason.",
                    ],
                ]
            ),
            Archetype(
                "a diary of small things",
                ["Keep a short diary of ordinary days", "One line a day about the animals"],
                [
                    [
                        "When something is wrong, the first question is since when.",
                        "Slow changes are invisible from one day to the next.",
                    ],
                    ["Write one line a day in a calendar: appetite, mood, weather, anything unusual."],
                    [
                        "A vet can do a great deal with such a line.",
                        "At the end of the year it is also a good story.",
                    ],
                ]
            ),
            Archetype(
                "a tidy store",
                ["Keep food and tools in order", "Check the store once a month"],
                [
                    [
                        "Old food and blunt tools are noticed when it is too late to go shopping.",
                        "Order in the store is half of the daily round.",
                    ],
                    [
                        "Once a month take everything out, throw away what is old, clean the containers, and write a list of what is running low."
                    ],
                    [
                        "Keep enough for a week in which the shops are shut.",
                        "A hook for each tool saves more time than a better tool.",
                    ],
                ]
            ),
            Archetype(
                "variety in small doses",
                ["Offer something new to explore", "A little variety in the day"],
                [
                    [
                        "Boredom is behind many a bad habit, on either side of the fence.",
                        "Safety is necessary, and it is not the whole of a good life.",
                    ],
                    [
                        "Once a week offer something harmless to explore: a branch, a box, a new smell or another way to find food."
                    ],
                    [
                        "Let them decide whether they like it.",
                        "Take it away again before it becomes furniture.",
                    ],
                ],
                unless: "bee hive honey apiar"
            ),
        ] + Archetype.animalsTopics
    )
}
