/// The first and the last words of an article, and its answers to questions.
enum ArticleFrame {
    /// One of each row; the second paragraph is for longer articles.
    static let opening: [[[Phrase]]] = [
        [
            [
                "There is no shortage of advice on \(.topic), and most of it forgets the reader's own circumstances.",
                "Few things reward a little patience as reliably as \(.topic).",
                "Sooner or later, an interest in \(.topic) leads to the same handful of questions.",
                "A good deal has been said about \(.topic), and a surprising part of it can be put simply.",
            ],
            [
                "This article keeps to what can be put to use in an ordinary week.",
                "What follows is a calm walk through the points that make a difference.",
                "The following pages collect what is worth knowing before you spend time or money.",
            ],
            [
                "It asks for no special talent, only for some attention and a willingness to try things out.",
                "You can read it from beginning to end, or go straight to the part that concerns you.",
                "Where an answer depends on your situation, it shows how to find your own.",
            ],
        ],
        [
            [
                "The aim is not to turn anybody into an expert overnight.",
                "Not everything in it will apply to you, and that is as it should be.",
                "It makes no promises of quick miracles.",
            ],
            [
                "Two or three changes that hold are worth more than twenty that do not.",
                "Pick what suits your situation, try it for two weeks, and come back for the next piece.",
                "Small, steady improvements are the kind that is still there next year.",
            ],
            [
                "Keep a pen at hand, for the best ideas tend to come while reading about something else.",
                "If you already have some experience, use the headings to find the gaps.",
                "Questions that remain open at the end are a good sign, since they show where to look next.",
            ],
        ],
    ]

    /// For subjects like illness and grief.
    static let quietOpening: [[[Phrase]]] = [
        [
            [
                "There is no right way to go about \(.topic), and nothing here is meant as a rule.",
                "With \(.topic), good advice is often too loud; what follows tries to be quiet.",
                "Nobody chooses to know much about \(.topic), and nobody has to know everything.",
            ],
            [
                "Take whatever is of help today, and leave the rest for another day, or altogether.",
                "Read as much of it as you like, in any order, and stop whenever you want to.",
            ],
        ],
        [
            [
                "These pages do not replace a conversation with people who know you, or with those who help for a living.",
                "Where things become too heavy to carry, a doctor, a counsellor or a helpline is the better companion.",
            ],
            [
                "They only collect small things that others have found bearable and sometimes helpful.",
                "What is written here is about the ordinary hours in between.",
            ],
        ],
    ]

    static let quietClosing: [[[Phrase]]] = [
        [
            [
                "If one of these thoughts made an hour a little lighter, that is enough.",
                "Nothing of this has to be done, and nothing of it has to be done well.",
            ],
            [
                "Be as patient with yourself as you would be with a friend.",
                "Ask for company when you want it, and for quiet when you want that.",
            ],
        ]
    ]

    static let audience: [Phrase] = [
        "It was written with \(.audience) in mind, and others are welcome to look over their shoulders.",
        "Everything has been chosen to be of use for \(.audience).",
    ]

    static let closingHeadings: [Phrase] = [
        "Where to go from here", "The short version", "What to take away", "In closing", "A last word",
    ]

    static let closing: [[[Phrase]]] = [
        [
            [
                "If you keep only one thing from this article, let it be the step that you can take today.",
                "Nothing about \(.short) has to be settled in a single day.",
                "Most of what makes the difference with \(.short) is plain, repeatable and within reach.",
            ],
            [
                "Choose one of the suggestions, try it before the end of the week, and write down what came of it.",
                "Go back to the section that described your own situation best, and begin there.",
                "Start with the easiest change, since an early success carries the later ones.",
            ],
            [
                "The rest can wait until that one has become a habit.",
                "Everything else will still be here when you need it.",
                "Then come back for the next one.",
            ],
        ],
        [
            [
                "And keep your notes: in a few months they will be the best guide that you could have.",
                "It also helps to tell somebody about it, because explaining is the second half of learning.",
                "Allow yourself a clumsy attempt or two, for they belong to the price of getting better.",
            ],
            [
                "With that, the most useful thing to do now is to close this page and begin.",
                "Good luck, and enjoy the way there as well as the result.",
                "The next good result is closer than it looks.",
            ],
        ],
    ]

    static let questionHeadings: [Phrase] = [
        "Questions and answers", "Questions that come up often", "Short answers to common questions",
    ]

    /// Under the heading of the questions.
    static let questionOpenings: [Phrase] = [
        "Some questions about \(.short) come up again and again, and they deserve a direct answer.",
        "The following questions are asked so often that they have earned a place of their own.",
        "Here are the questions that remain, each with as short an answer as honesty allows.",
    ]

    /// Answers to a question of the keywords, by its first word. They say how to find out, since nobody here could know.
    static func answers(to question: String) -> [[Phrase]] {
        let words = question.lowercased().split(separator: " ").map(String.init)
        let amounts: Set<String> = ["much", "many", "long", "often", "far", "big", "hot", "cold", "fast", "strong"]
        if words.first == "why" {
            return [
                [
                    "Usually there is more than one reason, so check them in the order in which they are easy to check.",
                    "The honest answer is that several causes look alike from the outside.",
                ],
                [
                    "Begin with what has changed most recently, put one thing back as it was, and see whether that settles it.",
                    "Note when it happens and when it does not; the difference between the two is your best clue.",
                ],
            ]
        }
        if words.first == "how", words.count > 1, amounts.contains(words[1]) {
            return [
                [
                    "There is no single figure that suits everybody, because it depends on what you use and on what you like.",
                    "Take any figure that you read as a starting point and not as a law.",
                ],
                [
                    "Begin in the middle of the range that a source you trust recommends, change it in small steps, and write down which one you preferred.",
                    "Settle on a value for two weeks, note the result each time, and adjust only afterwards.",
                ],
            ]
        }
        if ["can", "could", "should", "is", "are", "do", "does", "did", "will", "would"].contains(words.first ?? "") {
            return [
                [
                    "A plain yes or no would be convenient, and it would be wrong for many readers.",
                    "That depends on your circumstances, so be careful with answers that sound too certain.",
                ],
                [
                    "Ask what would have to be true for each answer, and check which of the two describes your own case.",
                    "Look for a source that names its reasons, and where health or money is at stake, ask somebody who is qualified.",
                ],
            ]
        }
        return [
            [
                "The answer differs from case to case, but the way to it is always the same.",
                "Answers to this one vary, and for good reasons.",
            ],
            [
                "Put down what you know about your own situation, compare two independent sources, and trust the one that explains itself.",
                "Start from what you want to achieve, rule out what does not fit, and try the simplest option that is left.",
            ],
        ]
    }

    /// Questions that suit any subject, with their answers.
    static let questions: [(question: Phrase, answer: [[Phrase]])] = [
        (
            "Where should a beginner start?",
            [
                ["With the plainest version, done once from beginning to end."],
                ["Everything else is easier to judge after that than before it."],
            ]
        ),
        (
            "How long does it take until it works?",
            [
                [
                    "Expect the first few attempts to be uneven, and give it a month of regular practice before you judge."
                ],
                ["Improvement comes in steps, with flat stretches between them."],
            ]
        ),
        (
            "Is special equipment needed?",
            [
                ["Hardly ever at the beginning."],
                ["Use what you have until you can say precisely what it keeps you from doing, and buy exactly that."],
            ]
        ),
        (
            "What if there is very little time?",
            [
                ["Then shrink the task instead of putting it off."],
                ["Ten minutes at a fixed hour achieve more than a free afternoon that never comes."],
            ]
        ),
        (
            "How can you tell good advice from bad?",
            [
                ["Good advice says when it does not apply."],
                ["Be wary of anything that works for everybody, costs nothing and needs no practice."],
            ]
        ),
        (
            "What should you do when you are stuck?",
            [
                ["Stop, describe the problem in two sentences, and go back to the last point at which all was well."],
                ["If that does not help, show it to somebody else before you try harder."],
            ]
        ),
        (
            "When is it good enough?",
            [
                ["When it does what you wanted it to do, on an ordinary day, without anyone having to be careful."],
                ["The last bit of polish is for pleasure and not for duty."],
            ]
        ),
    ]
}
