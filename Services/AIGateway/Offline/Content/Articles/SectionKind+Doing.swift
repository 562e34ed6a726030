/// Sections that help to do it.
extension SectionKind {
    static let beginning = SectionKind(
        "a first step that fits into a day",
        aspect: ["First steps with \(.aspect)", "A simple start with \(.aspect)", "Where to begin: \(.aspect)"],
        plain: ["A first step that fits into a day", "How to make a start", "Begin with less than you think"],
        [
            [
                "A modest start with \(.aspect) teaches more than a perfect plan.",
                "Beginnings fail more often from too much ambition than from too little.",
                "The best time to start with \(.aspect) is before you feel entirely ready.",
            ],
            [
                "Take the plainest version there is, do it once from beginning to end, and pay attention.",
                "Leave out everything that can be added later, and see what is left.",
                "Choose a moment without an audience, and allow the first attempt to be a rehearsal.",
            ],
            [
                "You will know afterwards which of your worries were justified.",
                "The second round is then an improvement instead of another beginning.",
                "Whatever felt awkward is a fine candidate for the next round.",
            ],
        ],
        points: [
            .init("Set a time", "half an hour with a fixed end is enough."),
            .init("Take what you have", "new equipment can wait until you know what is missing."),
            .init("Change nothing half-way", "finish the plain version first."),
            .init("Write two lines", "what went well, and what you would do differently."),
            .init("Fix the next date", "while the impression is fresh."),
            .init("Tell one person", "a small promise helps more than a large intention."),
        ],
        themes: [.begin, .simplify]
    )

    static let preparing = SectionKind(
        "what to have ready",
        aspect: ["What to prepare for \(.aspect)", "Getting ready for \(.aspect)", "Before you start: \(.aspect)"],
        plain: ["What to have ready", "Preparation that pays", "Before you start"],
        [
            [
                "Most hurry comes from something that was missing at the wrong moment.",
                "With \(.aspect), five quiet minutes beforehand replace twenty busy ones later.",
                "Preparation is the cheapest way to better results with \(.aspect).",
            ],
            [
                "Go through the whole thing in your mind, from the first move to the last, and note what each step needs.",
                "Lay out what you will use in the order in which you will use it.",
                "Clear the space first, and only then bring in what is needed.",
            ],
            [
                "What is missing shows up while there is still time to get it.",
                "The work itself then asks for no searching, only for attention.",
                "It also makes it much easier to be interrupted and to go on afterwards.",
            ],
        ],
        points: [
            .init("Space", "a clear surface, and room to put things down."),
            .init("Time", "a little more than you expect to need."),
            .init("Tools", "clean, complete and within reach."),
            .init("Instructions", "read to the end once, with the difficult place marked."),
            .init("A fallback", "what you will do if something does not work out."),
            .init("A pen", "for whatever you will want to remember next time."),
        ],
        themes: [.prepare, .begin]
    )

    static let steps = SectionKind(
        "the way through in single steps",
        aspect: ["\(.aspect), step by step", "The way through: \(.aspect)", "Working through \(.aspect)"],
        plain: ["The way through, step by step", "One step after the other", "A sequence that works"],
        [
            [
                "The order of the steps matters more than the speed at which you take them.",
                "Written instructions for \(.aspect) differ in detail, and they share a common order.",
                "It helps to see the whole path before taking the first step.",
            ],
            [
                "Follow the sequence below once as it stands, and adapt it only afterwards.",
                "Do one thing at a time, and finish it before you turn to the next.",
                "Read all of the steps first, and mark the one of which you are least sure.",
            ],
            [
                "If you lose the thread, go back to the last step that certainly worked.",
                "With a little practice several of the steps will merge into one movement.",
                "The pauses between the steps are part of the method.",
            ],
        ],
        points: [
            .init("Decide on the result", "say in one line what should be there at the end."),
            .init("Gather what you need", "and put aside whatever you do not."),
            .init("Do the irreversible parts slowly", "look twice before anything that cannot be undone."),
            .init("Check half-way", "compare with what you wanted while there is time to correct."),
            .init("Finish properly", "clean, store and label what should be found again."),
            .init("Look back for a minute", "and note the one thing to change next time."),
        ],
        isOrdered: true,
        themes: [.prepare, .observe]
    )

    static let trouble = SectionKind(
        "where to look when it does not work",
        aspect: ["When \(.aspect) will not work out", "Finding the fault: \(.aspect)", "Trouble with \(.aspect)"],
        plain: ["Where to look when it does not work", "Finding the cause", "When the result disappoints"],
        [
            [
                "When something goes wrong, the cause is more often simple than interesting.",
                "Trouble with \(.aspect) invites changing everything at once, which hides the cause.",
                "A disappointing result is a message, though it is not written in plain language.",
            ],
            [
                "Describe what you see without explaining it, and compare that with what you had expected.",
                "Go back to the last time that it worked, and list what has changed since.",
                "Start with whatever is easiest to check, not with whatever is most likely.",
            ],
            [
                "Then change a single thing, try again, and write down the outcome.",
                "Two or three rounds of that usually lead to the place.",
                "Even a list of what it is not will save the next person a lot of time.",
            ],
        ],
        points: [
            .init("The beginning", "was everything in order before the first step?"),
            .init("The amounts", "were they measured, or were they guessed?"),
            .init("The timing", "was a pause skipped, or was one too long?"),
            .init("The conditions", "is the room, the weather or the company different from last time?"),
            .init("The equipment", "when was it last cleaned, checked or replaced?"),
            .init("The expectation", "was the aim realistic for a day like this?"),
        ],
        themes: [.mistakes, .observe]
    )

    static let mistakes = SectionKind(
        "mistakes that are easy to avoid",
        aspect: [
            "Mistakes to avoid with \(.aspect)", "What people get wrong about \(.aspect)", "Pitfalls around \(.aspect)",
        ],
        plain: ["Mistakes that are easy to avoid", "What tends to go wrong", "Pitfalls along the way"],
        [
            [
                "Nearly everyone makes the same few mistakes with \(.aspect) in the beginning.",
                "The mistakes that cost the most are seldom the dramatic ones.",
                "It is cheaper to read about a mistake than to make it.",
            ],
            [
                "Look through the following with your own last attempt in mind.",
                "Ask of each whether it has happened to you, and how you noticed.",
                "Pick the one that sounds most familiar, and leave the others alone for now.",
            ],
            [
                "A reminder in the right place cures more of them than good intentions do.",
                "Most of them disappear once they have a name.",
                "Being a little slower at the critical moment is usually the whole remedy.",
            ],
        ],
        points: [
            .init("Changing several things at once", "so that nobody can say what helped."),
            .init("Skipping the boring part", "which is where the result is decided."),
            .init("Copying without asking why", "what suits one household may not suit another."),
            .init("Buying before trying", "equipment does not replace practice."),
            .init("Giving up after the first attempt", "although the second is always easier."),
            .init("Trusting memory", "when two written lines would do."),
        ],
        themes: [.mistakes, .simplify]
    )

    static let routine = SectionKind(
        "a routine for ordinary weeks",
        aspect: ["A routine for \(.aspect)", "Making \(.aspect) part of the week", "\(.aspect) on ordinary days"],
        plain: ["A routine for ordinary weeks", "How to keep it up", "Make it part of the week"],
        [
            [
                "What is done a little every week outlasts what is done with great effort once.",
                "A routine for \(.aspect) takes decisions off your hands when you are tired.",
                "Good results with \(.aspect) come from regular attention more than from talent.",
            ],
            [
                "Tie it to something that happens anyway, and keep the steps few.",
                "Choose a fixed day and a fixed length, and protect both for a month.",
                "Start with a version that you could keep up in your busiest week.",
            ],
            [
                "When a week goes wrong, take up the next one without making up for it.",
                "After a while the routine will need no effort, and then it may grow.",
                "Review it with each season, because routines age as well.",
            ],
        ],
        points: [
            .init("A trigger", "something that happens anyway and reminds you."),
            .init("A place", "where everything that you need stays ready."),
            .init("A minimum", "what still counts on a bad day."),
            .init("An end", "a sign that it is done for today."),
            .init("A record", "a line or a tick, no more."),
            .init("A pause", "a planned week off keeps the rest honest."),
        ],
        themes: [.rhythm, .keep]
    )

    static let keeping = SectionKind(
        "how to keep results good over time",
        aspect: ["Looking after \(.aspect)", "Keeping \(.aspect) in good order", "\(.aspect) in the long run"],
        plain: ["How to keep results good over time", "Care and upkeep", "In the long run"],
        [
            [
                "What works today works tomorrow only with a little care.",
                "The upkeep of \(.aspect) is unexciting, and it decides how long the pleasure lasts.",
                "Results with \(.aspect) rarely collapse; they fade, and that is hard to notice.",
            ],
            [
                "Set a regular date for a look at everything that wears, dries out, or gets out of date.",
                "Clean and put away right after use, when it takes a minute instead of an hour.",
                "Replace small parts before they fail, and keep one of each at hand.",
            ],
            [
                "Each of these takes minutes, and together they save whole afternoons.",
                "A short list on the inside of a door is all the system that you need.",
                "Whoever does it regularly never has to do much of it.",
            ],
        ],
        points: [
            .init("After each use", "the one-minute job that prevents the one-hour job."),
            .init("Once a week", "a quick look for anything unusual."),
            .init("Once a month", "a proper clean, and a check of supplies."),
            .init("Once a season", "a review: what can go, and what should be renewed?"),
            .init("When something changes", "a new home, a new season or a new tool calls for a fresh look."),
            .init("When you are away", "a note that tells somebody else what to do."),
        ],
        themes: [.keep, .rhythm]
    )
}
