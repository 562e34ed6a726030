extension Field {
    static let outdoors = Field(
        .outdoors,
        words: """
            travel travelling traveling trip hiking hike camping backpacking trekking bushcraft nature wildlife bird birding
            birdwatching astronomy stargazing star night-sky fishing sailing kayaking canoeing mountain mountaineering beach
            city sightseeing museum tourism tourist roadtrip road-trip vanlife van cruise island forest foraging mushroom
            geocaching park national-park outdoor butterfly insect lake river coast scuba diving hostel
            itinerary destination adventure bikepacking camper geology ecology conservation
            """,
        vocabulary: Vocabulary(
            verb: "exploring",
            session: "outing",
            article: "an",
            peer: "someone who knows the area",
            people: "the people you go with",
            scene: "plans",
            notebook: "field notebook",
            materials: "maps and gear",
            measures: [
                "how much of what you packed was used", "how many places you have visited twice",
                "how many outings you finish with energy to spare",
            ],
            tasks: [
                "look up one place within an hour of home", "take three things out of the bag",
                "mark one route on a map",
            ],
            slips: [
                "packing for every possibility", "planning every hour", "looking at the screen before looking around",
            ]
        ),
        archetypes: [
            Archetype(
                "a second visit",
                ["Go back to the same place", "The second visit shows more"],
                [
                    [
                        "The first time one sees what is famous, and the second time what is there.",
                        "A place visited again becomes a place one knows.",
                    ],
                    [
                        "Choose one spot within easy reach, and go there at another hour, in other weather or from the other side."
                    ],
                    [
                        "Write down three things that were not there the last time, or that you had missed.",
                        "Knowing one place well makes all the others easier to read.",
                    ],
                ]
            ),
            Archetype(
                "an empty hour",
                ["Leave an hour empty", "Plan less than fits in"],
                [
                    [
                        "The best part of a day out is frequently the one that nobody planned.",
                        "A full plan leaves no room for a detour, a talk or a bench.",
                    ],
                    ["Strike one item from the plan for each half day, and do not replace it."],
                    [
                        "If nothing turns up in that hour, you will at least be rested.",
                        "What was struck out is a good reason to come again.",
                    ],
                ]
            ),
            Archetype(
                "a lighter bag",
                ["Take three things out of the bag", "Pack, and then unpack a little"],
                [
                    [
                        "One packs for fears and carries for days.",
                        "Few people ever wished they had brought more.",
                    ],
                    ["Pack as usual, lay everything out, and put back three things that you took along just in case."],
                    [
                        "Note on your return what you did not use, and leave it at home the next time.",
                        "Whatever keeps you warm, dry, fed and found stays in, of course.",
                    ],
                ],
                unless: "museum star astronom sky bird butterfl insect ecolog conservation geolog"
            ),
            Archetype(
                "some reading around it",
                ["Read a little before and more afterwards", "Look it up when you are back"],
                [
                    [
                        "Too much preparation makes one tick boxes, and too little makes one walk past things.",
                        "Questions that come from seeing are better than those that come from reading.",
                    ],
                    [
                        "Before you go, learn one thing about the place; when you are back, look up three that you saw there."
                    ],
                    [
                        "The second kind of reading is the one that stays.",
                        "Keep the questions in your notes, with the place and the date.",
                    ],
                ]
            ),
            Archetype(
                "a time to turn back",
                ["Set a time to turn back", "Decide the end before the start"],
                [
                    [
                        "Good judgement is scarce at the end of a long day.",
                        "It is hard to turn round shortly before the goal, unless that was agreed.",
                    ],
                    ["Agree before you leave on the hour at which you will turn back, wherever you are."],
                    [
                        "What was not reached will still be there on another day.",
                        "Arriving home in daylight and in good spirits is a goal, too.",
                    ],
                ],
                unless: "city museum sightsee urban hostel itinerar star astronom sky",
                isSerious: true
            ),
            Archetype(
                "a local voice",
                ["Ask someone who lives there", "One question for a local"],
                [
                    [
                        "Guides describe a place to everyone, and a local describes it to you.",
                        "People like to talk about what is on their doorstep.",
                    ],
                    ["Ask where they would go on a free afternoon, and listen for the reason."],
                    [
                        "Follow one such tip without checking it first.",
                        "A few words in their own language open more doors than a good map.",
                    ],
                ]
            ),
            Archetype(
                "notes from the field",
                ["Take notes on the spot", "Four lines before you leave"],
                [
                    [
                        "Photographs keep what things looked like, and notes keep what they were like.",
                        "Details fade on the way home.",
                    ],
                    [
                        "Before you leave a place, write four lines: what you saw, heard, smelled, and would like to know."
                    ],
                    [
                        "A rough sketch counts, and so does a pressed ticket.",
                        "Read the lines in winter, or on any grey evening.",
                    ],
                ]
            ),
            Archetype(
                "another hour of the day",
                ["Go at an unusual hour", "Early, late or in between"],
                [
                    [
                        "Most places have two lives, and visitors see only one.",
                        "An hour makes more difference than a season to what one meets.",
                    ],
                    ["Go once very early or towards evening, and stand still for ten minutes when you arrive."],
                    [
                        "There will be fewer people and more of everything else.",
                        "Check beforehand that the place is open and the way back is safe.",
                    ],
                ]
            ),
            Archetype(
                "something near",
                ["Explore what is near", "A journey within walking distance"],
                [
                    [
                        "Far-away places are researched for weeks, while the nearest ones stay unknown.",
                        "There is probably a street, a path or a building nearby that you have never entered.",
                    ],
                    [
                        "Draw a circle of half an hour around your home, and visit one point in it where you have never been."
                    ],
                    [
                        "Do it with the attention you would pay on a journey.",
                        "It costs nothing, and it can be repeated next week.",
                    ],
                ]
            ),
            Archetype(
                "an exercise for the senses",
                ["Use one sense at a time", "Close your eyes for a minute"],
                [
                    [
                        "Eyes take over wherever they are allowed to.",
                        "A place that has only been looked at is only half visited.",
                    ],
                    ["Stop somewhere safe, close your eyes for a minute, and count the different sounds."],
                    [
                        "Do the same with smells on the way back.",
                        "It slows you down, which is the beginning of noticing.",
                    ],
                ]
            ),
            Archetype(
                "a check at home",
                ["Try the gear at home", "Test it before you need it"],
                [
                    [
                        "Rain and darkness are the wrong moment for reading instructions.",
                        "Gear that worked last year may have aged in the cupboard.",
                    ],
                    ["Set up, switch on or wear everything once at home, and replace what fails."],
                    [
                        "Pack it in the order in which you will need it.",
                        "A spare battery and a dry bag weigh little and calm the mind.",
                    ],
                ],
                unless: "city museum sightsee urban hostel itinerar star astronom sky"
            ),
            Archetype(
                "a word before leaving",
                ["Tell someone where you are going", "Leave your plan behind"],
                [
                    [
                        "A plan that someone else knows is a simple kind of safety.",
                        "Phones run out of power and out of signal, usually together.",
                    ],
                    ["Tell one person where you are going, which way, and by when you will be in touch."],
                    [
                        "Let them know when you are back, or they will worry for nothing.",
                        "If you change the plan on the way, send a short message.",
                    ],
                ],
                unless: "city museum sightsee urban hostel itinerar star astronom sky",
                isSerious: true
            ),
            Archetype(
                "a patient watch",
                ["Sit still for twenty minutes", "Let them come to you"],
                [
                    [
                        "Whoever walks chases away half of what there would be to see.",
                        "After a quarter of an hour of stillness a place goes back to its own business.",
                    ],
                    ["Choose a spot with cover behind you, sit down, and note each thing that moves, with the time."],
                    [
                        "Keep your distance, and leave at once if an animal seems disturbed.",
                        "Behaviour is easier to remember than feathers, so note what they do.",
                    ],
                ],
                only: "bird wildlife nature butterfl insect fish bee animal photograph"
            ),
            Archetype(
                "an evening under the sky",
                ["Give your eyes time in the dark", "Start with the naked eye"],
                [
                    [
                        "Eyes need a good while in the dark before they show what they can do.",
                        "A single glance at a bright screen undoes twenty minutes of waiting.",
                    ],
                    [
                        "Find a spot away from lamps, use a dim red light for the map, and learn one pattern in the sky each evening."
                    ],
                    [
                        "Note the date, the hour and the direction, and compare them a month later.",
                        "Binoculars show more than most people expect.",
                    ],
                ],
                only: "astronom star sky night space planet"
            ),
        ] + Archetype.outdoorsTopics
    )
}
