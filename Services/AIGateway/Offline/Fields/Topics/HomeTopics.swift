extension Archetype {
    private static let families = "parent child kid famil toddler baby teen mum mom dad father mother grandparent"

    static let homeTopics: [Archetype] = [
        .tip(
            "a pause for parents",
            ["Count to ten before you answer", "The quiet second"],
            [
                "Children are good at finding the moment in which one has no patience left.",
                "What is said in anger is remembered longer than what was meant.",
            ],
            "When you feel the heat rise, say that you need a minute, breathe, and come back with one short sentence.",
            [
                "It shows how one deals with anger, which is worth more than a lecture.",
                "If it went wrong, say sorry; that teaches as well.",
            ],
            only: families,
            isSerious: true
        ),
        .tip(
            "help with a small job",
            ["Give them a real job", "Let them help, slowly"],
            [
                "Children want to be needed and are mostly kept busy.",
                "Help from small hands takes longer, and that is its price.",
            ],
            "Choose one job that truly matters to the household, show it once, and let the child do it regularly in their own way.",
            ["Do not do it over again while they are looking.", "Thank them as you would thank an adult."],
            only: families
        ),
        .tip(
            "rest in turns",
            ["Share out the rest as well as the work", "One sleeps, one watches"],
            [
                "With little ones, tiredness is the weather in which everything happens.",
                "Two exhausted people are worth less than one who has slept.",
            ],
            "Agree on fixed turns for the week, written down, so that nobody has to ask at three in the morning.",
            [
                "Accept offers of help, and have a small task ready for whoever offers.",
                "If low spirits last for more than a fortnight, speak to your doctor or midwife about it.",
            ],
            only: "parent baby toddler newborn famil mum mom dad pregnan",
            isSerious: true
        ),
        .tip(
            "a story at the end of the day",
            ["End the day the same way", "Three quiet things before bed"],
            [
                "The evening is long when every step has to be negotiated.",
                "Children like to know what comes next, above all when they are tired.",
            ],
            "Choose three quiet things in a fixed order, draw them on a card, and let the child point at the next one.",
            ["Start a little earlier than you think is needed.", "On bad evenings do the short version of all three."],
            only: "parent child kid famil toddler sleep bedtime"
        ),
        .tip(
            "a box for undecided things",
            ["Put doubtful things in a box with a date", "Let time decide"],
            [
                "The hardest part of clearing out is deciding, so it can be postponed on purpose.",
                "Things are kept for a day that never comes, just in case it does.",
            ],
            "Put whatever you are unsure about into a box, write a date in three months on it, and close it.",
            ["What nobody fetched by then can go unopened.", "Memories may have a box of their own, a small one."],
            only: "declutter minimal organiz organis tidy home moving storage simple"
        ),
        .tip(
            "one kind at a time",
            ["Sort by kind and not by room", "Gather all of it in one place"],
            [
                "The same thing lives in four rooms, which is why there are nine of it.",
                "One sees how much there is only when it is all together.",
            ],
            "Choose one small kind of thing, scissors or scarves, gather every one of them on the table, and keep the best.",
            ["Give what stays a single home.", "Stop after one kind; the next can wait for next week."],
            only: "declutter minimal organiz organis tidy clean storage home"
        ),
        .tip(
            "a cleaning order",
            ["From top to bottom, from dry to wet", "Clean in one direction"],
            [
                "Cleaning at random means cleaning some things twice.",
                "Half of the work is walking back for the right cloth.",
            ],
            "Put everything you need in a bucket, start at the door, go round in one direction, and do high before low.",
            [
                "Let products work while you do something else.",
                "The room that you use most deserves the first ten minutes.",
            ],
            only: "clean housekeep tidy household laundry home"
        ),
        .tip(
            "a hunt for draughts",
            ["Find out where the warmth escapes", "Follow the draught"],
            [
                "Heat leaves through gaps that nobody looks for.",
                "The cheapest warmth is the one that is already inside.",
            ],
            "On a windy day, go along windows and doors with a strip of thin paper, and mark where it moves.",
            [
                "A seal costs little and can be fitted in an hour.",
                "Air the rooms briefly and fully all the same, and have anything with gas or chimneys checked by a professional.",
            ],
            only: "heat insulat energy winter diy renovat home house",
            isSerious: true
        ),
    ]
}
