extension Field {
    static let cooking = Field(
        .cooking,
        words: """
            cooking cook cookery baking bake bread sourdough dough pastry cake cookie dessert recipe kitchen food meal dinner
            lunch breakfast coffee espresso tea wine beer brewing brew cocktail cheese chocolate fermentation fermenting
            pickle preserving jam barbecue bbq grilling vegan vegetarian plant-based spice pasta pizza soup curry sushi
            cuisine meal-prep snack salad ramen noodle seafood meat roast grill oven whisky whiskey gin
            latte cappuccino barista decaf french-press moka-pot cold-brew aeropress chemex frother percolator
            kombucha kimchi starter cooker airfryer gastronomy culinary eating
            """,
        vocabulary: Vocabulary(
            verb: "getting better at",
            session: "batch",
            peer: "another keen cook",
            people: "the people at your table",
            scene: "kitchen",
            notebook: "kitchen notebook",
            materials: "ingredients and tools",
            measures: [
                "how many batches turn out as planned", "how much you throw away in a week",
                "how many minutes go into looking for things",
            ],
            tasks: [
                "wipe one shelf and put back only what you use", "read one recipe from start to finish",
                "write the date on everything that is open",
            ],
            slips: [
                "changing two ingredients at once", "starting before the recipe has been read to the end",
                "tasting only when it is too late to change anything",
            ]
        ),
        archetypes: [
            Archetype(
                "a kitchen habit",
                ["Taste in the middle, too", "Three moments for tasting"],
                [
                    [
                        "By the time something is finished, most of it can no longer be changed.",
                        "A spoonful at the end tells you how it turned out; a spoonful in the middle lets you do something about it.",
                    ],
                    [
                        "Taste at three fixed moments, at the start, half-way and just before the end, and say aloud what is missing."
                    ],
                    [
                        "After a few weeks you will know earlier where it is heading.",
                        "Naming what is missing is a skill, and it comes only with practice.",
                    ],
                ]
            ),
            Archetype(
                "a reading exercise",
                ["Read the recipe twice", "Once for the story, once for the traps"],
                [
                    [
                        "Many kitchen accidents are hidden in the fourth line of the instructions.",
                        "Recipes like to mention the overnight rest somewhere near the end.",
                    ],
                    [
                        "Read the recipe once to know where it is going, and a second time with a pencil, marking every pause and every tool.",
                        "Go through the recipe twice before you touch anything, and underline the steps that cannot wait.",
                    ],
                    [
                        "You will see at once whether there is time for it today.",
                        "Two minutes of reading are cheaper than a dash to the shop.",
                    ],
                ],
                unless: "coffee espresso tea wine beer whisk cocktail gin cider kombucha"
            ),
            Archetype(
                "a case for the scales",
                ["Weigh instead of scooping", "Let the scales decide"],
                [
                    [
                        "A cup can hold noticeably more or less, depending on who fills it.",
                        "If a good result cannot be repeated, the quantities are the first suspects.",
                    ],
                    [
                        "Put the bowl on the scales, set them to zero after each addition, and write down what you really used."
                    ],
                    [
                        "Next time you can change one amount on purpose, which is where learning begins.",
                        "It also saves washing up, as there are no cups to clean.",
                    ],
                ]
            ),
            Archetype(
                "a rule for tinkering",
                ["One change per batch", "Keep the rest as it was"],
                [
                    [
                        "It is tempting to improve everything in one go and then impossible to say what helped.",
                        "A recipe becomes your own through many small changes, made one after the other.",
                    ],
                    [
                        "Alter a single thing, the time, the heat or one ingredient, and leave all the others exactly as they were."
                    ],
                    [
                        "Write the change and the result on the same line, or you will try it again next month.",
                        "If it was better, it stays; if nobody noticed, choose the simpler version.",
                    ],
                ]
            ),
            Archetype(
                "order in the cupboard",
                ["Write the date on it", "A pen next to the fridge"],
                [
                    [
                        "Nobody remembers when the jar was opened, least of all the person who opened it.",
                        "Good ingredients are mostly lost at the back of a shelf.",
                    ],
                    [
                        "Keep a pen and a roll of tape beside the fridge, and put a date on whatever you open, freeze or mix."
                    ],
                    [
                        "Use what is oldest first, and plan one meal a week around it.",
                        "A short look at the dates before shopping makes the list shorter.",
                    ],
                ],
                unless: "coffee espresso tea wine beer whisk cocktail gin cider kombucha"
            ),
            Archetype(
                "a bit of order",
                ["Everything in its place before the heat goes on", "Prepare first, then begin"],
                [
                    [
                        "Hurry in the kitchen usually begins with something that still had to be chopped or fetched.",
                        "Once there is heat or yeast involved, the food sets the pace.",
                    ],
                    [
                        "Measure, cut and lay out everything first, in the order in which you will need it, and only then begin."
                    ],
                    [
                        "It feels slower and rarely is.",
                        "While you wait for things to happen, you can tidy up instead of searching.",
                    ],
                ],
                unless: "coffee espresso tea wine beer whisk cocktail gin cider kombucha"
            ),
            Archetype(
                "a thought before shopping",
                ["Look in the cupboard before you write the list", "Start from what is there"],
                [
                    [
                        "Most kitchens hold the better part of three meals at any time.",
                        "A recipe found first leads to a long list; a cupboard opened first leads to a short one.",
                    ],
                    ["Before you shop, choose two things that should be used up, and build the next meal around them."],
                    [
                        "The limits make you more inventive than a full basket would.",
                        "Write down combinations that worked, and you will have a list of your own before long.",
                    ],
                ],
                unless: "coffee espresso tea wine beer whisk cocktail gin cider kombucha"
            ),
            Archetype(
                "a case for repetition",
                ["Make the same thing three times in a row", "Repeat it until it is yours"],
                [
                    [
                        "Variety is pleasant, and repetition is what makes a cook.",
                        "The first attempt follows the recipe, the second corrects it, and the third belongs to you.",
                    ],
                    [
                        "Choose one thing that you would like to master, and make it three times within a fortnight, with notes in between."
                    ],
                    [
                        "By the third time your hands will know the order, and you can pay attention to the details.",
                        "Your guests will not mind; they will simply see it improve.",
                    ],
                ]
            ),
            Archetype(
                "a tasting",
                ["Taste two versions side by side", "Compare, and trust your tongue"],
                [
                    [
                        "Memory is a poor judge of flavour, while a direct comparison is a good one.",
                        "One version alone seems fine; two next to each other start a conversation.",
                    ],
                    [
                        "Set aside a small portion of this batch, vary one thing, and taste both without knowing which is which.",
                        "Buy or make the same thing in two versions, and have someone else serve them in unmarked dishes.",
                    ],
                    [
                        "Write down which one you prefer before you learn what it was.",
                        "Quite often the humbler one wins, which is good to know.",
                    ],
                ]
            ),
            Archetype(
                "a list for busy days",
                ["Keep a list of five reliable things", "Five that always work"],
                [
                    [
                        "On a crowded evening nobody wants to choose, so choose beforehand.",
                        "Inspiration is scarce after a long day, and a list does not mind.",
                    ],
                    [
                        "Write down five things that you can make without a recipe, and keep their ingredients in the house."
                    ],
                    [
                        "When one of them begins to bore you, replace it, but keep the number.",
                        "The list is also the best answer when someone asks what they could bring or cook.",
                    ],
                ],
                unless: "coffee espresso tea wine beer whisk cocktail gin cider kombucha"
            ),
            Archetype(
                "a closer acquaintance",
                ["Get to know your own equipment", "Every kitchen has its quirks"],
                [
                    [
                        "Times and temperatures in recipes come from someone else's kitchen.",
                        "No two ovens, kettles or pans behave quite alike.",
                    ],
                    [
                        "Note for a while how your results differ from what the recipe promises: darker, slower, drier on the left."
                    ],
                    [
                        "Soon you will have a short list of corrections that apply to nearly everything.",
                        "Write them on a card inside a cupboard door.",
                    ],
                ]
            ),
            Archetype(
                "a question at the table",
                ["Ask for one detail instead of a verdict", "What would you change?"],
                [
                    [
                        "\"Did you like it?\" gets a polite yes and nothing more.",
                        "People at the table notice more than they say, if only they are asked the right thing.",
                    ],
                    [
                        "Ask about one detail: was it too soft, too sweet, too much, or would you have wanted more of something?"
                    ],
                    [
                        "A precise question makes it easy to be honest.",
                        "Note the answers with the recipe, for they are part of it from now on.",
                    ],
                ]
            ),
            Archetype(
                "a matter of patience",
                ["Watch the dough instead of the clock", "Let the dough tell you"],
                [
                    [
                        "Times in recipes assume a kitchen as warm as the author's, and yours is warmer or cooler.",
                        "Dough follows the temperature of the room far more than it follows the timetable.",
                    ],
                    [
                        "Mark the level on the bowl with a rubber band, and go by how far it has risen and how it feels under a wet finger."
                    ],
                    [
                        "Note the room temperature with each bake, and your own timetable will emerge.",
                        "With some practice you will recognize the right moment at a glance.",
                    ],
                ],
                only: "bread sourdough dough baking bake"
            ),
            Archetype(
                "a short wait",
                ["Let it cool before you cut it", "The last quarter of the work is waiting"],
                [
                    [
                        "A loaf that smells wonderful is not necessarily ready.",
                        "The crumb goes on setting after the oven has been switched off.",
                    ],
                    ["Put it on a rack, leave the room if you must, and cut it only when it no longer feels warm."],
                    [
                        "The slices hold together better, and the crust keeps its bite.",
                        "If the waiting is too hard, bake two and sacrifice one.",
                    ],
                ],
                only: "bread sourdough loaf baking"
            ),
            Archetype(
                "a rhythm for the starter",
                ["Keep the starter on a schedule that you can keep", "Fit the starter to your week"],
                [
                    [
                        "A starter does not need devotion, only regularity.",
                        "Feeding plans made for people at home all day fail in a working week.",
                    ],
                    [
                        "Decide on which days you really bake, feed it in time for those, and let it rest in the cold for the others."
                    ],
                    [
                        "Keep a small jar; there is no prize for quantity.",
                        "A line on the lid, with the date of the last feeding, spares you the guessing.",
                    ],
                ],
                only: "sourdough starter ferment"
            ),
            Archetype(
                "something to hold constant",
                ["Fix the dose before anything else", "Hold the amount, vary the rest"],
                [
                    [
                        "With several dials to turn, it is easy to turn in circles.",
                        "Amount, time and temperature all change the cup, and they are easily confused.",
                    ],
                    [
                        "Settle on one amount and one vessel, keep them for two weeks, and vary a single remaining factor from cup to cup."
                    ],
                    [
                        "Describe each cup in two words, since \"good\" will not help you tomorrow.",
                        "When you know what each factor does, following a recipe becomes a choice.",
                    ],
                ],
                only: "coffee espresso tea"
            ),
        ] + Archetype.cookingTopics
    )
}
