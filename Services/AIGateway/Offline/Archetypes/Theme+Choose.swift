extension Theme {
    /// Decisions and trade-offs.
    static let choose = Theme(
        lines: [
            "choices and trade-offs", "deciding well", "one thing at the cost of another", "simpler decisions",
        ],
        opening: [
            [
                "Every choice leaves something out, and this issue is about leaving out the right things.",
                "This issue is about decisions: the large ones that wait, and the small ones that eat up the day.",
                "Deciding is work, and like all work it gets easier with a few good tools.",
            ],
            [
                "Keep one open question about \(.short) in mind while you read.",
                "You will find a few ways to make up your mind about \(.short) and then keep it made up.",
                "Most of the choices that come with \(.short) can be taken back, which is a comforting thought.",
            ],
        ],
        archetypes: [
            Archetype(
                "a trade-off to weigh",
                ["Decide what you are willing to give up", "Name the price of the better option"],
                [
                    [
                        "Speed, care and cost pull in different directions, and wishing does not change that.",
                        "An option that seems to have no drawback has simply not been looked at for long enough.",
                    ],
                    [
                        "For the next decision about \(.short), write down what you want most, and beside it what you will accept in return.",
                        "Rank three things that you would like to have, and cross out the last one for the time being.",
                    ],
                    [
                        "A price that you have named yourself is easier to pay than one that turns up later.",
                        "Whoever knows what they gave up is less likely to change course at the first difficulty.",
                    ],
                ],
                friendly: "You are allowed to choose the easy option when the stakes are low.",
                playful: "Having the cake and eating it remains under investigation.",
                not: [.following, .movement]
            ),
            Archetype(
                "a rule for equal options",
                ["When two options look equal, take the one you can undo", "Prefer the door that opens both ways"],
                [
                    [
                        "Long deliberation between two good options is seldom worth its time.",
                        "If the choice is close, the difference between the results will be small as well.",
                    ],
                    [
                        "Take the one that can be reversed more easily, and look at it again in two weeks.",
                        "Ask of each how hard it would be to go back, and let the answer decide.",
                    ],
                    [
                        "What you learn about \(.short) on the way is worth more than another evening of thinking.",
                        "The time saved can go into doing it properly, which matters more than the choice itself.",
                    ],
                ],
                friendly: "There is more than one right way, so relax a little.",
                playful: "If you are still undecided, toss a coin and notice which side you hope for.",
                not: [.following, .movement]
            ),
            Archetype(
                "a default to set",
                ["Set a default for the small decisions", "Decide once, not every day"],
                [
                    [
                        "Small decisions are tiring because there are so many of them.",
                        "A surprising share of the effort of \(.practice) goes into choices that hardly matter.",
                    ],
                    [
                        "Pick one that comes up every week, and settle it for the next three months.",
                        "Write down a standard answer for a question that keeps returning, and use it unless there is a good reason not to.",
                    ],
                    [
                        "You can still make an exception, but you no longer have to think about the rule.",
                        "The attention that this saves is yours to spend on the interesting questions.",
                    ],
                ],
                friendly: "Your future self will be grateful on the next busy morning.",
                playful: "Some people own seven identical pairs of socks, and they always look rested.",
                not: [.following]
            ),
            Archetype(
                "a standard to set",
                ["Describe good enough before you begin", "Say what done looks like"],
                [
                    [
                        "Without an agreed finish, every piece of work grows until something stops it.",
                        "\"As good as possible\" is a direction, and you cannot arrive at a direction.",
                    ],
                    [
                        "Before you start, write two or three lines that describe an acceptable result.",
                        "Write down one sign by which anyone could tell that it is done.",
                    ],
                    [
                        "When that is met, stop, and use the time that is left for the next thing.",
                        "For the parts of \(.short) that people will notice, set the line high; for the others, be generous.",
                    ],
                ],
                friendly: "Good enough, delivered, makes more people happy than perfect, promised.",
                playful: "Perfection sends its apologies; it could not make it this week either.",
                not: [.movement, .following, .outdoors, .gardening]
            ),
            Archetype(
                "the price of waiting",
                ["Put a price on waiting", "What does another week cost?"],
                [
                    [
                        "Not deciding is a decision too, and it has a price like any other.",
                        "Some open questions about \(.short) keep for years, and others get dearer every week.",
                    ],
                    [
                        "List the decisions that you are putting off, and write beside each what a further week will cost.",
                        "Take the oldest open question and ask what would be different if it had been settled a month ago.",
                    ],
                    [
                        "Where the answer is \"nothing\", strike it off with a clear conscience.",
                        "Where it is more than you like, give it a date in the coming days.",
                    ],
                ],
                friendly: "Crossing something off counts as deciding.",
                playful: "Procrastination charges interest, and it never sends a bill in advance.",
                not: [.following, .movement, .cooking, .gardening, .outdoors]
            ),
            Archetype(
                "advice from yourself",
                ["Advise yourself as you would a friend", "Take one step away from the question"],
                [
                    [
                        "Other people's problems look simpler, because we see them from a distance.",
                        "When a question about \(.short) goes round in circles, distance helps more than thinking harder.",
                    ],
                    [
                        "Write the situation down as if a friend had told you about it, and answer with a short letter.",
                        "Explain the matter aloud in the third person, and listen to what you recommend.",
                    ],
                    [
                        "Sleep on the advice, and follow it if it still sounds sensible in the morning.",
                        "Such advice is kinder than one's first thoughts, and usually more practical.",
                    ],
                ],
                friendly: "You give good advice, so it is only fair that you get some of it.",
                playful: "Your consulting fee is waived, just this once.",
                not: [.following, .cooking, .gardening]
            ),
        ],
        not: [.following]
    )
}
