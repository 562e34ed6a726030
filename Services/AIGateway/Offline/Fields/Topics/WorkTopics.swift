extension Archetype {
    static let workTopics: [Archetype] = [
        .tip(
            "an agreement for distance",
            ["Write down how you reach each other", "Make the silent rules visible"],
            [
                "In an office people see who is busy, and at a distance they guess.",
                "Much that is called mistrust is only missing information.",
            ],
            "Agree on hours in which everyone can be reached, on how long an answer may take, and on what counts as an emergency.",
            [
                "Write it on one page, and review it after a month.",
                "Newcomers will be grateful for not having to find out by mistake.",
            ],
            only: "remote hybrid working home distributed team freelanc"
        ),
        .tip(
            "an end to the working day",
            ["Give the working day an end", "A closing ritual at the desk"],
            ["Without a way home, the day has no edge.", "Work that is always possible is never finished."],
            "Choose a fixed time, write down tomorrow's first task, close everything, and leave the room, if only for a walk round the block.",
            [
                "Tell the people you live with when that is, and let them hold you to it.",
                "What occurs to you afterwards goes on paper and not into the laptop.",
            ],
            only: "remote hybrid home working freelanc burnout balance"
        ),
        .tip(
            "a short check-in",
            ["Ask how it is going before you ask how far it is", "Two minutes that are not about work"],
            [
                "At a distance, every talk needs a reason, and friendly chat gets lost.",
                "People mention a problem early only to someone they have spoken to recently.",
            ],
            "Begin the next call with two minutes about anything else, or call someone without a reason and say so.",
            [
                "It feels odd the first time and natural the third.",
                "Keep it voluntary, for not everybody likes to chat.",
            ],
            only: "remote hybrid team leader manager management communication"
        ),
        .tip(
            "a fair interview",
            ["Ask everyone the same questions", "Decide on the criteria first"],
            [
                "Interviews without a plan favour those who resemble the interviewer.",
                "First impressions are quick, confident and often wrong.",
            ],
            "Write down four questions and what a good answer would contain, ask them of every candidate, and note your rating before you talk to others.",
            [
                "Leave time for the candidate's own questions, which tell you a lot.",
                "Say when you will decide, and keep to it.",
            ],
            only: "hiring recruit interview hr talent"
        ),
        .tip(
            "a first week",
            ["Plan the first week from the newcomer's side", "A good start for someone new"],
            [
                "New people remember their first week for years.",
                "On the first day everything is known except what to do at ten o'clock.",
            ],
            "Write a page with names, places and three small tasks that can really be finished in the first week.",
            [
                "Ask at the end of it what was confusing, while they can still see it.",
                "Improve the page with the answers before the next person comes.",
            ],
            only: "hiring recruit hr onboarding manager management leader team"
        ),
        .tip(
            "a short list",
            ["Choose three things for the day", "Write tomorrow's list today"],
            [
                "A list of fifteen things is a wish and not a plan.",
                "What comes first in the morning is usually what shouts and seldom what matters.",
            ],
            "Write down three results for tomorrow before you stop today, the most important one first, and begin with it.",
            ["What comes up in between goes on a second list.", "If the three are done by noon, enjoy it."],
            only: "productivity time procrastinat focus organiz organis working freelanc"
        ),
        .tip(
            "a look at energy",
            ["Match the task to the hour", "Know your good hours"],
            [
                "Not all hours are equal, and most calendars pretend they are.",
                "Hard work at a tired hour takes twice as long.",
            ],
            "For a week, rate each hour from one to three, then move the work that needs thought to the threes and the forms to the ones.",
            [
                "Defend two of the good hours against meetings.",
                "Notice what comes before the bad ones, such as lunch, news or a certain call.",
            ],
            only: "productivity time focus burnout energy working wellbeing"
        ),
        .tip(
            "an early question",
            ["Notice the first signs", "Ask before it is too much"],
            [
                "Exhaustion comes slowly, and those concerned notice it last.",
                "People who never complain deserve the closest look.",
            ],
            "Once a week, ask yourself and one other person what was draining and what gave strength, and change one thing about the former.",
            [
                "If it does not get better, talk to a doctor or a counsellor, and sooner rather than later.",
                "Less is a valid answer, even when everybody is busy.",
            ],
            only: "burnout stress wellbeing balance mental remote leader manager",
            isSerious: true
        ),
        .tip(
            "a decision to share",
            ["Say who decides", "Make the decision rule explicit"],
            [
                "Discussions go in circles when nobody knows how they will end.",
                "People accept a decision they dislike more easily than one that appeared from nowhere.",
            ],
            "Before the next discussion, say whether you want advice, a vote or agreement, and who has the last word.",
            [
                "Afterwards, explain the reason in two sentences, including what was given up.",
                "Once the rule is clear, the tone gets friendlier.",
            ],
            only: "leader leadership manager management team decision collaboration"
        ),
        .tip(
            "a visible plan",
            ["Limit what is in progress", "Stop starting, start finishing"],
            [
                "Ten things begun are ten promises and no result.",
                "Waiting work is invisible until somebody asks for it.",
            ],
            "Put all work in progress on one board, set a limit that feels slightly too low, and finish something before anything new is begun.",
            [
                "The limit starts good conversations about what is important.",
                "Count what was finished each week, and leave the estimates alone for a while.",
            ],
            only: "agile scrum kanban project delivery workflow planning operations"
        ),
        .tip(
            "a better look back",
            ["Choose one thing in the retrospective", "A look back with consequences"],
            [
                "Retrospectives fail by agreeing on too much.",
                "The same complaint in three meetings is a decision that nobody took.",
            ],
            "Collect freely, choose a single change, name a person for it, and begin the next meeting with what came of it.",
            ["Small changes that happen beat large ones that are recorded.", "Let another person lead it each time."],
            only: "agile scrum kanban project team retrospective"
        ),
        .tip(
            "a look at your own path",
            ["Keep a list of what you have achieved", "Notes for the next review"],
            [
                "In the yearly talk people remember the last six weeks.",
                "Good work that nobody can name is hard to reward, your own included.",
            ],
            "Every Friday write down one thing that you finished or that someone thanked you for, with a number or a name if there is one.",
            [
                "Before the next talk, choose the three that show where you want to go.",
                "It also helps on days when nothing seems to move.",
            ],
            only: "career job freelanc leader professional women coaching mentor"
        ),
        .tip(
            "a price with a reason",
            ["Say the price, and stop talking", "Prepare the sentence about money"],
            [
                "Prices get smaller in the seconds after they are spoken.",
                "Whoever explains a price before it is questioned sounds unsure of it.",
            ],
            "Write down what you charge and for what result, say it aloud until it sounds ordinary, and in the real talk leave a pause behind it.",
            [
                "If it is too much for them, take something out instead of making it cheaper.",
                "Put what was agreed in writing on the same day.",
            ],
            only: "freelanc self-employed consult agency negotiation business"
        ),
        .tip(
            "a week without a client",
            ["Reserve two hours a week for your own business", "Be your own client"],
            ["Work for others fills all the time there is.", "Quiet months are decided in the busy ones before them."],
            "Block two hours a week for finding work, sending invoices and improving one thing, and treat them as a paying client's.",
            [
                "Call one former client each time; it is the friendliest kind of advertising.",
                "Keep a list of tasks for those hours, so that none is lost on choosing.",
            ],
            only: "freelanc self-employed consult solopreneur"
        ),
    ]
}
