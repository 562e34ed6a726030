extension Archetype {
    static let softwareTopics: [Archetype] = [
        .tip(
            "a habit for spending",
            ["Look at the cost every week", "Ten minutes with the bill"],
            [
                "A surprise at the end of the month was visible on the third.",
                "Costs grow quietly, and they grow where nobody looks.",
            ],
            "Put last week's total beside the week before, explain the largest difference in a sentence, and send it to whoever can act on it.",
            [
                "If nobody can explain it, that is the first thing to look into.",
                "After a while people will mention changes before you ask.",
            ],
            only: "cost finops cloud aws azure spend bill kubernetes"
        ),
        .tip(
            "something to switch off",
            ["Switch off what sleeps at night", "Find what runs for nobody"],
            [
                "Test systems are busy for a third of the day and paid for during all of it.",
                "Nobody remembers to stop what was started for an afternoon.",
            ],
            "List what is not needed outside working hours, stop it automatically in the evening, and make it easy to start it again.",
            [
                "Begin with what belongs to your own team, so that nobody has to be persuaded.",
                "Whatever nobody starts again within a month can go.",
            ],
            only: "cost finops cloud aws azure kubernetes infrastructure"
        ),
        .tip(
            "a unit to reckon in",
            ["Divide the cost by something people care about", "What does one order cost?"],
            [
                "A total that grows may be good news or bad, and the total does not say which.",
                "Engineers can influence a cost per request; nobody can influence a sum.",
            ],
            "Choose one unit, a customer, an order or a thousand requests, and follow the cost of it from month to month.",
            [
                "A falling line is a fine argument when the total rises.",
                "Where the unit is hard to find, the system may be doing something that nobody ordered.",
            ],
            only: "cost finops cloud capacity kubernetes spend"
        ),
        .tip(
            "limits with a reason",
            ["Write down why a limit is what it is", "Every limit needs an explanation"],
            [
                "Requests, limits and quotas get copied from file to file, and their reasons stay behind.",
                "A number without a reason can be neither trusted nor changed.",
            ],
            "Pick the five workloads that matter most, and add a comment to each limit: what was measured, when, and by whom.",
            [
                "Those for which nothing was measured are next week's work.",
                "New services then begin with a reason and not with a copy.",
            ],
            only: "kubernetes cluster container platform docker sre"
        ),
        .tip(
            "a drill",
            ["Take one thing away on purpose", "A small, announced failure"],
            [
                "Everything is redundant on the diagram.",
                "It is better to meet a failure on a Tuesday morning than on a Saturday night.",
            ],
            "Announce it, stop one instance of something that is supposed to survive it, and watch what users would have noticed.",
            [
                "Write down what you expected beforehand, as the differences are what you came for.",
                "Begin in a test environment, and leave it only when the result has become boring.",
            ],
            only: "kubernetes sre reliability platform infrastructure devops cluster incident distributed"
        ),
        .tip(
            "a service to your colleagues",
            ["Treat the platform as a product", "Ask what slows your users down"],
            [
                "A platform has customers who cannot leave, which makes it easy to stop listening to them.",
                "What looks like a lack of discipline in other teams is often a lack of good defaults.",
            ],
            "Sit beside a developer from another team for an hour while they deploy something, and write down every wait and every guess.",
            [
                "Remove one of them this week, and tell people.",
                "The way you recommend should be the way of least effort.",
            ],
            only: "platform devops kubernetes infrastructure developer"
        ),
        .tip(
            "a question of trust",
            ["List whom you trust, and with what", "Draw the line around your secrets"],
            [
                "Most attacks use a door that somebody opened for a good reason.",
                "A secret that has been shared by message is no longer one.",
            ],
            "Write down where your most important credentials are kept, who can read them, and when they were last replaced.",
            [
                "Replace the oldest one this week, as practice for the day when it must be done quickly.",
                "If replacing it is difficult, that is the finding.",
            ],
            only: "security cybersecurity infosec privacy encryption devops cloud threat"
        ),
        .tip(
            "an exercise for the team",
            ["Talk through one attack at the table", "Play the bad day in half an hour"],
            [
                "In a real emergency nobody has time to look for a telephone number.",
                "A plan that has only been written has never met a person.",
            ],
            "Describe one plausible situation, go through it together, and ask at each step who decides, who is told, and how.",
            [
                "Note what nobody knew, and answer the first of these questions the same day.",
                "Repeat it with another situation in three months and another person in the lead.",
            ],
            only: "security cybersecurity infosec threat incident ransomware privacy"
        ),
        .tip(
            "a habit against haste",
            ["Slow down where a message is in a hurry", "Check by a second channel"],
            [
                "Urgency and authority are the oldest tools of those who want something they should not get.",
                "Careful people are caught when they are tired.",
            ],
            "Agree that anything unusual about money, access or data is confirmed by a second channel, whoever asks for it.",
            ["Thank people who ask once too often.", "Make reporting a mistake easier than hiding it."],
            only: "security cybersecurity infosec threat phishing privacy awareness"
        ),
        .tip(
            "a test with real work",
            ["Try it on your own work for a week", "One task, seven days"],
            [
                "Demonstrations show the best case, and your work is seldom that.",
                "Opinions about new tools are many, and notes about them are few.",
            ],
            "Choose one recurring task, do it with the new tool for a week, and write down each time what you had to correct.",
            [
                "Count the corrections as part of the time.",
                "At the end you will know where it helps, which is more than most people can say.",
            ],
            only: "ai ml llm llms machine agent chatgpt artificial prompt generative"
        ),
        .tip(
            "a line to draw",
            ["Decide what a person has to check", "Keep a human where it matters"],
            [
                "Results that look finished are read less carefully.",
                "The cost of an error decides how closely one has to look.",
            ],
            "Sort your uses into three groups: harmless if wrong, annoying if wrong, and harmful if wrong, and write down the check for each.",
            [
                "For the third group, name the person who checks.",
                "Look at the sorting again every few months, since the tools change and so do habits.",
            ],
            only: "ai ml llm llms machine agent artificial safety generative ethic"
        ),
        .tip(
            "a failure to collect",
            ["Collect the failures, too", "A folder of wrong answers"],
            [
                "Successes are shown around, and failures are closed with the window.",
                "It is the odd mistakes that show how a system works.",
            ],
            "Save each wrong or strange result with the input that led to it, and give it one word for its kind.",
            [
                "After twenty of them you will see two or three patterns.",
                "They tell you what to test before you rely on anything new.",
            ],
            only: "ai ml llm llms machine agent artificial safety deep model"
        ),
        .tip(
            "a better review",
            ["Review the idea before the lines", "Read a change in two passes"],
            [
                "Remarks about names are easy to write, and doubts about the design are hard.",
                "A reviewer who starts at the first line rarely reaches the question behind it.",
            ],
            "Read the description first and ask whether this is the right change; only then go through the code, and mark what is taste as taste.",
            ["Say what you liked as well, precisely.", "If a remark comes up for the third time, let a tool make it."],
            only:
                "code coding programming programmer software review developer javascript python swift rust java typescript php"
        ),
        .tip(
            "a way to read",
            ["Read code that you did not write", "Half an hour in someone else's code"],
            [
                "Programmers write every day and read by accident.",
                "Good code has solved a problem that you are going to meet.",
            ],
            "Choose a small library that you use, follow one function from its call to its end, and write down one trick and one question.",
            [
                "Try the trick in your own code within the week.",
                "The question makes a good first contribution or a good conversation.",
            ],
            only:
                "code coding programming programmer software javascript python swift rust java typescript php kotlin ruby open-source"
        ),
        .tip(
            "a test to begin with",
            ["Begin with the test that would have caught it", "Bugs come in families"],
            [
                "A corrected error without a test is an error on leave.",
                "The place where one bug lived is a good neighbourhood for another.",
            ],
            "Before you repair the next bug, write the test that fails because of it, and look round for two similar places.",
            [
                "The repair is finished when the test passes and the neighbours have been looked at.",
                "Your collection of such tests is a history of what really goes wrong.",
            ],
            only:
                "code coding programming programmer software testing developer javascript python swift rust java typescript debugging quality"
        ),
        .tip(
            "a word with users of the data",
            ["Ask what decision a report is for", "Retire one report"],
            [
                "Many reports are produced because somebody once asked.",
                "A chart that changes no decision is decoration.",
            ],
            "Ask the readers of one report what they did differently because of it in the past month.",
            [
                "If the answer is nothing, stop sending it, and see who calls.",
                "If there is an answer, put that decision into the title.",
            ],
            only: "data analytic dashboard metric reporting statistic business-intelligence observability"
        ),
        .tip(
            "a check at the door",
            ["Check data where it comes in", "Stop bad records at the border"],
            [
                "An error in the data costs more with each table that it passes through.",
                "Downstream, everyone cleans the same data in a different way.",
            ],
            "Choose one source, write down three things that must be true of each record, and set aside those that fail instead of dropping them.",
            [
                "Show the number of set-aside records to whoever owns the source.",
                "A small pile that is looked at is better than a large one that is hidden.",
            ],
            only: "data database engineering etl kafka postgres sql pipeline"
        ),
        .tip(
            "a look at the slowest page",
            ["Use it on a slow device", "Wait with your users for once"],
            [
                "Developers have fast machines and good networks, and users have neither.",
                "Every delay feels longer to the person who did not cause it.",
            ],
            "Open your product on an old phone with a poor connection, and write down what you see in each of the first ten seconds.",
            [
                "What appears first should be what people came for.",
                "Removing something is the optimization that always works.",
            ],
            only: "web website frontend mobile app ios android react javascript performance"
        ),
    ]
}
