/// The first and the last words of an issue, which carry its register more than anything else.
enum Greetings {
    /// Before the theme's opening; empty where the theme speaks first.
    static func opening(_ register: Register) -> [Phrase] {
        switch register {
        case .neutral, .concise: []
        case .friendly:
            [
                "Hello, and a warm welcome to a new issue on \(.topic).",
                "Hello! It is good to have you here.",
                "Hello, and a good \(.weekday) to you.",
                "Welcome! Make yourself comfortable; here come some thoughts on \(.topic).",
                "Hello there, and thank you for opening this \(.weekday)'s issue.",
            ]
        case .formal:
            [
                "Dear reader, the following notes concern \(.topic).",
                "Dear reader, this issue is devoted to \(.topic).",
                "The present issue offers some practical notes on \(.topic).",
                "This edition addresses \(.topic) from a practical point of view.",
            ]
        case .playful:
            [
                "Ladies, gentlemen and everyone in between: a fresh helping of \(.topic).",
                "Kettle on? Good, then let us talk about \(.topic).",
                "Happy \(.weekday)! Your dose of \(.topic) has arrived, slightly crumpled but intact.",
                "Psst, over here: there is news from the world of sensible habits.",
                "Gather round and bring a chair: today's subject is \(.topic).",
            ]
        }
    }

    /// For prompts that say whom the newsletter is for.
    static let audience: [Phrase] = [
        "It is written with \(.audience) in mind.",
        "The notes are meant for \(.audience), and for anyone who looks over their shoulder.",
        "It is addressed to \(.audience), and everyone else is welcome.",
        "Everything has been chosen to be of use for \(.audience).",
    ]

    /// Announces the items.
    static func contents(_ register: Register) -> [Phrase] {
        switch register {
        case .neutral: ["You will find \(.contents).", "This time: \(.contents).", "Ahead: \(.contents)."]
        case .friendly:
            [
                "Waiting for you below: \(.contents).", "We have put together \(.contents).",
                "Have a look below for \(.contents).",
            ]
        case .formal:
            [
                "It contains \(.contents).", "The reader will find \(.contents).",
                "The issue comprises \(.contents).",
            ]
        case .playful:
            [
                "On the menu: \(.contents).", "In the hat, besides the rabbit: \(.contents).",
                "Today's line-up: \(.contents).",
            ]
        case .concise: ["Inside: \(.contents).", "In brief: \(.contents)."]
        }
    }

    /// One of each row.
    static func closing(_ register: Register) -> [[Phrase]] {
        switch register {
        case .neutral:
            [
                [
                    "Choose the one suggestion that fits into your week, and leave the rest for another time.",
                    "If you take only one thing from this issue, take the one that made you think of someone.",
                    "A single note put into practice is worth more than a whole issue that was merely read.",
                    "Keep whatever was useful, and let the rest go.",
                    "Try one of these before the week is over, and write down what came of it.",
                ],
                ["Until the next issue.", "More in the next issue.", "That is all for this time.", "Until next time."],
            ]
        case .friendly:
            [
                [
                    "If one of these notes made your week a little easier, this issue has done its job.",
                    "Pick the one that made you nod, give it a go, and be kind to yourself if it takes two attempts.",
                    "Do not try everything at once; one small change is plenty for a week.",
                    "If you know someone who would enjoy this, pass it on.",
                    "Whatever you try, try it with a light heart.",
                ],
                [
                    "Take care, and see you in the next issue!", "All the best until next time!",
                    "Thank you for reading, and good luck with \(.topic)!", "Warm wishes until the next one!",
                ],
            ]
        case .formal:
            [
                [
                    "We hope that these notes are of use in your own work on \(.topic).",
                    "Readers are invited to select the suggestion best suited to their circumstances.",
                    "It is recommended to put one of the suggestions into practice before turning to the next.",
                    "We trust that some of these considerations will prove useful in the coming days.",
                ],
                [
                    "With kind regards until the next issue.", "We thank you for your attention.",
                    "Thank you for your continued interest.", "Further notes will follow in the next issue.",
                ],
            ]
        case .playful:
            [
                [
                    "Choose your favourite, try it out, and deny everything if it goes wrong.",
                    "That was it; you may now return to your regularly scheduled \(.weekday).",
                    "If one of these works, it was our idea; if not, we were never here.",
                    "Go forth and try exactly one of these, because heroes start small.",
                    "Applause may be given in the form of actually doing one of these things.",
                ],
                [
                    "Until next time, stay curious!", "The curtain falls, and the biscuits are that way.",
                    "See you next time, same place, better jokes!", "Over and out!",
                ],
            ]
        case .concise:
            [
                [
                    "Pick one. Do it this week.", "One is enough for now.", "Start with the easiest.",
                    "Choose one and begin.",
                ]
            ]
        }
    }
}
