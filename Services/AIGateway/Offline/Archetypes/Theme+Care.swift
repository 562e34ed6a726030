extension Theme {
    /// For subjects such as illness and grief: quiet, without experiments and without jokes. Not part of ``all``.
    static let care = Theme(
        lines: ["one day at a time", "in your own time", "small comforts, practical help", "not alone with it"],
        opening: [
            [
                "This issue is a quiet one, with a few things that may make a hard time a little easier.",
                "There is no right way through a difficult time, and nothing in this issue is meant as a rule.",
                "Take from this issue whatever is of help today, and leave the rest for another day, or altogether.",
            ],
            [
                "When it comes to \(.topic), everyone has a way of their own.",
                "None of it replaces a conversation with people who know you, or with professionals who know about \(.topic).",
                "It is also for those who stand beside someone and would like to help.",
            ],
        ],
        archetypes: [
            Archetype(
                "a small step",
                ["One small thing is enough for today", "Make the day smaller"],
                [
                    [
                        "On hard days a whole week is too much to look at.",
                        "Some days the list has to be very short, and that is all right.",
                    ],
                    [
                        "Choose one thing that has to be done and one that does you good, and let everything else wait.",
                        "Look only as far as the next meal or the next visit, and decide about that.",
                    ],
                    ["Whatever is done after that is extra.", "Tomorrow can be looked at tomorrow."],
                ]
            ),
            Archetype(
                "a way to ask for help",
                ["Ask for one particular thing", "Give people something to do"],
                [
                    [
                        "Many people would like to help and do not know how.",
                        "\"Let me know if you need anything\" is kindly meant, and hard to answer.",
                    ],
                    [
                        "Write down three things that someone else could do, such as shopping, a drive or a phone call, and give one of them away.",
                        "The next time someone offers, name a day and a small task.",
                    ],
                    ["It is a gift to the other person as well.", "You may say no to help that does not help."],
                ]
            ),
            Archetype(
                "a list of people",
                ["Write down whom you can call", "Three names beside the telephone"],
                [
                    [
                        "In a bad hour it is hard to think of anyone.",
                        "The moment when help is needed is a poor one for looking it up.",
                    ],
                    [
                        "Put three names and numbers on a card: someone who listens, someone who is practical, and a professional or a helpline where you live.",
                        "Ask one person whether you may call at any hour, and write their number where you can see it.",
                    ],
                    [
                        "If you are in danger or no longer know how to go on, call the emergency number or a crisis line at once.",
                        "Nobody has to be at the end of their strength before they may call.",
                    ],
                ]
            ),
            Archetype(
                "questions for an appointment",
                ["Take your questions along in writing", "Before the next appointment"],
                [
                    [
                        "In the consulting room the most important question is easily forgotten.",
                        "A great deal is said at appointments, and only part of it can be taken in.",
                    ],
                    [
                        "Write down three questions beforehand, put the most important one first, and note the answers while you are there.",
                        "Ask someone to come along, to listen and to write down what is said.",
                    ],
                    [
                        "You may ask for things to be explained again, in plainer words.",
                        "What remains unclear can be asked by telephone later; that is what the number is for.",
                    ],
                ]
            ),
            Archetype(
                "a word on company",
                ["Find people who know it from experience", "Others who have been there"],
                [
                    [
                        "Some things need not be explained to people who have lived through them.",
                        "Friends can be close and still not know what it is like.",
                    ],
                    [
                        "Look for a group or a person with similar experience, near you or at a distance, and listen once before you decide.",
                        "Ask a doctor, a counsellor or a local service which groups meet in your area.",
                    ],
                    ["If the first one does not suit you, another may.", "Saying nothing is welcome in most of them."],
                ]
            ),
            Archetype(
                "a quiet quarter of an hour",
                ["A quiet quarter of an hour", "Time without having to do anything"],
                [
                    [
                        "Strength returns in small amounts, mostly when nobody is asking for anything.",
                        "Rest is not the same as having nothing to do.",
                    ],
                    [
                        "Choose a time of day and a place, tell the others, and spend it with something that asks nothing of you.",
                        "Sit by a window, in a garden or with music for a while, without a telephone.",
                    ],
                    [
                        "Some days it will not help, and it may be tried again.",
                        "Fifteen minutes that are certain are worth more than an hour that is not.",
                    ],
                ]
            ),
            Archetype(
                "something for those who stand by",
                ["For those who stand beside", "Helping without advice"],
                [
                    [
                        "Those who stand beside someone often feel that they ought to have an answer.",
                        "Being there is more than it looks like from the inside.",
                    ],
                    [
                        "Offer something definite and small, come when you said you would, and ask before you give advice.",
                        "Ask \"how is today?\" instead of \"how are you?\", and leave time for the answer.",
                    ],
                    [
                        "Silence in company is a kind of help.",
                        "Look after yourself as well, for you will be needed for longer than a week.",
                    ],
                ]
            ),
            Archetype(
                "the plain basics",
                ["Something to eat, some air, some sleep", "Look after the plain things"],
                [
                    [
                        "In hard times the plainest things go first.",
                        "The body carries a good deal of what happens to us.",
                    ],
                    [
                        "Once a day ask three questions: have I eaten, have I been outside, have I rested?",
                        "Let someone else take care of one warm meal, and go to the door or the window for some air.",
                    ],
                    [
                        "A little of each is enough.",
                        "If sleep or appetite stay away for long, talk to a doctor about it.",
                    ],
                ]
            ),
            Archetype(
                "a page for practical matters",
                ["Keep practical matters on one page", "One place for papers and dates"],
                [
                    [
                        "Papers and dates are tiring when there is already so much to think of.",
                        "What is written down need not be carried in the head.",
                    ],
                    [
                        "Keep a single page with dates, telephone numbers, medicines or forms, and ask someone to keep it up to date with you.",
                        "Put all letters into one box, and open it with somebody at a fixed time each week.",
                    ],
                    [
                        "Between those times it may stay closed.",
                        "Someone who is good with forms is a treasure, and usually glad to be asked.",
                    ],
                ]
            ),
            Archetype(
                "permission to say no",
                ["You may say no", "Visits, questions and other people's advice"],
                [
                    [
                        "Other people's kindness can be exhausting.",
                        "Not every question has to be answered, and not every visit has to be now.",
                    ],
                    [
                        "Prepare one friendly sentence, for example \"I would rather not talk about it today\", and use it whenever you like.",
                        "Ask one person to pass on news to the others, so that you need not tell it again and again.",
                    ],
                    [
                        "Those who care about you will understand.",
                        "A visit may be short; it is enough to say so at the beginning.",
                    ],
                ]
            ),
            Archetype(
                "a note on changing days",
                ["Good days and bad days", "No day is the measure of the others"],
                [
                    [
                        "Good days do not mean that it is over, and bad ones do not mean that it will stay like this.",
                        "It seldom goes in a straight line.",
                    ],
                    [
                        "Write one line in the evening about what the day was like, without judging it.",
                        "Make two short lists, one of what helps on bad days and one of what is possible on good ones.",
                    ],
                    [
                        "After some weeks a pattern may show, or simply the fact that days differ.",
                        "The lists are for the moments when it is hard to think of anything.",
                    ],
                ]
            ),
            Archetype(
                "information in small doses",
                ["Information in small portions", "Read less, and ask someone who knows"],
                [
                    [
                        "Searching at night rarely makes anyone calmer.",
                        "Not everything that is written about it has to do with you.",
                    ],
                    [
                        "Choose one reliable source and one person to ask, and keep to them for a while.",
                        "Write your questions down as they come, and take them to a professional instead of a search engine.",
                    ],
                    [
                        "You may also decide what you do not want to know at present.",
                        "Others can read for you, and tell you what matters.",
                    ],
                ]
            ),
            Archetype(
                "a small ritual",
                ["A small ritual", "Give memory and hope a place"],
                [
                    [
                        "Feelings are easier to bear when they have a place and a time.",
                        "A fixed small act can hold what words cannot.",
                    ],
                    [
                        "Light a candle, take the same walk, or write a few lines to someone, on a day that you choose.",
                        "Put a photograph, a stone or a flower where you see it, and stop there for a moment each day.",
                    ],
                    ["It may change or come to an end whenever you like.", "You can invite someone to share it."],
                ]
            ),
            Archetype(
                "something pleasant",
                ["Something pleasant is allowed", "Laughing is not a betrayal"],
                [
                    [
                        "Even in dark times there are light moments, and nobody need feel guilty about them.",
                        "Joy and sorrow can live in the same day.",
                    ],
                    [
                        "Do one thing this week only because you like it: a film, a dish, a visit, a song.",
                        "Remember something that used to please you, and try a small version of it.",
                    ],
                    [
                        "If it does not work today, it was still worth trying.",
                        "It takes nothing away from what is serious.",
                    ],
                ]
            ),
            Archetype(
                "a way to tell others",
                ["Decide whom to tell, and how much", "Telling others"],
                [
                    [
                        "You need not tell everyone, and you need not tell everything.",
                        "Telling it again and again is an effort of its own.",
                    ],
                    [
                        "Write two or three sentences that you could say to colleagues or neighbours, and no more than feels right.",
                        "Decide who should hear it from you in person, and let someone else tell the others.",
                    ],
                    [
                        "What you have not said today can still be said later.",
                        "Children cope better with simple, true words than with guessing.",
                    ],
                ]
            ),
        ]
    )

    /// The last words of such an issue.
    static let careClosing: [[Phrase]] = [
        [
            "Be gentle with yourself this week.", "We wish you people who listen, and some rest.",
            "If one of these thoughts was of use, it has done enough.",
            "Whatever today is like, you need not manage it alone.",
        ],
        ["Take good care until the next issue.", "With warm regards.", "All good wishes for the days ahead."],
    ]
}
