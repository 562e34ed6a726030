extension Archetype {
    /// A note for the month of the issue, January first. Nothing in it depends on the hemisphere or on a holiday.
    static let months: [Archetype] = [
        month(
            ["January: choose one thing to continue", "Into the year with one continuation"],
            "The beginning of a year is crowded with things to start, and continuing is less fashionable and works better.",
            "January invites large resolutions, most of which concern new things.",
            "Choose one habit around \(.short) that served you well last year, and give it a fixed place in the new calendar.",
            "Write down what you would be sorry to lose from last year, and begin with that.",
            "Something that is already half a habit needs only a little help.",
            "New plans may still follow in February, when they have less competition."
        ),
        month(
            ["February: make use of a short month", "Four weeks, one aim"],
            "February has room for one aim and no more, which makes it a good month to have one.",
            "A short month is a natural frame for a trial.",
            "Decide what you would like to have finished about \(.short) by its last day, and cut the wish in half.",
            "Pick something that can be done a little every day, and cross off the days on a calendar.",
            "When the month is over, you can decide afresh.",
            "A small aim that is reached gives more courage than a large one that was merely approached."
        ),
        month(
            ["March: take stock of the first quarter", "March: see what became of the plans"],
            "By the end of March a quarter of the year has gone, and early plans have met the real world.",
            "March is late enough to see what became of the plans made in January, and early enough to change them.",
            "Look at what you meant to do about \(.short) this year, and mark each point: continue, change or drop.",
            "Write one sentence about what has worked so far, and one about what has not even begun.",
            "Dropping something makes it easier to keep the rest.",
            "What has not begun by now needs a smaller first step, or a decent burial."
        ),
        month(
            ["April: clear out before you add", "April: one thing out, one thing in"],
            "Before the new quarter fills up, there is a moment for clearing out.",
            "A new quarter is a good occasion to make space.",
            "Go through everything that you keep for \(.short), and part with one thing, one file or one obligation.",
            "For each new thing that you take on this month, let one old thing go.",
            "The gap will feel odd for a day and pleasant for a long time.",
            "It keeps the load light and the mind on what matters."
        ),
        month(
            ["May: do part of it elsewhere", "May: change the place"],
            "A change of place brings other thoughts, and May is as good a month for it as any.",
            "When a routine has gone stale, moving it a few metres can be enough.",
            "Take one part of what you do for \(.short) to another place this week: a different room, a different table, a walk.",
            "Choose one task that does not need your usual surroundings, and do it where you have never done it.",
            "Notice what you took with you and what you did not miss.",
            "Some tasks turn out to belong there, and may stay."
        ),
        month(
            ["June: look at the half of the year", "Half-time in June"],
            "With June the first half of the year comes to an end, and a short half-time talk is in order.",
            "Half of the year is a good distance from which to look back.",
            "Ask yourself three things about \(.short): what surprised me, what did I learn, and what do I want less of?",
            "Leaf through your notes since January, and mark the three entries that mattered.",
            "What you find makes a better plan for the second half than any list of wishes.",
            "Expect a surprise, since notes keep other things than memory does."
        ),
        month(
            ["July: plan for interruptions", "July: keep the thread while others are away"],
            "In many places July is a month of absences, one's own and those of others.",
            "Schedules come apart in July, and it is better to expect it.",
            "Decide what may rest for a few weeks, and what has to go on, and write down who looks after it.",
            "Leave a short note about the state of things with \(.short), so that you or someone else can pick it up again.",
            "An announced pause worries nobody.",
            "Returning is easy when the last line of the note says what comes next."
        ),
        month(
            ["August: read something longer", "August: time for the long form"],
            "A quieter month is a good time for something that takes more than ten minutes.",
            "Short pieces keep us informed, and long ones change how we think.",
            "Choose one longer text, talk or course about \(.short), and give it an hour without interruption.",
            "Ask around for the one book or essay that people return to, and read its first part twice.",
            "Take notes by hand, since it slows you down to the speed of thought.",
            "If it does not hold you after an hour, put it down with a clear conscience and try another."
        ),
        month(
            ["September: begin the term", "September: set up a simple timetable"],
            "For many people September feels more like the start of a year than January does.",
            "As routines return in September, there is a brief moment in which they can still be shaped.",
            "Draw up a timetable for \(.short) with at most two entries a week, and hang it where you can see it.",
            "Decide which evening or which hour belongs to it until the end of the year.",
            "Two kept appointments are better than five that were moved.",
            "What is settled now does not need to be fought for in November."
        ),
        month(
            ["October: finish what the year began", "October: choose what to complete"],
            "Three months are left of the year, enough to complete one thing properly.",
            "October is the last month in which the end of the year still seems far away, so it is the time to choose.",
            "Go through what you have begun with \(.short) since January, and choose the one thing that you want to see finished.",
            "Write down the remaining steps of your favourite unfinished plan, and put a week beside each.",
            "Everything else may move to next year's list without regret.",
            "If it does not fit into the weeks before December, make it smaller now."
        ),
        month(
            ["November: write down what you would forget", "November: notes before the rush"],
            "Before the year's end gets busy, there is time for a few notes that will be worth a lot later.",
            "November is often the last quiet stretch of the year, and a good one for writing things down.",
            "Spend twenty minutes on what this year has taught you about \(.short), while you still remember the details.",
            "Note the three most useful things that you found out since January, each with an example.",
            "In January these lines will spare you the blank page.",
            "An example is what brings a lesson back; the lesson alone is soon a platitude."
        ),
        month(
            ["December: close the books kindly", "December: end with thanks"],
            "The last month is for closing things, and a closing can be kind.",
            "December is short of time, so a small ritual is better than a large review.",
            "Write down what went well with \(.short) this year, who had a part in it, and tell at least one of them.",
            "Choose one thing to carry over into the new year and one to leave behind, and write both on a card.",
            "What did not get done was perhaps not as important as it once looked.",
            "Put what you wrote where you will find it in the first week of January."
        ),
    ]

    private static func month(
        _ headings: [Phrase],
        _ first: Phrase,
        _ otherFirst: Phrase,
        _ second: Phrase,
        _ otherSecond: Phrase,
        _ third: Phrase,
        _ otherThird: Phrase
    ) -> Archetype {
        Archetype(
            "a note for the month",
            headings,
            [[first, otherFirst], [second, otherSecond], [third, otherThird]]
        )
    }
}
