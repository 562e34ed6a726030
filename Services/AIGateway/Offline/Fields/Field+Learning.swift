extension Field {
    static let learning = Field(
        .learning,
        words: """
            learning study studying language vocabulary grammar classroom-management spanish english french german italian portuguese japanese
            chinese mandarin korean arabic russian latin teaching teacher tutoring education school homework classroom-management exam maths math
            mathematics physics chemistry biology course classroom pedagogy student university reading-skills memory revision
            pronunciation translation linguistics homeschooling kindergarten literacy curriculum e-learning elearning
            learner class college lesson sat ielts toefl statistics algebra geometry calculus chess
            """,
        vocabulary: Vocabulary(
            verb: "studying",
            session: "study session",
            peer: "a fellow learner",
            people: "the people you learn with",
            scene: "study plan",
            notebook: "learning journal",
            materials: "books and notes",
            measures: [
                "how much you can recall without looking", "how many of your mistakes you can explain",
                "how many days a week you spent at least ten minutes on it",
            ],
            tasks: [
                "write down from memory what you learned last", "mark the one page that you understand least",
                "explain one idea aloud without looking",
            ],
            slips: [
                "rereading instead of recalling", "moving on before the basics hold",
                "practising only what already goes well",
            ]
        ),
        archetypes: [
            Archetype(
                "an exercise for the memory",
                ["Close the book and recall", "Test yourself before you read again"],
                [
                    [
                        "Reading something a second time feels like knowing it, and the feeling deceives.",
                        "What you can fetch from memory without help is what you have learned.",
                    ],
                    [
                        "After ten minutes of reading, close everything, write down what you remember, and only then look at what is missing."
                    ],
                    [
                        "The effort of remembering does most of the work.",
                        "The gaps on the page are your plan for tomorrow.",
                    ],
                ],
                unless: "teach classroom pedagog tutor kindergarten"
            ),
            Archetype(
                "a plan for repetition",
                ["Return to it after a day, a week and a month", "Space it out"],
                [
                    [
                        "An hour spread over a month does more than an hour in one piece.",
                        "Forgetting a little between two rounds is useful, because it makes the next one count.",
                    ],
                    ["Put three dates beside whatever is worth keeping: tomorrow, in a week and in a month."],
                    [
                        "Five minutes each are enough, provided that you answer before you look.",
                        "What you know at the third date may rest.",
                    ],
                ],
                unless: "teach classroom pedagog tutor kindergarten"
            ),
            Archetype(
                "a book of mistakes",
                ["Keep a book of your mistakes", "Collect errors on purpose"],
                [
                    [
                        "A corrected mistake is soon forgotten and happily repeated.",
                        "Mistakes show precisely what to practise, which nothing else does.",
                    ],
                    ["Write each one down with the right version beside it, and one line on why it happened."],
                    [
                        "Read a page of it before you start, the way one reads a map.",
                        "When an entry has not come back for a month, cross it out with pleasure.",
                    ],
                ],
                unless: "teach classroom pedagog tutor kindergarten"
            ),
            Archetype(
                "a short daily dose",
                ["Ten minutes on most days", "Little, but nearly always"],
                [
                    [
                        "Long sessions are heroic and rare, and short ones are dull and effective.",
                        "The hardest part is opening the book, so open it often.",
                    ],
                    [
                        "Choose a fixed ten minutes, attach them to something that happens daily, and stop when they are over."
                    ],
                    [
                        "Longer sessions remain welcome; they simply no longer carry everything.",
                        "A mark on the calendar for each day is reward enough.",
                    ],
                ],
                unless: "teach classroom pedagog tutor kindergarten"
            ),
            Archetype(
                "a use for it",
                ["Use it on the same day", "Put it to work before the evening"],
                [
                    [
                        "What is not used within a day is mostly gone within a week.",
                        "Knowledge settles when it is needed for something.",
                    ],
                    [
                        "Find one occasion today to apply what you have just learned, in a message, a conversation or a small problem of your own."
                    ],
                    [
                        "It may be clumsy, and it will stay with you all the better for it.",
                        "If no occasion turns up, invent one and write three lines about it.",
                    ],
                ],
                unless: "teach classroom pedagog tutor kindergarten"
            ),
            Archetype(
                "a change of mixture",
                ["Mix old and new", "Do not practise one thing in a row"],
                [
                    [
                        "Twenty similar exercises in a row are solved without thinking after the third.",
                        "In real life the tasks do not come sorted by chapter.",
                    ],
                    [
                        "Take exercises from three different chapters, shuffle them, and decide each time first what kind it is."
                    ],
                    [
                        "It feels harder, and that is a good sign.",
                        "Recognizing the kind of problem is half of solving it.",
                    ],
                ],
                unless: "teach classroom pedagog tutor kindergarten"
            ),
            Archetype(
                "examples first",
                ["Begin with three examples", "From the case to the rule"],
                [
                    [
                        "Rules are easier to remember when they answer a question that one has already asked.",
                        "An abstract rule without a case is a coat without a hook.",
                    ],
                    ["Before you read the rule, look at three examples and try to write it yourself."],
                    [
                        "Even a wrong guess prepares the ground for the right one.",
                        "Then find a fourth example that breaks your rule.",
                    ],
                ]
            ),
            Archetype(
                "a better question",
                ["Ask precisely", "Turn \"I don't get it\" into a question"],
                [
                    [
                        "A precise question is half of the answer, and it gets a better one.",
                        "\"I do not understand any of it\" is never quite true.",
                    ],
                    [
                        "Write down the last line that is still clear, the first that is not, and what you would have expected there."
                    ],
                    [
                        "Quite often the answer appears while you are writing.",
                        "If it does not, you now have a question that others enjoy answering.",
                    ],
                ],
                unless: "teach classroom pedagog tutor kindergarten"
            ),
            Archetype(
                "a question of your own",
                ["Write your own exam question", "Change sides for a moment"],
                [
                    [
                        "Whoever writes a good question has understood what matters.",
                        "Seen from the other side of the desk, a subject looks different.",
                    ],
                    [
                        "At the end of each session, write one question that tests the most important point, with an answer on the back."
                    ],
                    [
                        "After a month you have a set of cards that fits you exactly.",
                        "Exchange a few with someone, since they will have chosen other points.",
                    ],
                ],
                unless: "chess teach classroom pedagog tutor kindergarten"
            ),
            Archetype(
                "a reason to continue",
                ["Find something real to do with it", "Choose a text, a person or a problem"],
                [
                    [
                        "Course books end, whereas a real purpose keeps going.",
                        "Motivation follows use more than it precedes it.",
                    ],
                    [
                        "Pick something that you would like to be able to read, say, solve or make in three months, and keep it in sight."
                    ],
                    [
                        "Try a small piece of it every fortnight, long before you feel ready.",
                        "It shows you what to learn next better than any table of contents.",
                    ],
                ],
                unless: "teach classroom pedagog tutor kindergarten"
            ),
            Archetype(
                "a preview",
                ["End with a look at what comes next", "Read one page ahead"],
                [
                    [
                        "A topic met for the second time is already half familiar.",
                        "The mind goes on working on questions that were left open.",
                    ],
                    [
                        "In the last two minutes, skim the next page and write down one question that you expect it to answer."
                    ],
                    [
                        "You will begin the next time with curiosity instead of a blank page.",
                        "Check then whether the answer was there.",
                    ],
                ],
                unless: "teach classroom pedagog tutor kindergarten"
            ),
            Archetype(
                "a speaking exercise",
                ["Say whole sentences aloud", "Learn phrases rather than words"],
                [
                    [
                        "Single words are quickly learned and seldom at hand when they are needed.",
                        "Speaking is a movement, and movements are not learned by reading.",
                    ],
                    [
                        "Take five sentences that you could use this week, say them aloud ten times, and change one word each time."
                    ],
                    [
                        "Record the last round, and compare it with a native speaker's version.",
                        "A sentence that comes without thinking is worth a list of fifty words.",
                    ],
                ],
                only:
                    "language spanish french german italian portuguese japanese chinese mandarin korean arabic russian vocabulary pronunciation polish dutch swedish english"
            ),
            Archetype(
                "a listening exercise",
                ["Listen to the same minute three times", "One minute, three rounds"],
                [
                    [
                        "Fast speech becomes slower the third time one hears it.",
                        "A little material heard often trains the ear better than a lot heard once.",
                    ],
                    [
                        "Choose one minute of speech; listen first for the gist, then for the words, and the third time with the text."
                    ],
                    [
                        "Mark the places where the spoken form differs from the written one.",
                        "Return to it after a week, and enjoy how easy it has become.",
                    ],
                ],
                only:
                    "language spanish french german italian portuguese japanese chinese mandarin korean arabic russian pronunciation polish dutch swedish english"
            ),
            Archetype(
                "a pause in the classroom",
                ["Wait longer after a question", "Give the silence a chance"],
                [
                    [
                        "The quickest hand in the room answers for everyone, and everyone else stops thinking.",
                        "A few seconds of silence feel long to the person who asked and short to those who think.",
                    ],
                    ["Ask, count silently to five, and let everyone write a line before anyone speaks."],
                    [
                        "More people will have an answer, and the answers will be better.",
                        "Call on someone who does not usually speak, now that they have something on paper.",
                    ],
                ],
                only: "teach classroom school pedagog education tutor homeschool"
            ),
        ] + Archetype.learningTopics
    )
}
