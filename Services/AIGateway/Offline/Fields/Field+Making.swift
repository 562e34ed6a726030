extension Field {
    static let making = Field(
        .making,
        words: """
            photography photo photographer camera writing writer journaling storytelling 
            painting watercolour watercolor drawing sketching illustration art artist music guitar piano violin singing choir
            songwriting knitting crochet sewing quilting embroidery weaving woodworking woodwork carpentry pottery ceramics
            craft crafting calligraphy lettering film filmmaking video animation creativity creative jewelry jewellery
            origami printmaking sculpture drums ukulele leatherwork model-making scrapbooking
            comics typography screenwriting handmade metalwork
            """,
        vocabulary: Vocabulary(
            verb: "working on",
            session: "session",
            peer: "someone else who makes things",
            people: "the people to whom you show your work",
            scene: "workspace",
            notebook: "notebook",
            materials: "tools and materials",
            measures: [
                "how many pieces you finish in a month", "how often you sit down to work",
                "how many pieces someone else has seen",
            ],
            tasks: [
                "put your tools where you can see them", "make one quick study that nobody will see",
                "sort out one drawer",
            ],
            slips: [
                "buying equipment instead of practising", "polishing the beginning over and over",
                "judging a piece on the day it was made",
            ]
        ),
        archetypes: [
            Archetype(
                "a case for small pieces",
                ["Finish small pieces", "Make something that can be done in a day"],
                [
                    [
                        "One learns most from the last third of a piece, and large projects rarely get there.",
                        "Finishing is a skill of its own and needs practice like any other.",
                    ],
                    ["Choose a format so small that you can complete it in one sitting, and make five of them."],
                    [
                        "Each of them passes through every stage, ending included.",
                        "Large works may come later, and they will profit from it.",
                    ],
                ]
            ),
            Archetype(
                "a night's distance",
                ["Look at it again tomorrow", "Let it rest before you judge it"],
                [
                    [
                        "On the same day one sees what one meant to make.",
                        "Fresh work is either brilliant or dreadful, and by the next morning it is neither.",
                    ],
                    ["Put it away overnight, and look at it in the morning for one minute before doing anything else."],
                    [
                        "Write down the first thing that catches your eye, good or bad.",
                        "Changes made after that tend to be fewer and better.",
                    ],
                ],
                only:
                    "writ fiction poe novel story essay journal paint draw sketch watercol illustrat art photo film video comic print calligraph letter sculpt design screenwriting blog camera creativ song craft potter ceramic"
            ),
            Archetype(
                "a rough version",
                ["Make a rough version of the whole first", "From end to end, badly"],
                [
                    [
                        "A perfect corner of an unfinished piece helps nobody.",
                        "It is easier to improve a whole thing than to complete a half one.",
                    ],
                    [
                        "Set a timer for half an hour, and get from the beginning to the end, leaving gaps wherever you are stuck."
                    ],
                    [
                        "Now you can see which part deserves the care.",
                        "Rough versions are forgiving, since nobody expects anything of them.",
                    ],
                ],
                only:
                    "writ fiction poe novel story essay journal paint draw sketch watercol illustrat art photo film video comic print calligraph letter sculpt design screenwriting blog camera creativ song"
            ),
            Archetype(
                "work for the bin",
                ["Make ten that may be thrown away", "Practise without a result"],
                [
                    [
                        "Fear of spoiling something makes the hand stiff.",
                        "Quantity loosens up what ambition has tightened.",
                    ],
                    ["Make ten quick versions of the same thing on cheap material, with two minutes for each."],
                    [
                        "The seventh is often the first interesting one.",
                        "Keep one, throw the others away, and note why it was that one.",
                    ],
                ],
                only:
                    "writ fiction poe novel story essay journal paint draw sketch watercol illustrat art photo film video comic print calligraph letter sculpt design screenwriting blog camera creativ potter ceramic"
            ),
            Archetype(
                "a close study",
                ["Take apart something you admire", "Study one favourite piece"],
                [
                    [
                        "Admiration is a good reason to look more closely.",
                        "Behind an effect that seems effortless there is usually a decision that one can learn.",
                    ],
                    [
                        "Choose a single piece, spend twenty minutes with it, and list ten decisions that its maker took."
                    ],
                    [
                        "Try one of them in your next piece, openly and on purpose.",
                        "Look for the plain passages as well, for they carry the others.",
                    ],
                ]
            ),
            Archetype(
                "a series",
                ["Work in a series", "The same subject, seven times"],
                [
                    [
                        "The obvious solution comes first, and the interesting ones queue behind it.",
                        "Repeating a subject takes away the question of what to do next.",
                    ],
                    [
                        "Choose one modest subject, and treat it seven times, changing a single thing from one to the next."
                    ],
                    [
                        "Lay them side by side at the end, and you will see your own habits.",
                        "Number three may be the best, but you will only know after seven.",
                    ],
                ],
                only:
                    "writ fiction poe novel story essay journal paint draw sketch watercol illustrat art photo film video comic print calligraph letter sculpt design screenwriting blog camera creativ potter ceramic craft"
            ),
            Archetype(
                "a place for scraps",
                ["Keep a box of scraps", "Collect before you need it"],
                [
                    [
                        "Ideas arrive at the wrong time and leave before the right one.",
                        "A blank page is less frightening when there is a full box beside it.",
                    ],
                    ["Put colours, phrases, sounds, samples or snapshots into one box or file, without sorting them."],
                    [
                        "Draw two at random when you do not know how to begin.",
                        "Clear it out once a year, and notice what kept its charm.",
                    ],
                ],
                unless: "music guitar piano violin sing drum ukulele choir dance song band"
            ),
            Archetype(
                "tools in sight",
                ["Leave the tools out", "Make sitting down easy"],
                [
                    [
                        "What has to be fetched from the attic stays in the attic.",
                        "Fifteen free minutes are wasted if ten of them go into setting up.",
                    ],
                    ["Find a corner where the basics can stay ready, even if it is only a tray or a hook."],
                    [
                        "Short sessions become possible, and they add up.",
                        "Seeing the tools is the best reminder there is.",
                    ],
                ]
            ),
            Archetype(
                "one viewer",
                ["Show it to one person", "Ask what they see"],
                [
                    [
                        "\"Do you like it?\" ends a conversation that \"What do you see?\" would begin.",
                        "One attentive viewer is more useful than a hundred kind clicks.",
                    ],
                    [
                        "Show a piece to someone, say nothing about it, and ask them to describe what they notice, in order."
                    ],
                    [
                        "Compare their order with the one you had in mind.",
                        "What they do not mention at all is worth knowing as well.",
                    ],
                ],
                only:
                    "writ fiction poe novel story essay journal paint draw sketch watercol illustrat art photo film video comic print calligraph letter sculpt design screenwriting blog camera creativ potter ceramic craft"
            ),
            Archetype(
                "an acquaintance with a material",
                ["Get to know one material well", "Stay with one tool for a month"],
                [
                    [
                        "New tools promise what only practice can give.",
                        "Mastery of something simple looks better than dabbling in something grand.",
                    ],
                    [
                        "Choose one tool or one material, and find out what it can do at its limits: thin and thick, fast and slow, loud and soft."
                    ],
                    [
                        "Keep the samples with notes on how they were made.",
                        "You will reach for it without thinking, which is when it begins to serve you.",
                    ],
                ],
                unless:
                    "music guitar piano violin sing drum ukulele choir dance song band writ fiction poe novel story essay journal"
            ),
            Archetype(
                "a title in advance",
                ["Give it a title before you begin", "Name it first"],
                [
                    [
                        "A title is a small decision that makes many others easier.",
                        "It is hard to leave out what does not belong when nobody knows what does.",
                    ],
                    ["Write a working title on a slip, put it in view, and test each part against it."],
                    [
                        "If the piece outgrows its title, change the title and look again.",
                        "A good title is often the first thing that other people remember.",
                    ],
                ],
                only:
                    "writ fiction poe novel story essay journal paint draw sketch watercol illustrat art photo film video comic print calligraph letter sculpt design screenwriting blog camera creativ"
            ),
            Archetype(
                "a reading aloud",
                ["Read it aloud", "Let your ear do the editing"],
                [
                    [
                        "The eye forgives what the ear stumbles over.",
                        "A sentence that leaves you short of breath is too long.",
                    ],
                    ["Read the latest page aloud, slowly, and mark every place where your voice hesitates."],
                    [
                        "Try leaving out the first paragraph; surprisingly often nothing is missing.",
                        "Then cut one adjective from each line you marked.",
                    ],
                ],
                only: "writ fiction poet poem novel story essay journal screenwriting blog"
            ),
            Archetype(
                "a walk around the subject",
                ["Walk once around the subject", "Stay where you are, and look longer"],
                [
                    [
                        "The first picture is the one that everybody takes.",
                        "Good light is common; waiting for it is rare.",
                    ],
                    [
                        "Take one picture, put the camera down, walk once around, and come back to the spot that you would have missed."
                    ],
                    [
                        "Change the height before you change the lens.",
                        "Choose one picture from each outing, and say in a sentence why it is that one.",
                    ],
                ],
                only: "photo camera film video"
            ),
            Archetype(
                "slow practice",
                ["Practise it so slowly that it cannot go wrong", "Half the tempo, no mistakes"],
                [
                    [
                        "A mistake that is repeated at full speed is being practised as well.",
                        "Hands learn what they do, and they do not know what was meant.",
                    ],
                    [
                        "Take two bars or one movement, slow it down until it is right three times in a row, and then stop."
                    ],
                    [
                        "Raise the speed by a little on the next day.",
                        "Record yourself once a week, for the recording hears more than you do.",
                    ],
                ],
                only: "music guitar piano violin sing drum ukulele choir dance song"
            ),
            Archetype(
                "a test piece",
                ["Make a test piece first", "Try it on a scrap"],
                [
                    [
                        "Good material deserves a rehearsal on something cheaper.",
                        "What works on paper may not work in wool, wood or clay.",
                    ],
                    [
                        "Make a sample of the most difficult part, measure it, and treat it as the finished piece will be treated."
                    ],
                    [
                        "Write the settings on the back and keep it.",
                        "Half an hour of testing has saved many an evening of undoing.",
                    ],
                ],
                only: "knit crochet sew quilt embroider weav wood carpent potter ceramic craft leather metal jewel"
            ),
        ] + Archetype.makingTopics
    )
}
