extension Theme {
    /// Questions.
    static let ask = Theme(
        lines: [
            "questions worth asking", "ask before you act", "the question behind the question", "a few good questions",
        ],
        opening: [
            [
                "A good question saves more work than a quick answer, and this issue collects a few of the good ones.",
                "Before the next round of doing, this issue makes room for some asking.",
                "This issue is built around questions, because they are cheap to ask and expensive to skip.",
            ],
            [
                "Some of them are for you alone, and some are best asked of other people who care about \(.short).",
                "None of them needs special knowledge of \(.short); honesty and a pencil will do.",
                "Take one of them into your week with \(.short) and see where it leads.",
            ],
        ],
        archetypes: [
            Archetype(
                "a question to ask",
                ["Ask what it is for", "Begin with the purpose"],
                [
                    [
                        "It is easy to become good at something that nobody needs, yourself included.",
                        "Before asking how to do more with \(.short), ask what it is supposed to make better.",
                    ],
                    [
                        "Finish this line on paper, as precisely as you can: \"I spend time on this so that\" and then the reason.",
                        "Write one sentence about what should be different in half a year, and for whom.",
                    ],
                    [
                        "If the answer surprises you, change the plan before you put in more effort.",
                        "A clear answer settles half of the smaller decisions by itself.",
                    ],
                ],
                friendly: "\"Because I enjoy it\" is a perfectly good answer, by the way.",
                playful: "If the only answer is \"because we always have\", you have found your first suspect.",
                not: [.following]
            ),
            Archetype(
                "a second opinion",
                ["Ask someone who does it differently", "Look for a friendly disagreement"],
                [
                    [
                        "People who agree with you can only confirm what you already know.",
                        "The quickest way to learn something new about \(.short) is to talk to someone who goes about it in another way.",
                    ],
                    [
                        "Find \(.peer) whose way of doing things differs from yours, and ask for the reason behind it.",
                        "Ask \(.peer) what they stopped doing, and why.",
                    ],
                    [
                        "Listen for the reason more than for the method; the reason is the part that travels.",
                        "You need not adopt any of it, but you will know better why you do what you do.",
                    ],
                ],
                friendly: "People are usually glad to be asked, so do not be shy.",
                playful: "Disagreement is welcome; throwing things is not."
            ),
            Archetype(
                "a question for those concerned",
                ["Ask the people it touches", "One open question for others"],
                [
                    [
                        "Others see sides of your work that you cannot see from where you stand.",
                        "Whatever you do about \(.short), it reaches more people than you think.",
                    ],
                    [
                        "Ask \(.people) this week what one thing they would change, and let them finish before you reply.",
                        "Put one open question to \(.people), one that cannot be answered with yes or no.",
                    ],
                    [
                        "Write the answer down in their words, since your own would soften it.",
                        "Thank them, say what you will do about it, and then do that one thing.",
                    ],
                ],
                friendly: "A short answer given gladly is worth more than a long form filled in.",
                playful: "Warning: the answers may be useful.",
                not: [.following, .movement]
            ),
            Archetype(
                "a chain of questions",
                ["Ask why three times", "Go two layers deeper"],
                [
                    [
                        "The first explanation of a problem is usually the most convenient one.",
                        "When something about \(.short) bothers you, the first reason that comes to mind is rarely the whole story.",
                    ],
                    [
                        "Take one thing that did not go well, ask why, and ask the same of the answer, twice more.",
                        "Write the trouble at the top of a page, its cause below, and the cause of that below again.",
                    ],
                    [
                        "Stop when you reach something that you can change by the end of the week.",
                        "The third line is often the first one that can be repaired rather than regretted.",
                    ],
                ],
                friendly: "Keep the tone curious; this is not a trial.",
                playful: "Small children have used this method for ages, with alarming success.",
                not: [.following]
            ),
            Archetype(
                "a question to leave open",
                ["Keep one question open on purpose", "Live with a question for a while"],
                [
                    [
                        "Some questions get worse when they are answered in a hurry.",
                        "There is probably one thing about \(.short) that you cannot settle yet, and that is fine.",
                    ],
                    [
                        "Write your open question on a card, and put the card where you will see it every day.",
                        "Give your open question a line of its own at the top of your \(.notebook), and leave the space below it empty.",
                    ],
                    [
                        "Add an observation whenever one comes along, and look at the whole list in two weeks.",
                        "Without any extra effort you will begin to notice things that have a bearing on it.",
                    ],
                ],
                friendly: "Not knowing for a while is a respectable position.",
                playful: "Think of it as a slow cooker for thoughts."
            ),
            Archetype(
                "questions for a slip of paper",
                ["Four questions to keep at hand", "A small card of questions"],
                [
                    [
                        "In the middle of things nobody thinks of the right question, so it helps to have a few written down.",
                        "A handful of questions on a card is a good companion for \(.practice).",
                    ],
                    [
                        "Copy these four, and go through them whenever you are stuck or unusually sure of yourself.",
                        "Keep these where you work, and read them aloud before the next decision.",
                    ],
                ],
                list: PointList(
                    4,
                    of: [
                        "What would make this easier?", "What am I assuming without having checked it?",
                        "What did I learn the last time?", "Who has solved something like this already?",
                        "What happens if I do nothing?", "What would I advise a friend to do here?",
                        "Which part do I avoid, and why?", "How will I know that it is good enough?",
                    ]
                )
            ),
        ]
    )
}
