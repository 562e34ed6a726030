extension Archetype {
    /// For topics whose prompt names parts; each is used for another part.
    static let aspects: [Archetype] = [
        Archetype(
            "a closer look at one part",
            ["A closer look at \(.aspect)", "One part on its own: \(.aspect)"],
            [
                [
                    "It is worth taking \(.aspect) out of the larger picture for a while.",
                    "Anyone who wants to get further with \(.short) will come to \(.aspect) sooner or later.",
                ],
                [
                    "Set half an hour aside for this part alone, and write on one page what you know, what you only suppose, and what you would like to know.",
                    "Collect your open questions about this part on one page, and underline the one that comes up most often.",
                ],
                [
                    "Half an hour of this shows you where the ground is firm and where it is not.",
                    "Begin the next round with whatever surprised you on that page.",
                ],
            ]
        ),
        Archetype(
            "a fresh start with one part",
            ["If you only do one thing about \(.aspect)", "A simple beginning with \(.aspect)"],
            [
                [
                    "There is no need to do everything about \(.aspect) at once.",
                    "With \(.aspect), a rough first version teaches more than a perfect plan.",
                ],
                [
                    "Do the plainest version that could possibly work, once, from beginning to end.",
                    "Choose the one point that would bother you most if it failed, and deal with that today.",
                ],
                [
                    "You can refine it as often as you like afterwards, and you will know where it is worthwhile.",
                    "Everything else about it can wait for another week.",
                ],
            ]
        ),
        Archetype(
            "a check",
            ["A quick check on \(.aspect)", "How are things with \(.aspect)?"],
            [
                [
                    "Some parts of \(.topic) only come to mind when they cause trouble, and \(.aspect) may be one of them.",
                    "A look at \(.aspect) now and then saves a long afternoon later.",
                ],
                [
                    "Ask three things: when was your last proper look, what has changed since, and who would notice if something went wrong?",
                    "Compare how things are at present with how you would arrange them if you began again today.",
                ],
                [
                    "If something about the result makes you uneasy, you have found this week's task.",
                    "Note the one thing that struck you most, and decide whether it is worth an hour.",
                ],
            ]
        ),
        Archetype(
            "an exchange of experience",
            ["Talk to someone about \(.aspect)", "Compare notes on \(.aspect)"],
            [
                [
                    "People often handle \(.aspect) quite differently without ever having talked about it.",
                    "When it comes to \(.aspect), experience is scattered, and a conversation gathers some of it.",
                ],
                [
                    "Ask two people how they go about it, and write down where their answers part ways.",
                    "Tell \(.peer) how you do it at present, and ask what they would be worried about.",
                ],
                [
                    "Where your views part, there is still something to decide.",
                    "A view from outside is worth a second thought, even if you do not share it.",
                ],
            ]
        ),
        Archetype(
            "a page of notes",
            ["Start a page for \(.aspect)", "Give \(.aspect) a page of its own"],
            [
                [
                    "What you learn about \(.aspect) tends to end up in many different places.",
                    "A single page about \(.aspect) is quickly begun and soon indispensable.",
                ],
                [
                    "Begin it in your \(.notebook) with three headings: what works, what to avoid, what to try.",
                    "Write down the last thing that you had to look up, so that you never need to look it up again.",
                ],
                [
                    "Add a line whenever there is something to add, and read it before the next attempt.",
                    "It does not have to be tidy, only easy to find.",
                ],
            ]
        ),
        Archetype(
            "a connection to draw",
            ["Connect \(.aspect) with the rest", "The place of \(.aspect) in the whole"],
            [
                [
                    "Nothing about \(.short) stands alone, and a change to \(.aspect) is felt elsewhere.",
                    "It is easy to be busy with \(.aspect) for a long time and to lose sight of the whole.",
                ],
                [
                    "Put this part in the middle of a page, and around it whatever it depends on and whatever depends on it.",
                    "Write one line about what this part needs from elsewhere, and one about what the others expect of it.",
                ],
                [
                    "Wherever most of it comes together, care pays most.",
                    "Where you are unsure, ask someone who knows the neighbouring part.",
                ],
            ]
        ),
    ]
}
