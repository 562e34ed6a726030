extension Field {
    static let work = Field(
        .work,
        words: """
            leadership leader management manager managing remote work working teamwork team meeting productivity career
            hiring recruiting recruitment hr workplace office collaboration communication email e-mail presentation project agile scrum kanban okr okrs
            delegation feedback coaching mentoring negotiation presentation speaking freelancing freelancer job
            culture time-management planning strategy operations logistics compliance procurement
            supervision administration organization employee staff organisational organizational consulting workflow
            interviewing women engineering-management burnout nursing healthcare legal law
            """,
        vocabulary: Vocabulary(
            verb: "working on",
            session: "meeting",
            peer: "a colleague you respect",
            people: "the people you work with",
            scene: "calendar",
            notebook: "work journal",
            materials: "notes and agendas",
            measures: [
                "how many meetings end with a clear next step", "how many uninterrupted hours your week has",
                "how long a question waits for an answer",
            ],
            tasks: [
                "shorten or cancel one meeting", "write the next step beside one open task",
                "answer the message that you have avoided the longest",
            ],
            slips: [
                "starting three things to feel busy", "taking silence for agreement",
                "leaving a meeting without a name beside each task",
            ]
        ),
        archetypes: [
            Archetype(
                "a better beginning for meetings",
                ["Open with the decision you need", "Say what the meeting is for"],
                [
                    [
                        "A meeting without a stated purpose becomes a report about the past.",
                        "People contribute better when they know what is wanted from them.",
                    ],
                    [
                        "Begin with one sentence that says what is to be decided by the end of the half hour, and by whom."
                    ],
                    [
                        "If no such sentence comes to mind, a message will do instead.",
                        "Repeat it after twenty minutes, and the discussion will find its way back.",
                    ],
                ]
            ),
            Archetype(
                "a better ending for meetings",
                ["End with a name and a date", "The last three minutes"],
                [
                    [
                        "\"We should\" is the most expensive phrase in any office.",
                        "Agreements without a name evaporate on the way to the door.",
                    ],
                    [
                        "Keep the last three minutes for reading out who does what by when, and let each person say yes aloud."
                    ],
                    [
                        "Send these lines within the hour, and nothing else.",
                        "An item that nobody takes is dropped on the spot, which is honest.",
                    ],
                ]
            ),
            Archetype(
                "a question for a conversation",
                ["One open question for the next conversation", "Ask, and then wait"],
                [
                    [
                        "In regular conversations the urgent crowds out the important.",
                        "The most useful part of a talk often comes after a pause.",
                    ],
                    [
                        "Ask what is making the work harder than it needs to be, and count silently to five before you say anything more."
                    ],
                    [
                        "Do one thing about the answer before you meet again.",
                        "Listening without offering a solution at once is half of the help.",
                    ],
                ]
            ),
            Archetype(
                "a page before talking",
                ["Write one page before you call a meeting", "Think in writing first"],
                [
                    [
                        "A page makes vague ideas visible while there is still time to sharpen them.",
                        "Ten people thinking aloud cost more than one person thinking on paper.",
                    ],
                    [
                        "Write down the situation, the options and your proposal on a single page, and send it a day ahead."
                    ],
                    [
                        "Begin the meeting with five minutes of reading, so that everyone has read it.",
                        "Quite often the comments on the page make the meeting unnecessary.",
                    ],
                ]
            ),
            Archetype(
                "protected time",
                ["Protect two hours a week", "A block without interruptions"],
                [
                    [
                        "Work that needs thought does not fit into the gaps between appointments.",
                        "Interruptions cost more than the minutes they take, for the thread has to be found again.",
                    ],
                    [
                        "Block two hours in the calendar for the one task that needs your full attention, and tell people when you will be back."
                    ],
                    [
                        "Decide the evening before what the hours are for.",
                        "Defend them as you would defend an appointment with your most important client.",
                    ],
                ]
            ),
            Archetype(
                "a way to hand over",
                ["Hand over the goal and leave the way open", "Delegate a result"],
                [
                    [
                        "A task handed over step by step stays with the person who handed it over.",
                        "People grow with results that they own, and seldom with instructions that they follow.",
                    ],
                    [
                        "Describe what should be true at the end, what must not happen, and when you would like to hear about it."
                    ],
                    [
                        "Then resist the wish to do it quickly yourself.",
                        "If the result is different from yours and good enough, it is good.",
                    ],
                ]
            ),
            Archetype(
                "some precise praise",
                ["Praise one thing precisely", "Say what was good about it"],
                [
                    [
                        "\"Well done\" is kind and tells nobody what to repeat.",
                        "Good work is often noticed only when it is missing.",
                    ],
                    [
                        "Tell one person this week what they did, what it changed, and why it mattered, in three plain sentences."
                    ],
                    [
                        "Do it soon, for praise keeps no better than fish.",
                        "Some people prefer it in private, so ask if you are not sure.",
                    ],
                ]
            ),
            Archetype(
                "a shorter meeting",
                ["Make one regular meeting shorter", "Take fifteen minutes off"],
                [
                    [
                        "Meetings fill the time they are given, whatever the subject.",
                        "A regular meeting is rarely asked whether it is still needed.",
                    ],
                    ["Choose one that recurs, cut it by a quarter of an hour for a month, and see what goes missing."],
                    [
                        "If nothing does, try the same with another.",
                        "The time gained belongs to everyone in the room, which adds up quickly.",
                    ],
                ]
            ),
            Archetype(
                "a place for messages",
                ["Agree on which message goes where", "One channel for each purpose"],
                [
                    [
                        "When anything can arrive anywhere, people have to look everywhere.",
                        "Much stress at work comes from not knowing how soon an answer is expected.",
                    ],
                    [
                        "Agree with your closest colleagues on three lines: what is urgent and where it goes, what can wait a day, and what is only for information."
                    ],
                    [
                        "Pin the lines where newcomers will find them.",
                        "Keep to them yourself for a month, as that is what others will copy.",
                    ],
                ]
            ),
            Archetype(
                "an honest plan",
                ["Say what you are not going to do", "Name the work that has to wait"],
                [
                    [
                        "A full list feels responsible, and it hides the choices that have to be made.",
                        "Every yes this week is a no to something else, whether it is spoken or not.",
                    ],
                    [
                        "Beside your plan for the week, write two things that you will leave undone, and tell those who are waiting for them."
                    ],
                    [
                        "Most of them will thank you for knowing early.",
                        "If someone protests, you have found out what is truly important.",
                    ],
                ]
            ),
            Archetype(
                "a hard conversation",
                ["Prepare the first sentence of a hard conversation", "Begin with what you saw"],
                [
                    [
                        "Difficult conversations are put off because of their first thirty seconds.",
                        "A good beginning describes, and a bad one judges.",
                    ],
                    [
                        "Write down your opening: what you saw, what it led to, and the question that you would like to talk about."
                    ],
                    [
                        "Say it, and then let the other person speak until they have finished.",
                        "You may find that they have been waiting for the conversation as well.",
                    ],
                ],
                isSerious: true
            ),
            Archetype(
                "a note for the next person",
                ["Leave a hand-over note", "What would someone need to know?"],
                [
                    [
                        "Knowledge that lives in one head goes on holiday with it.",
                        "A hand-over is easiest to write when nobody needs it yet.",
                    ],
                    [
                        "For one of your tasks, note where things are, who knows what, what is due next, and what tends to go wrong."
                    ],
                    [
                        "Let a colleague do the task from the note while you are still around.",
                        "Add the date, and review it whenever the task changes.",
                    ],
                ]
            ),
            Archetype(
                "some useful feedback",
                ["Ask for feedback on one thing", "A narrow question gets an honest answer"],
                [
                    [
                        "\"Any feedback?\" is too large a question to be answered between two doors.",
                        "People hold back because they do not know what you want to hear about.",
                    ],
                    ["Name one thing that you are working on, and ask what you should do more of and what less of."],
                    [
                        "Write the answer down, say thank you, and do not explain yourself.",
                        "Come back in a month and ask whether they have noticed a difference.",
                    ],
                ]
            ),
            Archetype(
                "a list of loose ends",
                ["Keep a list of what you are waiting for", "Track what others owe you"],
                [
                    [
                        "A task that waits for someone else is easily forgotten by both.",
                        "The worry about loose ends takes more energy than the loose ends do.",
                    ],
                    [
                        "Write down whatever you are waiting for, from whom and since when, and go through the list every Thursday."
                    ],
                    [
                        "A short, friendly reminder is usually welcome.",
                        "Strike out what nobody needs any more, and tell them so.",
                    ],
                ]
            ),
        ] + Archetype.workTopics
    )
}
