extension Field {
    /// Subjects that most people read, watch and talk about instead of doing them.
    static let following = Field(
        .following,
        words: """
            book reading literature novel fiction poetry poem essay history historical science politics political policy climate energy renewable environment
            sustainability economics economy philosophy psychology sociology anthropology archaeology religion news world
            europe society ethics space research football soccer basketball baseball cricket rugby hockey
            formula motorsport f1 olympics league film movie cinema tv television series anime manga gaming game esports
            videogame boardgame culture pop k-pop jazz opera theatre theater classical celebrity fashion
            journalism media geopolitics biotech medicine neuroscience evolution biography mythology folklore
            electric vehicle car motorcycle transport aviation space-exploration royal trivia quiz antiques collecting
            vinyl quantum wind solar solarpunk hydrogen nuclear battery democracy election war peace art-history
            """,
        vocabulary: Vocabulary(
            verb: "following",
            session: "reading session",
            peer: "a friend who reads widely",
            people: "the people with whom you discuss it",
            scene: "reading list",
            notebook: "reading notebook",
            materials: "books and articles",
            measures: [
                "how many pieces you read to the end", "how many claims you traced to their source",
                "how often you changed your mind",
            ],
            tasks: [
                "read one article to its very end", "look up the original source of one claim",
                "write one open question on a card",
            ],
            slips: [
                "reading the headline and skipping the piece", "following only sources that agree with you",
                "taking what is new for what is important",
            ]
        ),
        archetypes: [
            Archetype(
                "a walk to the source",
                ["Go back to the original once a week", "Trace one claim"],
                [
                    [
                        "A story changes a little each time it is retold.",
                        "Between an event and its headline lie many hands.",
                    ],
                    [
                        "Take one claim that interests you, and follow it back to the text, the recording or the data it rests on."
                    ],
                    [
                        "Note what was lost on the way and what was added.",
                        "You cannot do it for everything, and doing it once a week sharpens the eye for the rest.",
                    ],
                ]
            ),
            Archetype(
                "a sorting exercise",
                ["Sort the new from the important", "What will still matter in a year?"],
                [
                    [
                        "What is loud today and what will matter later are rarely the same.",
                        "The order in which things appear is not the order of their weight.",
                    ],
                    [
                        "Choose the three items that you read most about this week, and guess which of them anyone will mention in a year."
                    ],
                    [
                        "Keep the guesses and look at them when the year is over.",
                        "After a few rounds you will read the loud ones faster.",
                    ],
                ]
            ),
            Archetype(
                "a prediction",
                ["Write down what you expect", "Predict, and check later"],
                [
                    [
                        "Everyone has opinions about what comes next, and few people keep a record of them.",
                        "A written expectation turns a reader into a student.",
                    ],
                    ["Note one thing that you expect to happen within three months, how sure you are, and why."],
                    [
                        "When the date comes, look at the reason rather than at the score.",
                        "Being wrong for a good reason teaches more than being right by chance.",
                    ],
                ]
            ),
            Archetype(
                "the other side",
                ["Read the best case for the other side", "Find a clever opponent"],
                [
                    [
                        "It is easy to argue with the weakest version of an opinion.",
                        "Those who disagree with you have reasons, and some of them may be good.",
                    ],
                    [
                        "Look for the most sensible person who sees it differently, and read one piece of theirs to the end."
                    ],
                    [
                        "Write their argument down so fairly that they would sign it.",
                        "Your own view will be either stronger or different afterwards, and both are a gain.",
                    ],
                ]
            ),
            Archetype(
                "a timeline",
                ["Draw a simple timeline", "Put things in order"],
                [
                    [
                        "Many puzzles dissolve once events stand in their proper order.",
                        "One remembers what happened and forgets what came first.",
                    ],
                    [
                        "Draw a line, enter ten points that you consider important, and add the dates as far as you can look them up."
                    ],
                    [
                        "The gaps on the line show you what to read next.",
                        "Add a point whenever one comes along, and correct those that were misplaced.",
                    ],
                ]
            ),
            Archetype(
                "a question to read with",
                ["Read with one question", "Choose a question before you choose a text"],
                [
                    [
                        "Without a question, reading is pleasant and leaves little behind.",
                        "A question works like a magnet among loose facts.",
                    ],
                    ["Write one on a slip, use it as a bookmark, and mark only the passages that have to do with it."],
                    [
                        "Answer it in three lines when you close the book.",
                        "If it turns into a better one on the way, change the slip.",
                    ],
                ]
            ),
            Archetype(
                "a map of names",
                ["Make a map of names and terms", "Who is who, on one page"],
                [
                    [
                        "Every subject has a cast, and newcomers are seldom introduced.",
                        "Half of the difficulty lies in names that one has never sorted out.",
                    ],
                    ["Collect the ten names and ten terms that keep returning, and write half a line about each."],
                    [
                        "Draw arrows for who depends on, opposes or follows whom.",
                        "Keep it beside you for a month, after which you will no longer need it.",
                    ],
                ]
            ),
            Archetype(
                "an old piece",
                ["Read something old again", "See how it has aged"],
                [
                    [
                        "Old pieces show what people worried about and what they overlooked.",
                        "Looking back is the best training for judging what is written today.",
                    ],
                    [
                        "Choose an article, a chapter or a recording from several years ago, and note what turned out differently."
                    ],
                    [
                        "Ask which of today's certainties will look just as strange.",
                        "What has aged well is worth keeping on the shelf.",
                    ],
                ]
            ),
            Archetype(
                "a question for numbers",
                ["Ask of each number: compared with what?", "Give a figure some company"],
                [
                    [
                        "A figure alone is neither large nor small.",
                        "Percentages are impressive as long as nobody asks of what.",
                    ],
                    [
                        "When you come upon a striking number, look for the year before, the total, and the same figure elsewhere."
                    ],
                    [
                        "Many sensations turn into ordinary variation when seen in company.",
                        "If no comparison is given, there may be a reason.",
                    ],
                ]
            ),
            Archetype(
                "a summary to write",
                ["Sum it up in three lines", "Close the page and write"],
                [
                    [
                        "It is possible to read for an hour and to remember only the armchair.",
                        "A summary shows at once whether one has understood.",
                    ],
                    [
                        "After anything worth reading, write three lines: what it says, how it knows, and what it leaves out."
                    ],
                    [
                        "The third line is the hardest and the most useful.",
                        "Fifty such notes make a better library than fifty bookmarks.",
                    ],
                ]
            ),
            Archetype(
                "a conversation",
                ["Talk about it with someone", "An evening with one subject"],
                [
                    [
                        "Thoughts become clear when they have to be spoken.",
                        "What one only reads about tends to stay smooth and untested.",
                    ],
                    [
                        "Invite one or two people, agree on a single piece to read, watch or listen to, and begin with what nobody understood."
                    ],
                    [
                        "Differences of opinion are the reason for meeting.",
                        "End with a suggestion for the next one, made by whoever talked least.",
                    ],
                ]
            ),
            Archetype(
                "a local angle",
                ["Look for the local angle", "How does it look from here?"],
                [
                    [
                        "Large subjects have small branches, and some of them are close to you.",
                        "What is far away becomes clearer when one has seen a piece of it nearby.",
                    ],
                    [
                        "Find one place, person or archive within reach that has something to do with it, and pay a visit."
                    ],
                    [
                        "Take one question along that no text has answered.",
                        "First-hand knowledge of a small part improves the reading of the whole.",
                    ],
                ]
            ),
            Archetype(
                "a way of watching",
                ["Watch one player, one role or one corner", "Follow what the camera leaves out"],
                [
                    [
                        "Everyone's eyes follow the ball, the star or the lead.",
                        "What decides the outcome often happens away from the centre of attention.",
                    ],
                    ["Next time choose one person or one position, and watch nothing else for ten minutes."],
                    [
                        "Note what they do when nothing seems to happen.",
                        "Afterwards the whole looks different, and your comments will be better.",
                    ],
                ],
                only:
                    "football soccer basketball baseball cricket rugby hockey league film movie cinema theatre opera esport sport tennis formula"
            ),
        ] + Archetype.followingTopics
    )
}
