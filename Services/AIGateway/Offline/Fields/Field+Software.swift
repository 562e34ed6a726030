extension Field {
    static let software = Field(
        .software,
        words: """
            software kubernetes docker code coding programming programmer developer development devops platform api
            database sql postgres cloud aws azure linux security cybersecurity infosec data analytics machine-learning deep-learning artificial-intelligence ai
            ml llm llms swift python javascript typescript rust java kotlin ruby php react frontend backend web website
            app mobile ios android testing automation observability monitoring sre reliability infrastructure server
            network networking it computer tech technology engineering engineer architecture microservice git open-source
            robotics algorithm hosting privacy encryption gamedev embedded firmware iot compiler agent
            debugging refactoring deployment terraform cluster rabbitmq kafka incident
            """,
        vocabulary: Vocabulary(
            verb: "working on",
            session: "change",
            peer: "a fellow engineer",
            people: "the people who depend on your systems",
            scene: "system",
            notebook: "engineering log",
            materials: "dashboards and scripts",
            measures: [
                "how long a small change takes from idea to use", "how many alerts lead to an action",
                "how many manual steps are left",
            ],
            tasks: [
                "delete one thing that nobody uses", "rename one thing that confuses everyone",
                "write down one command that you always have to look up",
            ],
            slips: [
                "changing a system and the way it is measured on the same day",
                "leaving a temporary fix without a date on it",
                "trusting a dashboard that nobody has checked since it was built",
            ]
        ),
        archetypes: [
            Archetype(
                "a thing to delete",
                ["Delete one thing that nobody uses", "Remove something this week"],
                [
                    [
                        "Whatever is kept has to be understood, patched and paid for, even if it does nothing.",
                        "Adding is easy to justify, and so most systems only ever grow.",
                    ],
                    [
                        "Find one flag, job, table or service without a known user, switch it off for a week, and then remove it.",
                        "Look for the least used part, announce its end, wait for objections, and delete it.",
                    ],
                    [
                        "Write down how to bring it back, and you will hardly ever need to.",
                        "Each removal makes the next change a little cheaper.",
                    ],
                ]
            ),
            Archetype(
                "a picture of normal",
                ["Write down what normal looks like", "Know your ordinary numbers"],
                [
                    [
                        "In an incident the first question is whether a number is unusual, and often nobody knows.",
                        "Without a picture of ordinary days, every graph looks alarming at night.",
                    ],
                    ["Note for five important signals what they show on a quiet morning and on a busy afternoon."],
                    [
                        "Keep the page where the person on call will look first.",
                        "Go over it each quarter, because normal moves.",
                    ],
                ],
                unless:
                    "ai ml llm llms chatgpt prompt artificial machine generative deep python swift rust java javascript typescript php kotlin ruby coding programming web frontend mobile app game css html react"
            ),
            Archetype(
                "a case for small changes",
                ["Make the change half as big", "Smaller steps, sooner"],
                [
                    [
                        "Large changes wait for review, collide with others and fail in more interesting ways.",
                        "A change that can be read in five minutes gets a real review.",
                    ],
                    ["Before you begin, look for the part that would be useful on its own, and finish that first."],
                    [
                        "When something breaks, there is little to search through.",
                        "Two small deliveries also teach you twice as much about your way of delivering.",
                    ],
                ]
            ),
            Archetype(
                "a date for the makeshift",
                ["Put a date on every temporary fix", "Give the workaround an end"],
                [
                    [
                        "Nothing lasts as long as a workaround that happens to work.",
                        "Quick fixes are fine, as long as someone comes back for them.",
                    ],
                    ["Write beside each one who put it there, why, and on which day it is to be looked at again."],
                    [
                        "On that day, either remove it or admit that it has become the design.",
                        "A list of them, read once a month, keeps the pile from growing.",
                    ],
                ]
            ),
            Archetype(
                "a rehearsal",
                ["Rehearse the way back", "Practise the undo on a calm day"],
                [
                    [
                        "A rollback that has never been tried is a hope.",
                        "Backups are easy to make; it is the restoring that needs practice.",
                    ],
                    ["Pick a quiet hour, restore or roll back something real in a safe place, and take the time."],
                    [
                        "Correct the instructions wherever you had to improvise.",
                        "Have somebody else do it the next time, from the written steps alone.",
                    ],
                ],
                unless: "ai ml llm llms chatgpt prompt artificial machine generative deep"
            ),
            Archetype(
                "a quieter pager",
                ["Silence the alert that nobody acts on", "Fewer alerts, more attention"],
                [
                    [
                        "Every alert without an action teaches people to ignore the next one.",
                        "Noise is expensive, and the price is paid in attention.",
                    ],
                    ["Go through the alerts of the past two weeks, and mark those after which nobody did anything."],
                    [
                        "Each of these gets repaired, rewritten or removed before new ones may be added.",
                        "The test is simple: what should the person who is woken by it do?",
                    ],
                ],
                unless:
                    "ai ml llm llms chatgpt prompt artificial machine generative deep python swift rust java javascript typescript php kotlin ruby coding programming web frontend mobile app game css html react"
            ),
            Archetype(
                "a name for each part",
                ["Give everything an owner", "Who looks after this?"],
                [
                    [
                        "What belongs to everyone is patched by nobody.",
                        "Forgotten parts are found in two ways: by a review, or by an outage.",
                    ],
                    [
                        "List the parts of your system, write one team or person beside each, and look at the lines that stay empty."
                    ],
                    [
                        "An empty line is either adopted within the month or switched off.",
                        "Ownership means answering questions; it does not mean doing everything alone.",
                    ],
                ],
                unless:
                    "ai ml llm llms chatgpt prompt artificial machine generative deep python swift rust java javascript typescript php kotlin ruby coding programming web frontend mobile app game css html react"
            ),
            Archetype(
                "a test of the first page",
                ["Follow your own set-up instructions", "Be a newcomer for an hour"],
                [
                    [
                        "Instructions age quietly, since those who know the way never read them.",
                        "The first page that newcomers read is the one that experts never see.",
                    ],
                    [
                        "Take a clean machine or an empty account, and follow the instructions to the letter, without using what you know."
                    ],
                    [
                        "Each place where you had to guess is a line to correct.",
                        "Whatever you can remove from the page is better than whatever you can explain.",
                    ],
                ],
                unless: "ai ml llm llms chatgpt prompt artificial machine generative deep"
            ),
            Archetype(
                "a word for the boring choice",
                ["Choose the boring option once more", "Spend novelty where it pays"],
                [
                    [
                        "New tools are interesting to learn and expensive to be alone with.",
                        "A team can carry only so many unfamiliar things at a time.",
                    ],
                    [
                        "For the next choice, ask who can repair it at three in the morning, and what you would have to learn first."
                    ],
                    [
                        "Keep the daring choices for the one place where they make a difference.",
                        "Familiar parts fail in familiar ways, which is a great comfort.",
                    ],
                ]
            ),
            Archetype(
                "a journey to follow",
                ["Follow one request from end to end", "Trace a single case"],
                [
                    [
                        "Averages hide what a single case makes plain.",
                        "Everyone knows their own part, and few have seen the whole way.",
                    ],
                    [
                        "Take one real request or record, follow it through every part, and note where it waits, is copied or changes its name."
                    ],
                    [
                        "Waiting is usually the largest share and the least noticed.",
                        "Draw it on one page, and hang the page where others can correct it.",
                    ],
                ],
                unless: "ai ml llm llms chatgpt prompt artificial machine generative deep"
            ),
            Archetype(
                "a what-if",
                ["Ask what happens when it doubles, and when it stops", "Two questions for every part"],
                [
                    [
                        "Limits are discovered either on paper or in production.",
                        "Most parts are built for the load of last year.",
                    ],
                    [
                        "Choose one dependency, and ask what you would see if it took twice as long, if it had twice the load, or if it were gone."
                    ],
                    [
                        "If the honest answer is that nobody knows, try it somewhere harmless.",
                        "A clear failure is nearly always better than a slow one.",
                    ],
                ],
                unless:
                    "python swift rust java javascript typescript php kotlin ruby coding programming web frontend mobile app game css html react"
            ),
            Archetype(
                "a page after an incident",
                ["One page after every incident", "Write it down while it is fresh"],
                [
                    [
                        "An outage is an expensive lesson, so it would be a pity to lose the notes.",
                        "The details that matter most are forgotten within a week.",
                    ],
                    [
                        "Write a page without blame: what people saw, what they believed, what they did, and what would have helped."
                    ],
                    [
                        "Choose one improvement and finish it, instead of ten that remain on a list.",
                        "Read an old page together now and then; patterns show only from a distance.",
                    ],
                ],
                unless:
                    "ai ml llm llms chatgpt prompt artificial machine generative deep python swift rust java javascript typescript php kotlin ruby coding programming web frontend mobile app game css html react"
            ),
            Archetype(
                "a rule for automation",
                ["Automate it the third time", "Write it down before you script it"],
                [
                    [
                        "Automating too early preserves a misunderstanding, and too late wastes afternoons.",
                        "A script is only as good as the understanding of the steps in it.",
                    ],
                    ["Do a task by hand once, write down the steps the second time, and automate it the third time."],
                    [
                        "By then you know which steps are needed and which were only caution.",
                        "The written steps remain useful on the day when the script fails.",
                    ],
                ]
            ),
            Archetype(
                "a look at permissions",
                ["Take away one permission", "Who can do what, and do they still need to?"],
                [
                    [
                        "Access is granted in a hurry and hardly ever taken back.",
                        "A permission that nobody uses is useful only to those who should not have it.",
                    ],
                    [
                        "List who and what may change your most important system, and remove one entry that has not been used for months."
                    ],
                    [
                        "Make asking for access easy, and people will not hoard it.",
                        "Let new grants end by themselves, so that forgetting is safe.",
                    ],
                ]
            ),
            Archetype(
                "a look at the bill",
                ["Put a name on every line of the bill", "Sort the bill by size"],
                [
                    [
                        "Costs that belong to nobody are cut by nobody.",
                        "A bill sorted by service shows what was bought, but not why.",
                    ],
                    [
                        "Take the five largest lines, write beside each who needs it and for what, and begin with the one that is hardest to explain."
                    ],
                    [
                        "Turning something off at night is often simpler than making it smaller.",
                        "Compare with last month before you compare with anyone else.",
                    ],
                ],
                only: "cost cloud finops kubernetes aws azure saving spend"
            ),
            Archetype(
                "a matter of sizes",
                ["Compare what is reserved with what is used", "Size by a typical week"],
                [
                    [
                        "Reservations are set on the first day, by guesswork, and then copied for years.",
                        "What has been asked for and what is in use drift apart without anyone noticing.",
                    ],
                    [
                        "For three of your largest workloads, put the reserved amount beside the peak of an ordinary week."
                    ],
                    [
                        "Lower it in two steps, and leave room for the bad day.",
                        "Record the reason for the remaining margin, or the next person will remove it.",
                    ],
                ],
                only: "cost kubernetes cluster capacity cloud infrastructure"
            ),
            Archetype(
                "a small set of tests",
                ["Keep a small set of questions to check against", "Test with examples that you know"],
                [
                    [
                        "A single impressive answer says little about the next hundred.",
                        "Models change, and impressions of them are soon out of date.",
                    ],
                    [
                        "Collect twenty real examples with the answers that you would accept, and run them after every change."
                    ],
                    [
                        "Read the wrong answers one by one, since their kind matters more than their number.",
                        "Add every embarrassing case to the set, and it will become your best safeguard.",
                    ],
                ],
                only: "ai ml llm llms model machine prompt agent artificial"
            ),
            Archetype(
                "a question to the data",
                ["Ask where a number comes from", "Follow one figure to its source"],
                [
                    [
                        "A figure on a chart has passed through many hands, and each had a reason to round.",
                        "Confidence in a number should depend on how it came about.",
                    ],
                    [
                        "Choose one figure that people act upon, and trace it back to the event that produced it, noting each transformation."
                    ],
                    [
                        "Somewhere on the way you will meet a filter that nobody remembers.",
                        "Write its definition under the chart, in a sentence that outsiders understand.",
                    ],
                ],
                only: "data analytic metric database sql statistic observability"
            ),
        ] + Archetype.softwareTopics
    )
}
