extension Field {
    static let gardening = Field(
        .gardening,
        words: """
            gardening garden gardener plant houseplant balcony allotment compost composting soil vegetable herb flower tree
            shrub rose tomato seed seedling pruning horticulture landscaping permaculture orchard lawn greenhouse
            hydroponics succulent cactus orchid bonsai perennial pollinator mulch planting botany fern moss terrarium
            indoor-plant backyard homegrown grow-your-own
            """,
        vocabulary: Vocabulary(
            verb: "caring for",
            session: "round of the plants",
            peer: "another gardener",
            people: "the people who enjoy your plants",
            scene: "growing space",
            notebook: "garden diary",
            materials: "pots and tools",
            measures: [
                "how many plants look better than a week ago", "how often you water out of habit",
                "how many days pass between two good looks at each plant",
            ],
            tasks: [
                "remove the dead leaves from one plant", "label one pot", "clean one tool and put it back",
            ],
            slips: [
                "watering by the calendar", "planting more than there is light for",
                "buying a plant before there is a place for it",
            ]
        ),
        archetypes: [
            Archetype(
                "a test before watering",
                ["Put a finger into the soil before you water", "Ask the soil first"],
                [
                    [
                        "A dry surface can hide wet roots, and a fixed watering day knows nothing of the weather.",
                        "More plants suffer from kindness with the watering can than from thirst.",
                    ],
                    ["Push a finger two joints deep into the soil, and water only if it feels dry down there."],
                    [
                        "Then water thoroughly and wait until it is needed again.",
                        "After a few weeks you will know each plant's pace without the finger.",
                    ],
                ]
            ),
            Archetype(
                "a map of the light",
                ["Draw a map of the light", "Find out where the sun really goes"],
                [
                    [
                        "We overestimate how bright a place is, because our eyes adapt so well.",
                        "Labels speak of full sun and half shade, and few people know which of them they have.",
                    ],
                    ["On one day, look every two hours and mark on a sketch where there is direct light."],
                    [
                        "Compare the sketch with what grows where, and move whatever stretches towards the window or the sky.",
                        "Repeat it after a few months, since the sun takes another path then.",
                    ],
                ]
            ),
            Archetype(
                "a place before a purchase",
                ["First the place, then the plant", "Choose for the spot you have"],
                [
                    [
                        "At the garden centre every plant looks as if it would fit.",
                        "A plant in the right place forgives a great deal, and in the wrong one it forgives nothing.",
                    ],
                    [
                        "Describe the spot in one line, with its light, wind, warmth and size, and let the line decide what may come home."
                    ],
                    [
                        "Ask at the nursery for something that thrives in such a spot instead of something that might survive.",
                        "Wishes that do not match the line go on a list for another garden.",
                    ],
                ]
            ),
            Archetype(
                "a look underneath",
                ["Turn the leaves over", "Check the side that nobody sees"],
                [
                    [
                        "Trouble starts on the underside of leaves and in the joints, out of sight.",
                        "A problem found in its first week is a small one.",
                    ],
                    ["Once a week, lift a few leaves on each plant, and look for webs, spots, eggs and sticky places."],
                    [
                        "Move an affected plant away from the others before you do anything else.",
                        "Wiping or rinsing is often enough at that stage.",
                    ],
                ]
            ),
            Archetype(
                "a case for labels",
                ["Label it while you still know", "Names and dates on everything"],
                [
                    [
                        "In spring everyone is certain that they will remember; by summer nobody does.",
                        "An unnamed pot is a riddle, and it is solved only when it is too late to plan.",
                    ],
                    [
                        "Write the name and the date on a stick when you sow, plant or repot, and use a pencil, which does not fade."
                    ],
                    [
                        "The dates are worth even more than the names when you plan the next year.",
                        "What did well can then be found again, seed packet included.",
                    ],
                ]
            ),
            Archetype(
                "a case for fewer plants",
                ["Grow fewer things, and grow them well", "Leave some of the pots empty"],
                [
                    [
                        "Ten plants that are looked at every day beat thirty that are watered in passing.",
                        "Enthusiasm fills every pot by the first warm weekend, and care has to keep up with it for months.",
                    ],
                    [
                        "Choose the three that matter most to you, give them the best places, and treat all others as guests."
                    ],
                    [
                        "An empty pot is a reserve for the cutting that a neighbour will offer you.",
                        "It is no loss to give away what never really suited you.",
                    ],
                ]
            ),
            Archetype(
                "a walk without tools",
                ["Walk round without any tools", "Five minutes with empty hands"],
                [
                    [
                        "With a tool in hand one sees work, and with empty hands one sees plants.",
                        "Regular short looks are the best plant protection there is.",
                    ],
                    [
                        "Go round once a day with nothing but a cup in your hand, and touch the soil of two or three plants."
                    ],
                    [
                        "Say what has changed since yesterday: a bud, a bite, a lean.",
                        "Write down what needs doing, and do it at another time.",
                    ],
                ]
            ),
            Archetype(
                "a word for clean blades",
                ["Clean and sharp, every time", "Wipe the blades"],
                [
                    [
                        "A blunt or dirty blade bruises the stem and carries problems from one plant to the next.",
                        "Tools are easier to clean right after use than at any other time.",
                    ],
                    [
                        "Wipe blades after each plant, dry them before you put them away, and have them sharpened once a year."
                    ],
                    [
                        "A clean cut heals quickly, and the work is easier on the wrist as well.",
                        "A rag on a hook beside the tools is all the reminder you need.",
                    ],
                ]
            ),
            Archetype(
                "an order for pruning",
                ["First what is dead, then what is in the way", "Cut in three rounds"],
                [
                    [
                        "Standing before an overgrown plant, it is hard to know where to begin.",
                        "Cuts cannot be undone, so it is good to have an order for them.",
                    ],
                    [
                        "Take out what is dead, then what is damaged, then what rubs or crosses, and step back after each round."
                    ],
                    [
                        "Often there is no need for a fourth round.",
                        "If in doubt, leave it, and look up when your plant likes to be cut.",
                    ],
                ]
            ),
            Archetype(
                "a lesson from a loss",
                ["Ask what a lost plant has to teach", "Hold a short inquest"],
                [
                    [
                        "Every gardener has lost plants, and the good ones know why.",
                        "A plant that fails is disappointing for a day and instructive for years.",
                    ],
                    [
                        "Before it goes on the compost, look at the roots: brown and soft, dry and crowded, or pale and nibbled?"
                    ],
                    [
                        "Write one line about the likely reason, and read it before you buy the same one again.",
                        "Two losses for the same reason mean that the place is wrong, and not the gardener.",
                    ],
                ]
            ),
            Archetype(
                "an exchange over the fence",
                ["Swap a cutting or a few seeds", "Grow your circle"],
                [
                    [
                        "Plants that do well near you are the best candidates for your own pots.",
                        "Most gardeners have too much of one thing and would love to share it.",
                    ],
                    ["Offer a cutting, a few seeds or a division to someone nearby, and ask what thrives with them."],
                    [
                        "Local experience is worth more than a general guide.",
                        "The story that comes with a plant is half of the pleasure.",
                    ],
                ]
            ),
            Archetype(
                "a single novelty",
                ["Try one new thing, and only one", "One stranger among old friends"],
                [
                    [
                        "New varieties are hard to resist and harder to judge when there are five of them.",
                        "A growing season is a long experiment, and one question is enough for it.",
                    ],
                    [
                        "Choose a single plant that you have never grown, put it where you pass every day, and keep notes on it."
                    ],
                    [
                        "By the end you will know whether it deserves a regular place.",
                        "If it fails, only one pot is empty.",
                    ],
                ]
            ),
            Archetype(
                "a check of the drainage",
                ["See to it that water can leave", "Check the holes in the pots"],
                [
                    [
                        "In a pot, too much water has nowhere to go unless someone has provided for it.",
                        "Roots need air as well as water, and a blocked pot gives them neither.",
                    ],
                    [
                        "Lift each pot, make sure that the hole is open, and empty the saucer half an hour after watering."
                    ],
                    [
                        "Small feet or a few stones underneath keep the opening free.",
                        "A pot without a hole is a fine cover for one that has one.",
                    ],
                ],
                only: "balcon pot container houseplant indoor terrace windowsill patio"
            ),
            Archetype(
                "a trick with the weight",
                ["Lift the pot to know its thirst", "Weigh it in your hand"],
                [
                    [
                        "The surface says little about what is going on further down in a container.",
                        "A watered pot and a dry one differ in weight more than in looks.",
                    ],
                    [
                        "Lift each pot right after watering and again two days later, until your hands know the difference."
                    ],
                    [
                        "From then on a short lift tells you all you need.",
                        "Pots in wind and sun dry out much faster, so lift those more often.",
                    ],
                ],
                only: "balcon pot container houseplant indoor terrace windowsill patio"
            ),
        ] + Archetype.gardeningTopics
    )
}
