extension Archetype {
    private static let sports =
        "football soccer basketball baseball cricket rugby hockey league sport formula motorsport olympic f1 tennis esport"

    static let followingTopics: [Archetype] = [
        .tip(
            "a page a day",
            ["Read ten pages a day", "A book beside the kettle"],
            [
                "Books are not read for want of hours, but for want of a place in the day.",
                "Ten pages a day are a good shelf in a year.",
            ],
            "Put the book where you wait every day, and read ten pages before you reach for anything else.",
            [
                "On a good day it will be more.",
                "Give a book fifty pages to win you over, and then feel free to leave.",
            ],
            only: "book reading literature novel poet"
        ),
        .tip(
            "notes in the margin",
            ["Argue with the book", "Read with a pencil"],
            [
                "A reader without a pencil is a guest, and a reader with one is a partner.",
                "What one only agrees with is quickly forgotten.",
            ],
            "Mark three places in each chapter: one that you like, one that you doubt, and one that you would put differently.",
            [
                "When you have finished, copy out only the doubts.",
                "If the book belongs to someone else, slips of paper will do.",
            ],
            only: "book reading literature philosoph histor novel essay"
        ),
        .tip(
            "a source from the time",
            ["Read one page by someone who was there", "Begin with a document"],
            [
                "Accounts written later know how it ended; those who were there did not.",
                "A letter or a list can say more than a chapter.",
            ],
            "Look for one document from the time, read it slowly, and write down what its author could not have known.",
            [
                "Ask who was meant to read it, and who was not.",
                "Then go back to the modern account, and see what it makes of it.",
            ],
            only: "histor archaeolog war ancient medieval roman rome royal biograph world"
        ),
        .tip(
            "two accounts of one event",
            ["Read two accounts of the same event", "Let historians disagree"],
            ["One account is a story, and two are a question.", "Where two accounts differ, something is at stake."],
            "Choose a single event, read about it in two works from different countries or decades, and list three differences.",
            [
                "For each, ask whether it is about facts or about weight.",
                "The event will look less simple, and that is progress.",
            ],
            only: "histor archaeolog war ancient medieval roman rome politic geopolit peace empire"
        ),
        .tip(
            "an experiment to explain",
            ["Find out how they know", "Ask for the method"],
            [
                "Results are reported, and methods are left out.",
                "How something was found out tells you how sure one can be.",
            ],
            "Take one finding that impressed you, and look up how it was obtained: who or what was measured, how many, and against what.",
            ["Explain it to someone without using the result.", "Note what would have to happen for it to be wrong."],
            only: "scien space biotech medicin neuroscien psycholog evolution quantum climate research astronom health"
        ),
        .tip(
            "news at fixed times",
            ["Read the news at fixed times", "Twice a day, and then no more"],
            [
                "News that arrives all day long is mostly the same news.",
                "Being informed and being alarmed are two different states.",
            ],
            "Choose two fixed times, read one good source to the end, and switch off notifications for everything else.",
            [
                "For anything that matters, wait a day; the second report corrects the first.",
                "The time in between belongs to you again.",
            ],
            only: "news politic polic journalis media world geopolit democra election war"
        ),
        .tip(
            "a look behind the quarrel",
            ["Look behind the quarrel", "Read what was decided"],
            [
                "Quarrels are reported word for word, and decisions in half a sentence.",
                "The text of a decision is often shorter than the articles about it.",
            ],
            "Choose one measure that concerns you, read its summary in the original, and write down whom it affects, from when, and who pays.",
            ["Compare that with what you had thought.", "Put the date on which it takes effect in the calendar."],
            only: "politic polic climate energy econom law europe democra environment transport"
        ),
        .tip(
            "a question of quantities",
            ["Learn three orders of magnitude", "Know a few figures by heart"],
            [
                "Without a sense of size, every figure is impressive.",
                "Debates about energy and climate are mostly debates about amounts.",
            ],
            "Look up three basic quantities from an official source, your own yearly use, your town's and your country's, and learn them by heart.",
            ["Hold the next headline against them.", "Write down the year and the source beside each."],
            only: "energy renewable climate solar wind hydrogen nuclear battery electric sustainab environment"
        ),
        .tip(
            "a visit to a plant",
            ["Go and see one", "Look at the thing itself"],
            [
                "Much is written about machines by people who have never stood next to one.",
                "An hour on the spot is worth a week of articles.",
            ],
            "Find an open day, a guided tour or a neighbour with an installation, and take along three questions about what it is like to live with.",
            [
                "Ask what turned out differently from what was promised.",
                "People who run things like to be asked about the running.",
            ],
            only: "energy renewable solar wind hydrogen nuclear battery electric heat sustainab industr"
        ),
        .tip(
            "an index card for arguments",
            ["Put each argument on a card", "Sort the arguments"],
            [
                "In a debate, the same five arguments return in different clothes.",
                "Whoever has sorted the arguments can listen calmly.",
            ],
            "Write each argument on a card, for on one side and against on the other, and add a card only when you meet a new one.",
            [
                "After a few weeks the pile hardly grows.",
                "The strongest card on the other side deserves the most thought.",
            ],
            only: "politic polic climate energy econom philosoph ethic religion society democra tax"
        ),
        .tip(
            "a match without commentary",
            ["Watch ten minutes without the sound", "See the game for yourself"],
            ["Commentators tell you what to see.", "Without a voice, patterns come out."],
            "Turn the sound off for ten minutes, and describe to yourself what each side is trying to do.",
            ["Turn it on again, and compare.", "You will be surprised how often you were right."],
            only: sports
        ),
        .tip(
            "a prediction before the start",
            ["Write down your prediction and your reason", "Predict the how as well as the who"],
            [
                "After the final whistle everyone knew it.",
                "The score is luck and skill mixed; the reasons can be judged.",
            ],
            "Before the next contest, note who will have the better of it, why, and at what point one will see it.",
            [
                "Afterwards, give yourself a mark for the reason and none for the result.",
                "Exchange notes with a friend who supports the other side.",
            ],
            only: sports
        ),
        .tip(
            "the people in the second row",
            ["Follow someone who is not a star", "Learn the other names"],
            [
                "The same three names fill most of the reports.",
                "Teams are held together by people who are seldom interviewed.",
            ],
            "Choose one person in a supporting role, and follow them for a month: what they do, where they stand, when they are missed.",
            ["You will understand the stars better as well.", "Tell someone about them; it makes a good story."],
            only: sports + " film movie cinema tv series theatre opera jazz music"
        ),
        .tip(
            "a second viewing",
            ["Watch it again, for the craft", "The second time, look at how"],
            [
                "The first time one follows the story, and the second time one sees how it is told.",
                "Good work gains by repetition, and weak work falls apart.",
            ],
            "Choose a scene that moved you, watch it three times, and note cuts, sound and light, one at a time.",
            [
                "Find the moment at which the effect begins.",
                "Look for the same trick elsewhere, and you will find it.",
            ],
            only: "film movie cinema tv television series anime opera theatre game gaming"
        ),
        .tip(
            "a gap in your knowledge",
            ["See one thing from before you were born", "Go back a generation"],
            ["What is new makes more sense when one knows what it answers.", "Every classic was strange once."],
            "Choose one work that people in the field keep mentioning, and give it an undisturbed evening without looking anything up.",
            [
                "Write down what you recognized from later works.",
                "If it bores you, note where, and ask someone who loves it.",
            ],
            only: "film movie cinema anime game gaming book literature jazz music art opera comic fashion vinyl"
        ),
        .tip(
            "a small test at home",
            ["Measure your own use for a week", "Begin with your own meter"],
            [
                "General figures are dull, and one's own are fascinating.",
                "Most people do not know what in their home uses the most.",
            ],
            "Read the meter at the same hour for seven days, write down what was different on each, and look for the odd day.",
            [
                "Guess the cause before you look for it.",
                "One change, measured for another week, ends a lot of speculation.",
            ],
            only: "energy renewable electric heat solar climate sustainab"
        ),
        .tip(
            "a log for the vehicle",
            ["Keep a log in the glove box", "Write down what was done and when"],
            [
                "Machines last longest where someone knows their history.",
                "The next garage knows only what you can tell it.",
            ],
            "Enter date, distance and work done after each service or repair, and note odd noises with the circumstances.",
            [
                "A look at tyres, lights and levels once a month belongs there, too.",
                "The log pays for itself on the day you sell.",
            ],
            only: "car motorcycle bike van electric vehicle caravan mechanic"
        ),
    ]
}
