extension Archetype {
    static let cookingTopics: [Archetype] = [
        .tip(
            "a word on warmth",
            ["Measure the warmth of your kitchen", "Ask the thermometer first"],
            [
                "Dough that behaves differently every week is usually reacting to the room.",
                "A few degrees decide whether a rise takes a morning or a day.",
            ],
            "Put a simple thermometer where the dough rests, write the reading beside each bake, and move the bowl when the number strays.",
            [
                "Warm water in winter and cold water in summer even out a good deal.",
                "After ten bakes the notes will predict the time better than any recipe.",
            ],
            only: "bread sourdough dough baking"
        ),
        .tip(
            "practice in shaping",
            ["Practise shaping with a spare piece of dough", "Shape it twice"],
            [
                "Hands learn shaping by repetition, and one loaf a week gives them little of it.",
                "A loose shape flattens, whatever happened before.",
            ],
            "Set a small piece of dough aside, and shape it, let it rest and shape it again while the main loaf waits.",
            [
                "Feel for the moment at which the surface tightens and stops sticking.",
                "The practice piece makes a good roll for the baker.",
            ],
            only: "bread sourdough dough"
        ),
        .tip(
            "a look inside",
            ["Read the crumb", "Let the slice tell you what happened"],
            [
                "The inside of a loaf is a record of how it was made.",
                "Every cut loaf answers a question about the one before.",
            ],
            "Photograph the first slice in the same light each time, and write down in one line how the dough felt before it went in.",
            [
                "Side by side, the pictures show the effect of each change more clearly than memory does.",
                "Dense in one place and open in another usually points at shaping or at time.",
            ],
            only: "bread sourdough loaf"
        ),
        .tip(
            "a small batch",
            ["Bake half the recipe", "Learn with small tins"],
            [
                "A failed cake for twelve is discouraging, and a failed one for four is a snack.",
                "Small amounts make it easy to try a second version on the same day.",
            ],
            "Halve a recipe, bake it in a smaller tin, and start looking well before the time given.",
            [
                "Two small versions next to each other teach more than one large one.",
                "Write the tin and the time that worked on the recipe itself.",
            ],
            only: "cake cookie pastry dessert pie biscuit muffin"
        ),
        .tip(
            "a rule for temperature",
            ["Let ingredients reach the same temperature", "Take the butter out in time"],
            [
                "Cold and warm ingredients do not like to mix, and many a lumpy batter began in the fridge.",
                "Patience before mixing saves rescue work after it.",
            ],
            "Set everything out an hour before you start, and mix only when nothing feels colder than your hand.",
            [
                "Where a recipe wants something cold, it has a reason, so read that line twice.",
                "Put the hour into the plan, and it stops being a nuisance.",
            ],
            only: "cake cookie pastry dessert pie biscuit muffin"
        ),
        .tip(
            "a test of the grinder",
            ["Change the grind in small steps", "Turn one notch at a time"],
            [
                "Between sour and bitter there are often only a few notches.",
                "It is easy to overshoot when every cup is made differently.",
            ],
            "Keep amount and water as they are, move the grind by one notch per cup, and note whether the taste got sharper or duller.",
            [
                "When both neighbours taste worse, you have found your setting for this bag.",
                "A new bag means starting again, which is part of the fun.",
            ],
            only: "coffee espresso"
        ),
        .tip(
            "a look at the water",
            ["Taste the water on its own", "Start with what fills the cup"],
            [
                "Most of what is in the cup is water, and it is the part nobody tastes.",
                "The same leaves or beans can seem dull in one town and bright in another.",
            ],
            "Drink a glass of the water you use, then make the same cup with a filtered or bottled one, and compare them blind.",
            [
                "If you notice a difference, you have found a cheap improvement.",
                "If you do not, you can stop wondering about it.",
            ],
            only: "coffee espresso tea"
        ),
        .tip(
            "a plan for the week",
            ["Plan three dinners, and leave the others open", "A plan with gaps"],
            [
                "A plan for seven evenings fails on the second and is thrown away on the third.",
                "Leftovers and invitations need room, too.",
            ],
            "Fix three dinners, buy for those, and keep two quick ones in the cupboard for the evenings in between.",
            [
                "What is not cooked this week moves to the next, and nothing is wasted.",
                "The plan gets shorter to write each time, since good evenings repeat.",
            ],
            only: "meal prep plan dinner lunch famil weeknight"
        ),
        .tip(
            "parts instead of meals",
            ["Prepare parts, and combine them later", "Cook building blocks"],
            [
                "Five identical boxes look sensible on Sunday and sad on Thursday.",
                "Components keep better than finished dishes, and they can still become anything.",
            ],
            "Cook one grain, one vegetable and one sauce in larger amounts, and put them together differently each day.",
            [
                "A fresh herb or something crunchy at the end makes it feel new.",
                "Label the boxes with the day by which they should be eaten.",
            ],
            only: "meal prep plan lunch"
        ),
        .tip(
            "a question of depth",
            ["Build flavour in three layers", "What does it need: salt, acid or heat?"],
            [
                "When a dish tastes flat, more of the same rarely helps.",
                "Dishes without meat gain most from something browned, something sour and something salty.",
            ],
            "Brown one ingredient well, add something sour at the end, and taste after each of the two.",
            [
                "Write down which addition woke it up, for it will help with the next dish as well.",
                "Texture counts as flavour, so finish with something crisp.",
            ],
            only: "vegan vegetarian plant soup curry salad cooking cook recipe"
        ),
        .tip(
            "a tasting note",
            ["Describe it before you read the label", "Your own words first"],
            [
                "Labels are persuasive, and after reading them one tastes what they say.",
                "There are no wrong words for a taste, only borrowed ones.",
            ],
            "Pour a little without looking, write down three comparisons from your own kitchen or garden, and only then turn the bottle.",
            [
                "Your vocabulary grows quickly when it is tied to things you know.",
                "Taste again an hour later and note what has changed.",
            ],
            only: "wine beer whisk tea gin cider cheese chocolate coffee"
        ),
        .tip(
            "a record for slow things",
            ["Keep a diary for everything that ferments", "A date, a smell, a taste"],
            [
                "What takes weeks cannot be remembered, only recorded.",
                "Fermentation is patient, and it likes clean jars and steady temperatures.",
            ],
            "Note the date, the amounts and the salt on each jar, and taste a little at regular intervals with a clean spoon.",
            [
                "If it looks or smells wrong, follow a tested recipe's advice and throw it away.",
                "The best jar of the year is then one that you can make again.",
            ],
            only: "ferment kimchi kombucha pickl brew preserv",
            isSerious: true
        ),
    ]
}
