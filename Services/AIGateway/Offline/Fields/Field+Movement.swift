extension Field {
    static let movement = Field(
        .movement,
        words: """
            running run runner jogging marathon yoga pilates fitness workout exercise gym strength cycling cyclist
            swimming walking health healthy wellness wellbeing well-being sleep meditation mindfulness
            nutrition diet stress anxiety mobility stretching weight rowing climbing bouldering dance dancing martial-arts
            karate judo boxing tennis golf triathlon breathing recovery posture physiotherapy mental-health self-care
            weightlifting crossfit skating skiing surfing resilience bodybuilding menopause ageing aging longevity
            """,
        vocabulary: Vocabulary(
            verb: "working on",
            session: "session",
            peer: "someone who has been at it for longer",
            people: "the people you live with",
            scene: "week",
            notebook: "diary",
            materials: "things for tomorrow",
            measures: [
                "how many sessions you began on time", "how many mornings you felt rested",
                "how many weeks the plan has lasted",
            ],
            tasks: [
                "lay out what you need for tomorrow", "take a ten-minute walk",
                "go to bed a quarter of an hour earlier",
            ],
            slips: [
                "doing too much in the first week", "ignoring a small pain until it is a large one",
                "comparing your first month with someone else's tenth year",
            ]
        ),
        archetypes: [
            Archetype(
                "a gentle start",
                ["Begin more slowly than you would like", "Leave something in reserve"],
                [
                    [
                        "Enthusiasm is at its height in the first week, and the body needs longer to adjust.",
                        "Most plans fail by being too hard at the start.",
                    ],
                    [
                        "Take the amount that feels right, halve it for two weeks, and raise it only when it has become boring."
                    ],
                    [
                        "Stop each time while you would still like to go on.",
                        "What can be kept up for a year is worth more than what can be endured for a month.",
                    ],
                ],
                unless: "sleep insomnia nutrition diet eating weight anxiety mental"
            ),
            Archetype(
                "a shorter version",
                ["Shrink it instead of skipping it", "Ten minutes still count"],
                [
                    [
                        "Between the full programme and nothing at all there is a lot of room.",
                        "On busy days the choice seems to be all or nothing, and it never is.",
                    ],
                    ["Decide now what the ten-minute version is, and use it whenever the full one does not fit."],
                    [
                        "It keeps the habit going and often turns into more.",
                        "A week of short versions is a perfectly good week.",
                    ],
                ],
                unless: "sleep insomnia nutrition diet eating weight anxiety mental"
            ),
            Archetype(
                "a matter of timing",
                ["Keep the same time of day", "Let the clock do the deciding"],
                [
                    [
                        "The question whether to do it today is the most tiring part.",
                        "Bodies like regularity, and so do calendars.",
                    ],
                    [
                        "Fix a time that survives ordinary weeks, early or late, and keep it for a month before you judge it."
                    ],
                    [
                        "After a while you will miss it when it does not happen.",
                        "If the time fails three weeks running, change the time and keep the plan.",
                    ],
                ],
                unless: "sleep insomnia nutrition diet eating weight anxiety mental"
            ),
            Archetype(
                "an easier path",
                ["Make the good choice the easy one", "Arrange the room for it"],
                [
                    [
                        "We do what is near, visible and easy, and we call it willpower afterwards.",
                        "A single obstacle less does more than a resolution more.",
                    ],
                    ["Put what helps where you will trip over it, and what hinders in another room."],
                    [
                        "Look at your evening and your morning for one such change.",
                        "It works on tired days too, which is the point.",
                    ],
                ]
            ),
            Archetype(
                "a line in the diary",
                ["Note how you feel before and after", "Two words a day"],
                [
                    [
                        "Numbers tell you what you did, and two words tell you how it was.",
                        "The effect is easy to overlook when it comes slowly.",
                    ],
                    ["Write one word before and one after, every time, and read them at the end of the month."],
                    [
                        "The distance between the two words is a good reason to go on.",
                        "If the second word is regularly the worse one, change something.",
                    ],
                ]
            ),
            Archetype(
                "a rule about pain",
                ["Take small signals seriously", "When to stop and ask"],
                [
                    [
                        "Effort and pain are different things, and telling them apart is a skill.",
                        "Small complaints are easier to treat than large ones.",
                    ],
                    [
                        "If something hurts, worries you or does not improve, pause and ask a doctor or another professional, however inconvenient it is."
                    ],
                    [
                        "A week off is short compared with the alternative.",
                        "General tips, these included, never replace advice from someone who can examine you.",
                    ],
                ],
                isSerious: true
            ),
            Archetype(
                "a single change",
                ["One change a month", "Change less at a time"],
                [
                    [
                        "Five new habits at once compete for the same strength.",
                        "Complete makeovers look good on paper and are gone by the third week.",
                    ],
                    [
                        "Choose one change for this month, write it where you see it in the morning, and leave all others for later."
                    ],
                    [
                        "After a year that makes twelve, of which perhaps seven will stay.",
                        "When it no longer needs a note, it is time for the next.",
                    ],
                ]
            ),
            Archetype(
                "some company",
                ["Find company for it", "Arrange to meet someone"],
                [
                    [
                        "It is easy to break a promise to oneself and harder to leave a friend waiting.",
                        "Company makes the effort feel smaller.",
                    ],
                    ["Agree with one person on a fixed day, or on a short message after each session."],
                    [
                        "It matters little whether they are better or worse at it than you are.",
                        "A missed day is then somebody's friendly question instead of nobody's business.",
                    ],
                ],
                unless: "sleep insomnia nutrition diet eating weight anxiety mental"
            ),
            Archetype(
                "a day off",
                ["Treat rest as part of the plan", "Put the rest day in writing"],
                [
                    [
                        "Strength and calm are built in the pauses.",
                        "A rest day that is planned feels like part of the programme, and one that just happens feels like failure.",
                    ],
                    ["Enter the quiet days in your plan first, and arrange the others around them."],
                    [
                        "Do something pleasant and slow on them, without measuring it.",
                        "If you feel restless, that is a good sign for the day after.",
                    ],
                ],
                unless: "sleep insomnia nutrition diet eating weight anxiety mental"
            ),
            Archetype(
                "an evening routine",
                ["Prepare the morning in the evening", "Let the evening help"],
                [
                    [
                        "A good morning is mostly decided the night before.",
                        "In the morning every small obstacle looks large.",
                    ],
                    [
                        "Take five minutes to lay things out, decide when you will begin, and switch off one screen earlier than usual."
                    ],
                    [
                        "The first minutes of the day will then run by themselves.",
                        "Repeat it for a week before you decide whether it is worth the trouble.",
                    ],
                ]
            ),
            Archetype(
                "a longer view",
                ["Look at the season, not at the day", "Judge by months"],
                [
                    [
                        "Single days say little; weather, sleep and mood see to that.",
                        "Progress is a slow wave with a lot of ripples on it.",
                    ],
                    ["Compare this month with the same month last year, or with the first entry in your notes."],
                    [
                        "A bad week disappears from that distance.",
                        "If the direction is right, nothing needs to be corrected.",
                    ],
                ]
            ),
            Archetype(
                "a ritual at the start",
                ["Begin with the same small ritual", "Two minutes to arrive"],
                [
                    [
                        "Body and mind take a moment to notice that something has begun.",
                        "Starting abruptly from a busy day seldom goes well.",
                    ],
                    [
                        "Choose two minutes that always come first: a few slow breaths, a glass of water, the same easy movement."
                    ],
                    [
                        "Soon the ritual alone will put you in the right frame of mind.",
                        "It also shows you, before you start, what sort of day it is.",
                    ],
                ],
                unless: "sleep insomnia nutrition diet eating weight anxiety mental"
            ),
            Archetype(
                "a test of pace",
                ["Keep to a pace at which you could talk", "Slow enough for a conversation"],
                [
                    [
                        "Easy days are often done too fast and hard days too slowly.",
                        "The right pace for most days is slower than pride would have it.",
                    ],
                    [
                        "On easy days, check now and then whether you could say a whole sentence; if you could not, slow down."
                    ],
                    [
                        "The hard days become better once the easy ones are truly easy.",
                        "Leave the watch at home once a week, and go by breath alone.",
                    ],
                ],
                only: "run jog marathon cycl swim walk row triathlon endurance"
            ),
            Archetype(
                "a fixed point",
                ["Get up at the same time", "Start with the morning"],
                [
                    [
                        "You cannot decide to fall asleep, but you can decide when to get up.",
                        "Regular mornings make regular evenings, and seldom the other way round.",
                    ],
                    ["Choose a time for getting up that suits the weekend as well, and keep it for two weeks."],
                    [
                        "Let in daylight soon after, and let the last hour of the evening grow dim.",
                        "If lasting trouble with sleep wears you down, talk to a doctor about it.",
                    ],
                ],
                only: "sleep rest insomnia",
                isSerious: true
            ),
        ] + Archetype.movementTopics
    )
}
