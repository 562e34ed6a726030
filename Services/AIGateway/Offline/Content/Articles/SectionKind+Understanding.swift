/// Sections that explain, and that help to find out and to decide.
extension SectionKind {
    static let basics = SectionKind(
        "the essentials in plain words",
        aspect: [
            "What to know about \(.aspect)", "The essentials of \(.aspect)", "Where \(.aspect) comes in",
        ],
        plain: ["The essentials in plain words", "What it is really about", "The ideas behind \(.short)"],
        [
            [
                "Before any advice on \(.aspect) makes sense, it helps to agree on what is meant.",
                "Much of the confusion around \(.aspect) goes away once the plain meaning is clear.",
                "It is easier to do well with \(.aspect) when the basic idea fits into one sentence.",
            ],
            [
                "Try to say it in words that a ten-year-old would follow, and notice where you hesitate.",
                "Write down your own short definition first, even a rough one, and improve it as you read on.",
                "A good test is to explain it to someone who has never heard of it and to watch where they frown.",
            ],
            [
                "Those gaps are worth more attention than any list of tricks.",
                "From there, most other questions turn out to be smaller than they looked.",
                "What remains open after that is the part worth reading about.",
            ],
        ],
        points: [
            .init("The purpose", "what somebody hopes to get out of it, said in one line."),
            .init("The parts", "the handful of things that matter, and how they depend on one another."),
            .init("The limits", "what it cannot do, however well it is done."),
            .init("The words", "two or three terms that come up again and again, in your own translation."),
            .init("The first sign", "how you would notice early that things are on the right track."),
            .init("The effort", "what it takes in time and attention on an ordinary day."),
        ],
        themes: [.observe, .simplify]
    )

    static let reasons = SectionKind(
        "why it is worth the effort",
        aspect: ["Why \(.aspect) may be worth your time", "What you gain from \(.aspect)", "The case for \(.aspect)"],
        plain: ["Why it is worth the effort", "What you stand to gain", "Reasons to take it seriously"],
        [
            [
                "Nobody needs to care about \(.aspect) without a reason, so it is fair to ask for one.",
                "The benefit of \(.aspect) shows over weeks more than on the first day.",
                "People come to \(.aspect) for different reasons, and the reason shapes everything else.",
            ],
            [
                "For some it is a matter of quality, for others of time, of money, or simply of pleasure.",
                "Some want fewer surprises, some want a better result, and some just like to know how things work.",
                "What counts is whether it changes something that you notice in your own daily life.",
            ],
            [
                "Name your own reason before you go on; it will decide which of the advice below is for you.",
                "If no reason comes to mind, skimming the rest is perfectly all right.",
                "A clear reason also tells you when you have done enough.",
            ],
        ],
        points: [
            .init("Better results", "the kind that other people notice without being told."),
            .init("Less waste", "fewer things bought twice, thrown away or done again."),
            .init("More calm", "because the important decisions have been made beforehand."),
            .init("Independence", "you rely less on luck and on other people's instructions."),
            .init("Enjoyment", "skill makes nearly everything more pleasant."),
            .init("Something to share", "what you have understood, you can pass on."),
        ],
        themes: [.keep, .share]
    )

    static let choosing = SectionKind(
        "what to look for when choosing",
        aspect: ["Choosing well: \(.aspect)", "What to look for in \(.aspect)", "How to decide about \(.aspect)"],
        plain: ["What to look for when you choose", "How to decide without regret", "Making a sound choice"],
        [
            [
                "A good decision about \(.aspect) begins with your own situation, not with a ranking.",
                "The market for advice on \(.aspect) is noisy, so start from what you need.",
                "When it comes to \(.aspect), the best option on paper is seldom the best one for everybody.",
            ],
            [
                "Write down the three things that matter most to you, and put them in order.",
                "Ask how often you will really use it, where it will be kept, and who else has to live with it.",
                "Think of an ordinary day rather than of the best or the worst one.",
            ],
            [
                "Whatever does not serve those needs is decoration, however well it is reviewed.",
                "With that list in hand, most of the options rule themselves out.",
                "The remaining differences are small enough to follow your taste.",
            ],
        ],
        points: [
            .init("Fit", "does it suit the way you already do things?"),
            .init("Upkeep", "how much care does it ask for, and will you give it?"),
            .init("Total cost", "include what follows the first payment."),
            .init("Reversibility", "how hard would it be to change your mind?"),
            .init("Simplicity", "fewer parts mean fewer things to learn and to lose."),
            .init("Support", "is there someone to ask when something is unclear?"),
        ],
        themes: [.choose, .simplify]
    )

    static let comparing = SectionKind(
        "a fair comparison of the options",
        aspect: [
            "Comparing the options: \(.aspect)", "How to weigh \(.aspect)", "\(.aspect): the differences that count",
        ],
        plain: ["A fair comparison", "How the options differ", "The differences that count"],
        [
            [
                "A comparison is only fair when both sides get the same conditions.",
                "Opinions about \(.aspect) are strong, and strong opinions seldom come with a method.",
                "Most arguments about \(.aspect) are about taste, although they sound like arguments about facts.",
            ],
            [
                "Take one quality at a time, look at every option for it, and only then move on to the next.",
                "Decide beforehand which qualities count, and give each of them a weight from one to three.",
                "Hold everything else constant, so that what you notice comes from the one difference that you meant.",
            ],
            [
                "A small table with honest remarks beats the longest discussion.",
                "Where two options come out close, choose the one that is easier to live with.",
                "If no difference remains after that, there is none that concerns you.",
            ],
        ],
        points: [
            .init("Effort", "how long does each take, including the tidying up?"),
            .init("Result", "what comes out on an average day, not on the best one?"),
            .init("Learning", "how long until it works without thinking?"),
            .init("Forgiveness", "which of them minds a small mistake less?"),
            .init("Cost over a year", "add up what is bought once and what is bought again."),
            .init("Room", "what does each take up, on the shelf and in the day?"),
        ],
        themes: [.choose, .observe]
    )

    static let measuring = SectionKind(
        "how to tell that it is working",
        aspect: [
            "How to tell that you are getting better at \(.aspect)", "Keeping an eye on \(.aspect)",
            "Signs of progress with \(.aspect)",
        ],
        plain: [
            "How to tell that it is working", "Measuring progress without fuss",
            "Signs that you are on the right track",
        ],
        [
            [
                "Impressions change with the mood, so a little record-keeping pays.",
                "Progress with \(.aspect) is easy to miss from one day to the next.",
                "Without a yardstick, every discussion about \(.aspect) starts from the beginning.",
            ],
            [
                "Choose one or two things that can be counted or described, and note them regularly.",
                "Take a short note after each attempt: what you did, what came out, and what you would change.",
                "Agree with yourself on a single sign of success, and look for it once a week.",
            ],
            [
                "After a month the notes will show a direction, and that is all they need to do.",
                "Do not measure more than you are willing to write down on a tired evening.",
                "When the figures and your impression disagree, look more closely before you believe either.",
            ],
        ],
        points: [
            .init("A count", "something whole that happened or did not."),
            .init("A duration", "how long it took from the first move to the last."),
            .init("A comparison", "today's result beside one from a month ago."),
            .init("A second opinion", "one sentence from somebody who was not involved."),
            .init("A surprise", "whatever turned out differently from what you had expected."),
            .init("A mood", "whether you would do it again tomorrow."),
        ],
        themes: [.measure, .observe]
    )

    static let people = SectionKind(
        "learning from others",
        aspect: [
            "Talking to others about \(.aspect)", "What others can teach you about \(.aspect)",
            "\(.aspect): whom to ask",
        ],
        plain: ["Learning from others", "Whom to ask, and what", "You need not work it out alone"],
        [
            [
                "Somebody near you has probably met the same questions about \(.aspect).",
                "Books and pages are patient, but they cannot see what you are doing.",
                "A conversation about \(.aspect) often settles what an evening of searching leaves open.",
            ],
            [
                "Ask for an example instead of an opinion: what did they do last time, and how did it end?",
                "Show what you have, say what you tried, and ask what they would change first.",
                "Prepare a single question that can be answered in two minutes.",
            ],
            [
                "People like to help with something definite.",
                "Give something back when you can; a short report on what came of the advice is plenty.",
                "Advice that contradicts other advice is a hint that the circumstances differ.",
            ],
        ],
        points: [
            .init("Someone a step ahead", "they still remember what was difficult."),
            .init("Someone with a different approach", "they show you what you take for granted."),
            .init("A beginner", "explaining it to them shows what you know."),
            .init("A specialist", "save them for the questions that nobody else can answer."),
            .init("A group", "it is good at keeping up the habit, less good at settling details."),
            .init("Your earlier self", "in the form of notes with dates."),
        ],
        themes: [.ask, .share]
    )

    static let trying = SectionKind(
        "small experiments to try",
        aspect: [
            "A small experiment with \(.aspect)", "Try it yourself: \(.aspect)",
            "Testing what you have heard about \(.aspect)",
        ],
        plain: ["Small experiments to try", "Try it yourself", "Put the advice to the test"],
        [
            [
                "Whether a piece of advice about \(.aspect) holds for you can only be found out by trying.",
                "An experiment need not be scientific to be useful, only honest.",
                "A single careful trial with \(.aspect) is worth ten opinions.",
            ],
            [
                "Change one thing, keep the rest as it was, and decide beforehand what would count as better.",
                "Do it twice before you judge, because the first time is always strange.",
                "Ask someone else to compare the two results without knowing which is which.",
            ],
            [
                "If nobody notices a difference, keep whatever is simpler.",
                "Write the outcome down, also when it is dull.",
                "A trial that disproves a favourite idea is the most useful kind.",
            ],
        ],
        points: [
            .init("Less", "leave out one step or one ingredient, and see whether it is missed."),
            .init("Slower", "take half as much again in time for the critical part."),
            .init("Earlier", "begin a day or an hour before you usually would."),
            .init("Blind", "let someone else judge without knowing what was changed."),
            .init("Reversed", "swap the order of two steps that seem fixed."),
            .init("Side by side", "do both versions on the same day."),
        ],
        themes: [.experiment, .measure]
    )
}
