extension Field {
    static let product = Field(
        .product,
        words: """
            product discovery ux ui design designer marketing marketer seo sem sales selling customer growth startup start-up
            e-commerce ecommerce commerce shop retail brand branding content copywriting advertising social-media onboarding
            retention conversion pricing entrepreneurship founder business b2b b2c saas crm roadmap feature user research
            usability prototyping innovation merchandising store market packaging landing advertising campaign blogging
            podcasting podcast affiliate dropshipping influencer publishing franchise agency
            """,
        vocabulary: Vocabulary(
            verb: "working on",
            session: "round of work",
            peer: "a colleague in a different role",
            people: "your customers",
            scene: "product",
            notebook: "research notes",
            materials: "notes and drafts",
            measures: [
                "how many real conversations with customers you have in a month",
                "how many decisions name the evidence behind them", "how long an idea waits for its first test",
            ],
            tasks: [
                "read one customer's message slowly, from the first word to the last", "write one assumption on a card",
                "remove one field from one form",
            ],
            slips: [
                "asking people what they would do instead of what they did",
                "testing a solution before the problem is clear", "counting what is easy to count",
            ]
        ),
        archetypes: [
            Archetype(
                "a conversation to have",
                ["Ask about the last time", "Talk about what happened, not about what might"],
                [
                    [
                        "People are poor at predicting what they will do and good at describing what they did.",
                        "\"Would you use this?\" is answered politely, and the answer is worth little.",
                    ],
                    [
                        "In your next conversation with a customer, ask about the last time the problem came up, and what they did about it.",
                        "Ask one customer to tell the story of the last time, from the beginning, and interrupt only to ask what happened next.",
                    ],
                    [
                        "Makeshift solutions in the story are the best evidence that the problem is real.",
                        "If there was no last time, the problem may be yours alone.",
                    ],
                ]
            ),
            Archetype(
                "an exercise in wording",
                ["State the problem without the solution", "Write the problem on its own"],
                [
                    [
                        "Many requests arrive as solutions, and the problem behind them gets lost on the way.",
                        "A team that falls in love with a solution stops looking at the problem.",
                    ],
                    [
                        "Write two sentences about who has which difficulty, and when, without mentioning anything that you could build."
                    ],
                    [
                        "Show them to someone who has the difficulty, and correct the words until they nod.",
                        "Afterwards, think of three different ways to help, and only one of them may be software.",
                    ],
                ]
            ),
            Archetype(
                "a test of an assumption",
                ["Test the riskiest assumption first", "What would have to be true?"],
                [
                    [
                        "Every plan rests on things that nobody has checked.",
                        "It is tempting to begin with what can be built, and wiser to begin with what could be wrong.",
                    ],
                    [
                        "List what must be true for the idea to work, mark what you know least about, and test that within the week."
                    ],
                    [
                        "A sketch, five messages or a simple page is often enough for an answer.",
                        "If it fails, you have saved everything that would have come after.",
                    ],
                ]
            ),
            Archetype(
                "a source close at hand",
                ["Read what customers already write to you", "An hour in the inbox"],
                [
                    [
                        "The cheapest research lies unread in the support inbox.",
                        "Customers explain their troubles every day, in their own words and free of charge.",
                    ],
                    [
                        "Read twenty messages in full, write the trouble behind each on a card, and sort the cards into piles."
                    ],
                    [
                        "The largest pile is interesting, and so is the one that makes people angry.",
                        "Keep their expressions, for they are better than anything you would invent.",
                    ],
                ]
            ),
            Archetype(
                "a silent observation",
                ["Watch someone use it, and say nothing", "Ten silent minutes"],
                [
                    [
                        "You know too much to see your own work as others do.",
                        "Explaining while someone tries it hides exactly what you came to see.",
                    ],
                    ["Give a person a task, sit on your hands, and write down every hesitation."],
                    [
                        "Three people are enough to find what everyone stumbles over.",
                        "Ask afterwards what they expected at each of those points.",
                    ],
                ]
            ),
            Archetype(
                "a record of decisions",
                ["Keep a one-page record of decisions", "Write down why"],
                [
                    [
                        "In half a year nobody will remember why it was done this way, yourself included.",
                        "Decisions are discussed for hours and recorded in half a line.",
                    ],
                    [
                        "For each larger decision, note the date, the options, the evidence and the reason in five lines."
                    ],
                    [
                        "When the circumstances change, you will see at once which decisions rest on them.",
                        "It also ends the debates that come round every few months.",
                    ],
                ]
            ),
            Archetype(
                "a better sign of success",
                ["Count those who come back", "Look at the second visit"],
                [
                    [
                        "New arrivals show that the promise works, and returning ones show that it was kept.",
                        "Large numbers at the entrance can hide an open back door.",
                    ],
                    [
                        "Choose a period that suits your subject, and count how many of the newcomers are still there at its end."
                    ],
                    [
                        "Speak to two who stayed and two who left, in that order.",
                        "An improvement there is worth more than any campaign.",
                    ],
                ]
            ),
            Archetype(
                "an editing exercise",
                ["Read your own words aloud", "Cut a third of the text"],
                [
                    [
                        "Most people skim, and long sentences are the first to be skipped.",
                        "What sounds odd when spoken reads odd as well.",
                    ],
                    [
                        "Take your most visited page or your most frequent message, read it aloud, and cut whatever you would not say to a person."
                    ],
                    [
                        "Put the most useful sentence first, even if it spoils the build-up.",
                        "Ask someone from outside to tell you in one sentence what it says.",
                    ],
                ]
            ),
            Archetype(
                "a look at the start",
                ["Walk through the first five minutes", "Be your own new customer"],
                [
                    [
                        "The first minutes decide more than all that comes later, and insiders never see them.",
                        "You were a new customer once, on a version that no longer exists.",
                    ],
                    [
                        "Start from nothing, with a new address and no prior knowledge, and note each point where you would have given up."
                    ],
                    [
                        "Remove one question, one step or one wait, and try again.",
                        "Do it on an old phone with a poor connection, and you will find more.",
                    ],
                ]
            ),
            Archetype(
                "a list of refusals",
                ["Keep a list of what you will not do", "Say no in writing"],
                [
                    [
                        "A plan becomes clear only through what it leaves out.",
                        "Ideas that are neither accepted nor refused come back every month.",
                    ],
                    [
                        "Write down three things that you have decided against for now, each with its reason and with what would change your mind."
                    ],
                    [
                        "Share the list, so that nobody waits for them in vain.",
                        "A friendly no with a reason is remembered better than a vague maybe.",
                    ],
                ]
            ),
            Archetype(
                "a named customer",
                ["Put one real person into the sentence", "For whom, exactly?"],
                [
                    [
                        "\"Our users\" is a crowd, and a crowd has no Tuesday morning.",
                        "Average customers exist only in presentations.",
                    ],
                    ["Think of one real customer, and describe how their day would be different once this is done."],
                    [
                        "If you cannot think of anyone, talk to someone before you go on.",
                        "Details from a real day settle more arguments than opinions do.",
                    ],
                ]
            ),
            Archetype(
                "a finding to share",
                ["Share one finding with everyone", "Let others hear the customer"],
                [
                    [
                        "Research that stays with one person changes one person.",
                        "A single quotation from a real conversation travels further than a long report.",
                    ],
                    [
                        "Choose one thing that you learned from customers this week, and tell it to the whole team in three sentences."
                    ],
                    [
                        "Say what surprised you and what you are going to do about it.",
                        "Invite someone from another team to the next conversation, as a listener.",
                    ],
                ]
            ),
            Archetype(
                "a small first version",
                ["Do it by hand before you build it", "The smallest version that helps someone"],
                [
                    [
                        "Much of what is built could have been tried with a table and a few e-mails.",
                        "Doing it by hand for three people shows what a machine should do for three hundred.",
                    ],
                    [
                        "Offer the result to a handful of customers, and produce it yourself, behind the curtain, for two weeks."
                    ],
                    [
                        "Note which steps were tedious and which needed judgement.",
                        "If nobody misses it when you stop, you have your answer.",
                    ],
                ]
            ),
            Archetype(
                "a promise to check",
                ["Compare the promise with the experience", "Does it do what the heading says?"],
                [
                    [
                        "Disappointment is the distance between what was promised and what was found.",
                        "Advertising gets better every year, and expectations rise with it.",
                    ],
                    [
                        "Put your main promise beside what a customer meets in the first week, and mark where the two differ."
                    ],
                    [
                        "Lower the promise or raise the experience, whichever can be done sooner.",
                        "A modest promise that is exceeded gets recommended.",
                    ],
                ],
                only: "marketing brand seo sales content e-commerce ecommerce advertis shop"
            ),
            Archetype(
                "a page to renew",
                ["Improve an old page before you write a new one", "Renew what already works"],
                [
                    [
                        "New pieces get the attention, while old ones do the daily work.",
                        "A page that is already found is the best place for an improvement.",
                    ],
                    ["Choose the page or message that most people see, and answer the question that it leaves open."],
                    [
                        "Update the date only when the substance has changed.",
                        "Three renewed pages often do more than three new ones.",
                    ],
                ],
                only: "marketing seo content copywriting blog publishing"
            ),
        ] + Archetype.productTopics
    )
}
