extension Archetype {
    static let animalsTopics: [Archetype] = [
        .tip(
            "a walk for the nose",
            ["Let the nose lead", "A slow walk for once"],
            [
                "A dog reads the neighbourhood with its nose, and we tug at the page.",
                "Sniffing tires a dog in a way that running does not.",
            ],
            "On one walk a week, use a long lead, let the dog choose the pace and the direction where it is safe, and simply follow.",
            ["You will both come home calm.", "Notice what interests it; that makes a fine reward elsewhere."],
            only: "dog pupp pet"
        ),
        .tip(
            "a call that works",
            ["Make coming back worthwhile", "Practise recall when it is easy"],
            [
                "Dogs that are called only at the end of fun learn not to hear.",
                "A call is a promise, and it has to be kept.",
            ],
            "Call once when you are sure it will work, reward it generously, and let the dog go back to what it was doing.",
            [
                "Keep the word for this alone, and do not repeat it.",
                "Increase the distraction step by step, over weeks.",
            ],
            only: "dog pupp"
        ),
        .tip(
            "a hunt indoors",
            ["Play five minutes of hunting", "Let the cat catch something"],
            [
                "An indoor cat has a hunter's day and nothing to hunt.",
                "Many quirks disappear once there is something to chase.",
            ],
            "Move a toy like prey, away and in short dashes, for five minutes twice a day, and let the cat win in the end.",
            [
                "Put the toy away afterwards, so that it stays interesting.",
                "A little food after the catch completes the game.",
            ],
            only: "cat kitten pet"
        ),
        .tip(
            "a daily check",
            ["Look at food, water and shelter every day", "The daily round for animals"],
            ["Animals cannot say that the bowl is empty.", "A routine is the best protection against forgetting."],
            "Do the same short round at the same time each day, touch each thing you check, and tick it on a sheet by the door.",
            [
                "Whoever stands in for you can follow the sheet.",
                "Note anything unusual with the date, and ask a vet early.",
            ],
            only:
                "pet dog cat puppy kitten chicken poultry hen rabbit horse pony hamster aquarium goat sheep duck parrot",
            isSerious: true
        ),
        .tip(
            "a look at the entrance",
            ["Read the entrance before you open the hive", "Ten minutes in front of the hive"],
            [
                "Every opening disturbs, and much can be known from outside.",
                "Traffic at the entrance tells of food, strength and trouble.",
            ],
            "Sit beside the flight path for ten minutes, and note how many bees bring pollen, how they land, and what is carried out.",
            [
                "Write down what you expect to find inside, and compare it at the next inspection.",
                "After a season you will open the hive less often and know more.",
            ],
            only: "bee beekeep apiar hive honey"
        ),
        .tip(
            "a plan for each inspection",
            ["Open the hive with one question", "Know what you are looking for"],
            [
                "An inspection without a question gets long, and the bees mind.",
                "It is easy to look at everything and to remember nothing.",
            ],
            "Write one question on the lid before you open it, answer it, and close up as soon as you can.",
            [
                "Keep a card per hive with date, weather, answer and next step.",
                "Ask an experienced neighbour to look on once a season, and check which rules and duties apply where you live.",
            ],
            only: "bee beekeep apiar hive"
        ),
        .tip(
            "a name for what is wanted",
            ["Show what you want instead", "Reward the quiet moment"],
            [
                "We notice barking and overlook the minute before it.",
                "What is rewarded happens more often, whether it was meant or not.",
            ],
            "For a week, reward one calm moment each hour, quietly and without a command, and ignore what you would rather not see if that is safe.",
            [
                "Everyone in the house should reward the same thing.",
                "Count the calm moments; there will be more of them by Friday.",
            ],
            only: "dog pupp"
        ),
        .tip(
            "a place to retreat",
            ["Give them a place of their own", "Height, cover and peace"],
            ["A cat that can withdraw has less reason to fight.", "Most cats prefer a shelf to a basket."],
            "Provide one high place and one hidden one that nobody disturbs, with separate spots for food, water and tray.",
            [
                "With several cats, provide one of each and one to spare.",
                "Watch which place is chosen when visitors come.",
            ],
            only: "cat kitten"
        ),
        .tip(
            "an evening head-count",
            ["Count them every evening", "The last look of the day"],
            ["What happens at night is decided at dusk.", "A flock looks the same with eleven as with twelve."],
            "Count them at the same time each evening, check the latch with your hand, and look at one bird closely, a different one each day.",
            [
                "In this way each has its turn every week or two.",
                "Collect the eggs then, too; a sudden drop is a message.",
            ],
            only: "chicken hen poultry duck"
        ),
        .tip(
            "a look at water",
            ["Test the water before you change anything", "Patience is the best filter"],
            [
                "In an aquarium, most troubles are in the water before they are in the fish.",
                "Clear water is not the same as good water.",
            ],
            "Test on a fixed day, write the figures down, and change a part of the water regularly instead of all of it now and then.",
            [
                "Feed less than you think, and wait longer before adding fish.",
                "The figures of a good month tell you what to aim at.",
            ],
            only: "aquarium fish goldfish"
        ),
        .tip(
            "work on the ground",
            ["Do ten minutes from the ground", "Begin beside and not above"],
            [
                "Much of what goes wrong in the saddle begins on the ground.",
                "A horse that stands quietly has learned something that is worth a lot.",
            ],
            "Before each ride, practise standing, yielding and walking beside you for ten minutes, and stop when it is easy.",
            ["End with something that works.", "If behaviour changes suddenly, have pain ruled out first."],
            only: "horse pony donkey",
            isSerious: true
        ),
        .tip(
            "a plan for the season of plenty",
            ["Prepare boxes and frames in the quiet months", "Be ready before the swarm"],
            [
                "In the busy weeks there is no time to look for a hammer.",
                "Bees keep to their own calendar, and it is early.",
            ],
            "Use quiet weeks to clean, repair and count your equipment, and write down what was missing at the busiest moment of last year.",
            [
                "Two spare boxes are better than one good excuse.",
                "Ask in your local group what tends to happen when where you live.",
            ],
            only: "bee hive apiar honey"
        ),
    ]
}
