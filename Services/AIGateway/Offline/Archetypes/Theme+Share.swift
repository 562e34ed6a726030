extension Theme {
    /// Explaining, showing, thanking.
    static let share = Theme(
        lines: [
            "with and for others", "pass it on", "explain it, share it", "in good company",
        ],
        opening: [
            [
                "What we explain to others we understand better ourselves, and this issue makes use of that.",
                "This issue is about other people: showing, asking, explaining and saying thank you.",
                "Hardly anything worth doing is done entirely alone, and this issue looks at the company we keep.",
            ],
            [
                "Think of one person with whom you could talk about \(.short) this week.",
                "You need not be an expert in \(.short) for any of it; being one page ahead is enough.",
                "Most of the notes take no more than a short conversation about \(.short).",
            ],
        ],
        archetypes: [
            Archetype(
                "a way to explain it",
                ["Explain it to someone in two minutes", "Tell it without jargon"],
                [
                    [
                        "If you can say it simply, you have understood it.",
                        "Explaining \(.short) to an outsider is the fastest test of what you know.",
                    ],
                    [
                        "Find someone with two minutes to spare, and tell them what you are busy with and why it matters, in everyday words.",
                        "Choose someone who knows nothing about it, and begin with what the whole thing is good for.",
                    ],
                    [
                        "Where you stumble, or reach for a technical term, is where you should read up.",
                        "Watch the face opposite: a frown shows you the gap, and a question shows you the next step.",
                    ],
                ],
                friendly: "If no one is around, a patient pet will do.",
                playful: "Rubber ducks are known to be excellent listeners."
            ),
            Archetype(
                "instructions to write",
                ["Write the instructions you would have liked to have", "Leave a page for whoever comes next"],
                [
                    [
                        "You still remember what was confusing at first, but you will not for long.",
                        "Good beginner's notes about \(.short) are rare, since those who could write them have forgotten what it was like.",
                    ],
                    [
                        "Take one thing that you have recently understood, and write it down as a page with numbered steps.",
                        "Describe one task from start to finish, and include the places where you went wrong.",
                    ],
                    [
                        "Let someone follow the page without your help, and correct whatever they stumble over.",
                        "Even if nobody else ever reads it, it will save you an hour in half a year.",
                    ],
                ],
                friendly: "One clear page is a lovely gift.",
                playful: "Resist the urge to begin with \"simply\".",
                not: [.movement, .following, .outdoors, .money]
            ),
            Archetype(
                "an early showing",
                ["Show it before it is finished", "Ask for a look at half time"],
                [
                    [
                        "What is finished gets praise; what is half done gets help.",
                        "The longer you polish in private, the less you will want to change.",
                    ],
                    [
                        "Show something unfinished to \(.peer), and say what kind of comment you are hoping for.",
                        "Choose a half-done part of your work on \(.short), and ask one person what they understand and what they miss.",
                    ],
                    [
                        "Say thank you, write everything down, and decide the next day what to use.",
                        "Listen without defending; whatever needs explaining is not clear yet.",
                    ],
                ],
                friendly: "It takes a little courage the first time, and much less the second.",
                playful: "Drum rolls are best kept for finished things.",
                not: [.cooking, .gardening, .movement, .outdoors, .following, .home, .money]
            ),
            Archetype(
                "a precise thank-you",
                ["Say thank you precisely", "Name what helped you"],
                [
                    [
                        "General praise is pleasant for a moment, while precise praise is remembered.",
                        "Someone has made \(.short) easier for you, perhaps without knowing it.",
                    ],
                    [
                        "Write them two sentences: what they did, and what it changed for you.",
                        "Tell one person this week exactly which of their words or deeds was useful, and when.",
                    ],
                    [
                        "It takes three minutes and may be the best-spent time of the day.",
                        "People do more of what they know to be useful, so everyone gains.",
                    ],
                ],
                friendly: "There is no expiry date on gratitude; last year counts.",
                playful: "Chocolate is an acceptable enclosure."
            ),
            Archetype(
                "a beginner's lead",
                ["Let a beginner lead", "Learn from someone who is new to it"],
                [
                    [
                        "Newcomers ask the questions that everyone else has given up asking.",
                        "Someone who is new to \(.short) sees what long practice has made invisible.",
                    ],
                    [
                        "Let a newcomer go first, and help only when you are asked.",
                        "Invite a person without any experience to try it while you watch in silence.",
                    ],
                    [
                        "Their detours show you what is not as obvious as you thought.",
                        "Note every \"why?\" that you cannot answer at once; those are the ones to look into.",
                    ],
                ],
                friendly: "Both of you will learn something, and it tends to be fun.",
                playful: "Keeping quiet may turn out to be the most athletic part of your week.",
                not: [.following, .movement, .money]
            ),
            Archetype(
                "an idea to borrow",
                ["Borrow one idea from a different field", "Look over the fence"],
                [
                    [
                        "Many a new idea is an old one that has moved house.",
                        "People who do something entirely different have often solved a problem that looks like yours.",
                    ],
                    [
                        "Ask someone from another line of work how they plan, check or practise, and try one of their tricks on \(.short).",
                        "Think of a cook, a pilot or a librarian: how would they set about your current problem?",
                    ],
                    [
                        "Translate the idea instead of copying it, and give it two weeks.",
                        "If only a tenth of it fits, that tenth is something nobody around you has thought of.",
                    ],
                ],
                friendly: "Curiosity about other people's work is also a nice way to start a conversation.",
                playful: "Borrowed ideas do not have to be returned.",
                not: [.following]
            ),
        ]
    )
}
