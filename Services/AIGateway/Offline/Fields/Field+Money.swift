extension Field {
    static let money = Field(
        .money,
        words: """
            money finance financial saving savings budget budgeting investing investment investor stock bond etf fund pension
            retirement tax taxes insurance mortgage debt credit bank banking crypto bitcoin accounting bookkeeping
            cash-flow cashflow frugal household-budget real-estate property rent wealth fintech payment cash expense income
            salary invoice invoicing audit dividend
            """,
        vocabulary: Vocabulary(
            verb: "dealing with",
            session: "evening with the accounts",
            article: "an",
            peer: "someone who is careful with money",
            people: "the people with whom you share a budget",
            scene: "accounts",
            notebook: "money notes",
            materials: "bills and statements",
            measures: [
                "how many regular payments you would choose again today",
                "how many days of the month you know what is left",
                "how long it takes you to find any one bill",
            ],
            tasks: [
                "look at one regular payment and ask whether you still want it", "file one pile of paper",
                "write down three fixed costs from memory and check them",
            ],
            slips: [
                "deciding about large sums in a hurry", "counting income before it has arrived",
                "forgetting the costs that come once a year",
            ]
        ),
        archetypes: [
            Archetype(
                "a fixed day",
                ["Look at the figures on the same day each week", "Ten minutes with the numbers"],
                [
                    [
                        "Money is less frightening when one looks at it regularly.",
                        "Looking only when there is a problem turns every look into a problem.",
                    ],
                    [
                        "Choose one fixed day, open the accounts, and write down what is there and what is still to come this month."
                    ],
                    [
                        "Ten minutes are enough if they come every week.",
                        "There is nothing to decide on that day; knowing is the whole exercise.",
                    ],
                ]
            ),
            Archetype(
                "a list of yearly costs",
                ["Divide the yearly costs by twelve", "Meet the bills before they come"],
                [
                    [
                        "The bill that upsets the month is usually one that comes every year.",
                        "Insurance, memberships and repairs are predictable, except in their effect on the mood.",
                    ],
                    [
                        "List everything that is paid once or twice a year, add it up, divide by twelve, and set that amount aside each month."
                    ],
                    [
                        "When the bill arrives, it is already paid for.",
                        "Last year's statements hold most of the list, so begin there.",
                    ],
                ]
            ),
            Archetype(
                "a review of one payment",
                ["Question one regular payment", "Would you sign it again today?"],
                [
                    [
                        "Regular payments were all good ideas once.",
                        "Small amounts that leave by themselves are never looked at again.",
                    ],
                    [
                        "Take one of them and ask whether you would sign up for it today, at this price; if not, cancel it now."
                    ],
                    [
                        "One a week is enough, and it is more pleasant than a great purge.",
                        "Note the notice periods of the others while you are at it.",
                    ],
                ]
            ),
            Archetype(
                "a pause before buying",
                ["Sleep on every larger purchase", "Wait a day, or a week"],
                [
                    [
                        "Urgency is the oldest trick in selling.",
                        "Wishes are strongest when they are new.",
                    ],
                    [
                        "Agree with yourself on an amount above which you wait at least one night, and write the wish down with its date."
                    ],
                    [
                        "What you still want after that can be bought with a light heart.",
                        "Many entries on such a list look puzzling a month later.",
                    ],
                ]
            ),
            Archetype(
                "an overview",
                ["Put everything on one page", "One page for the whole picture"],
                [
                    [
                        "Few people could say from memory what they own, what they owe, and where it is.",
                        "Scattered accounts make scattered decisions.",
                    ],
                    ["Write down each account, contract and debt with its amount and its purpose, on a single page."],
                    [
                        "Repeat it twice a year, and compare the pages.",
                        "Someone you trust should know where the page is kept.",
                    ],
                ]
            ),
            Archetype(
                "some careful reading",
                ["Read how to get out before you go in", "Find the exit in the contract"],
                [
                    [
                        "Offers explain at length how to begin and in small print how to stop.",
                        "The cost of a contract includes the cost of leaving it.",
                    ],
                    [
                        "Before signing anything, find the notice period, the fees for leaving, and the date from which the price may change."
                    ],
                    [
                        "Put the last possible day for cancelling in the calendar at once.",
                        "If you cannot find these three within five minutes, ask for them in writing.",
                    ],
                ]
            ),
            Archetype(
                "a reserve",
                ["Build a reserve before anything clever", "A cushion comes first"],
                [
                    [
                        "Unexpected costs are the least unexpected thing in the world.",
                        "Without a reserve, each surprise becomes a loan.",
                    ],
                    [
                        "Decide on a first modest amount, transfer something towards it on payday, and keep it apart from daily money."
                    ],
                    [
                        "When it has been used, filling it up again comes before other plans.",
                        "It earns little, and it lets you decide calmly, which is worth a lot.",
                    ],
                ]
            ),
            Archetype(
                "a talk about money",
                ["Talk about money when nothing is wrong", "A calm half hour together"],
                [
                    [
                        "Money is mostly discussed when there is too little of it, which is the worst time.",
                        "People who share expenses often have never compared what they expect.",
                    ],
                    [
                        "Choose a quiet evening, and let each person say what they worry about and what they would like to be able to afford."
                    ],
                    [
                        "Agree on one thing only, and meet again in a month.",
                        "It is no contest; whoever listens first has already won something.",
                    ],
                ],
                unless: "business cash account bookkeep invoic startup fintech bank audit"
            ),
            Archetype(
                "an order for papers",
                ["One place for all the papers", "Make it easy to find things"],
                [
                    [
                        "A missing paper costs an evening, and it does so at the worst time.",
                        "Sorting systems fail because they are too fine.",
                    ],
                    [
                        "Keep one folder a year with five sections at most, and put each paper away on the day it arrives."
                    ],
                    [
                        "The year's end will take an hour instead of a weekend.",
                        "A photo of the important pages, kept elsewhere, is a good second copy.",
                    ],
                ]
            ),
            Archetype(
                "a fuller comparison",
                ["Compare the whole cost", "Look past the price"],
                [
                    [
                        "The price is what you see; the cost is what you pay over the years.",
                        "Cheap things can be dear to keep, and dear things cheap.",
                    ],
                    [
                        "Add up what it costs to buy, to use, to maintain and to get rid of, and divide by the years you expect to have it."
                    ],
                    [
                        "Comparisons look different after that.",
                        "The same sum works for tools, cars, contracts and clever ideas.",
                    ],
                ]
            ),
            Archetype(
                "a transfer that runs by itself",
                ["Let the sensible part run by itself", "Automate the dull decisions"],
                [
                    [
                        "Whatever needs willpower every month will be skipped in some of them.",
                        "What leaves the account on payday is not missed.",
                    ],
                    [
                        "Set up one standing order for the purpose you care about most, for the day after your income arrives."
                    ],
                    [
                        "Begin with an amount that does not hurt, and raise it when something else ends.",
                        "Check twice a year whether amount and purpose are still right.",
                    ],
                ]
            ),
            Archetype(
                "a reason to write down",
                ["Write down the reason before you decide", "A note to your later self"],
                [
                    [
                        "After the event, everyone remembers having known it.",
                        "Decisions about money are judged by their results, although luck has a hand in them.",
                    ],
                    [
                        "Note in three lines why you decide as you do, what you expect, and what would show that you were mistaken."
                    ],
                    [
                        "Read the note before you change course, especially when others are excited.",
                        "Over the years these notes teach you more than any single success.",
                    ],
                ]
            ),
            Archetype(
                "a question for advisers",
                ["Ask how the adviser is paid", "Who earns what from this advice?"],
                [
                    [
                        "Advice is never free; sometimes it is merely paid for elsewhere.",
                        "For large or lasting decisions, qualified advice is worth having, and so is knowing who pays for it.",
                    ],
                    [
                        "Ask plainly who earns what if you follow the recommendation, and what you would be told if you did nothing."
                    ],
                    [
                        "Good advisers answer such a question without hesitation.",
                        "Take the papers home and decide there.",
                    ],
                ]
            ),
        ] + Archetype.moneyTopics
    )
}
