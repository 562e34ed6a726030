extension Field {
    static let community = Field(
        .community,
        words: """
            community volunteering volunteer charity nonprofit non-profit ngo fundraising donation club association
            neighbourhood neighborhood neighbour neighbor church parish congregation synagogue mosque temple pta council village
            town local event festival membership member activism advocacy cooperative
            co-op library mutual scout youth civic municipality committee board governance union alumni
            diversity inclusion accessibility meetup conference hackathon exhibition
            """,
        vocabulary: Vocabulary(
            verb: "working on",
            session: "meeting",
            peer: "someone from another group",
            people: "the people your group is there for",
            scene: "list of plans",
            notebook: "minutes",
            materials: "lists and contacts",
            measures: [
                "how many people come a second time", "how many tasks rest on a single person",
                "how many promises from the last meeting were kept",
            ],
            tasks: [
                "call one person you have not heard from", "write down who has which key",
                "thank one helper by name",
            ],
            slips: [
                "leaving all the work with the same three people", "announcing something without inviting anyone",
                "deciding without those who will do the work",
            ]
        ),
        archetypes: [
            Archetype(
                "a personal invitation",
                ["Ask one person personally", "An invitation with a name on it"],
                [
                    [
                        "A call to everyone reaches no one in particular.",
                        "Most people who help say that they did so because somebody asked them.",
                    ],
                    ["Choose one person, say why you thought of them, and ask for one small, clearly limited thing."],
                    [
                        "Make it easy to say no, and they may say yes the next time.",
                        "Those who have helped once are the first to be thanked and the last to be overloaded.",
                    ],
                ]
            ),
            Archetype(
                "a list of small tasks",
                ["Keep a list of one-hour tasks", "Cut the work into small pieces"],
                [
                    [
                        "Many would like to help and have only an hour.",
                        "Large offices frighten people away, whereas small tasks let them in.",
                    ],
                    [
                        "Write down ten things that someone new could do in an hour, without training and without a meeting."
                    ],
                    [
                        "Show the list to everyone who asks what they could do.",
                        "Put a contact beside each, so that nobody has to ask around.",
                    ],
                ]
            ),
            Archetype(
                "a welcome",
                ["Greet newcomers on purpose", "The first ten minutes"],
                [
                    [
                        "Whether someone comes back is decided in their first ten minutes.",
                        "Old friends are happy to see one another and overlook the person by the door.",
                    ],
                    [
                        "Ask one member to look out for new faces at each gathering, to introduce them to two others, and to say goodbye to them."
                    ],
                    [
                        "Write to them within a few days, however briefly.",
                        "Avoid inside jokes until they are inside as well.",
                    ],
                ]
            ),
            Archetype(
                "shorter minutes",
                ["Minutes in five lines", "Write down what was agreed"],
                [
                    [
                        "Long minutes are written with care and read by nobody.",
                        "What people need afterwards is what was agreed, and who is going to do it.",
                    ],
                    [
                        "Note each decision in a single line with a name and a date, and send the lines on the same evening."
                    ],
                    [
                        "Begin the next meeting by reading them aloud.",
                        "Whoever was absent can catch up in a minute.",
                    ],
                ]
            ),
            Archetype(
                "a thank-you",
                ["Thank people by name", "Say what their help made possible"],
                [
                    [
                        "A general thank-you reaches the loud and misses the quiet.",
                        "People stay where they feel that they are noticed.",
                    ],
                    ["Write to one helper this week: what they did, and what it made possible for somebody else."],
                    [
                        "A card, a call or two lines are all equally good.",
                        "Remember those who work behind the scenes, with keys, chairs and accounts.",
                    ],
                ]
            ),
            Archetype(
                "a second pair of hands",
                ["Let two people know how everything works", "Share the keys"],
                [
                    [
                        "If only one person knows how it works, one cold is enough to stop it.",
                        "Long-serving members carry more in their heads than anyone suspects.",
                    ],
                    [
                        "List the tasks that only one person can do, and pair each of them with a second person for one round."
                    ],
                    [
                        "Write down the steps while they are being shown.",
                        "It is a relief for the first person and an honour for the second.",
                    ],
                ]
            ),
            Archetype(
                "a clear announcement",
                ["Put date, place and purpose first", "Announcements that can be skimmed"],
                [
                    [
                        "An invitation is read in five seconds, on a small screen, in a queue.",
                        "If the date is in the third paragraph, people will be free on another day.",
                    ],
                    [
                        "Begin with what, when, where and for whom, add what to bring and whom to ask, and leave the history for later."
                    ],
                    [
                        "Send a short reminder the day before.",
                        "Let someone who knows nothing about it read the text first.",
                    ],
                ]
            ),
            Archetype(
                "a punctual end",
                ["End on time", "Respect the clock"],
                [
                    [
                        "People with children, trains or early shifts stay away from meetings that run over.",
                        "A punctual end is the most underestimated kind of politeness.",
                    ],
                    [
                        "Announce the end at the beginning, put the most important point first, and stop even if something is left."
                    ],
                    [
                        "Those who like may stay and chat, as that is half of the reason for coming.",
                        "What was left over is often solved by two people on the way home.",
                    ],
                ]
            ),
            Archetype(
                "a question for those who are absent",
                ["Ask those who do not come", "Who is missing, and why?"],
                [
                    [
                        "Those who are present can explain only why they came.",
                        "The reasons for staying away are usually practical: the hour, the stairs, the cost, the tone.",
                    ],
                    ["Ask three people who used to come, or never did, what would make it easier for them."],
                    [
                        "Change the simplest of these things, and let them know.",
                        "Do not try to persuade them; the question is meant as a question.",
                    ],
                ]
            ),
            Archetype(
                "a report back",
                ["Tell people what came of it", "Close the circle"],
                [
                    [
                        "Whoever gives time or money would like to know what became of it.",
                        "Requests are frequent, and reports are rare.",
                    ],
                    [
                        "After each event or collection, report in three sentences what was done, for whom, and what is still missing."
                    ],
                    [
                        "One concrete example says more than a total.",
                        "Honesty about what failed earns more trust than a brochure.",
                    ],
                ]
            ),
            Archetype(
                "a look at the load",
                ["See how the work is shared", "Who carries what?"],
                [
                    [
                        "In most groups a few people do most of the work, and nobody planned it that way.",
                        "Those who carry a lot seldom say so until they leave.",
                    ],
                    ["Draw a table of tasks and names, and look for the name that appears too often."],
                    [
                        "Take one thing from that person, before taking on anything new.",
                        "A task that nobody wants may be one that nobody needs.",
                    ],
                ]
            ),
            Archetype(
                "something to do together",
                ["Do something together before you discuss it", "Hands first, agenda second"],
                [
                    [
                        "Shared work makes friends faster than shared opinions.",
                        "A meeting tires people, and a joint afternoon of work wakes them up.",
                    ],
                    ["Plan one small thing that can be finished in two hours, with something to eat at the end."],
                    [
                        "Talk about the next plans while clearing up.",
                        "Take a picture of the result, for it is the best invitation.",
                    ],
                ]
            ),
            Archetype(
                "an early calendar",
                ["Fix the dates for half a year", "Share the calendar early"],
                [
                    [
                        "Finding a date takes more time than many a meeting.",
                        "People keep free what they know about in time.",
                    ],
                    ["Settle the regular dates for the next six months in one go, and publish them in a single place."],
                    [
                        "Keep to a rhythm that can be said in one sentence, such as the first Tuesday.",
                        "Moving one date is easier than finding six.",
                    ],
                ]
            ),
        ] + Archetype.communityTopics
    )
}
