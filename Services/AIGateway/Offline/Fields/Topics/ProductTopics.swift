extension Archetype {
    static let productTopics: [Archetype] = [
        .tip(
            "a standing appointment",
            ["Talk to one customer every week", "A fixed slot for conversations"],
            [
                "Research that needs a project happens twice a year.",
                "One conversation a week is fifty a year, and no one notices the effort.",
            ],
            "Reserve the same half hour each week, invite one customer to it, and let someone from the team listen in.",
            [
                "Prepare three questions, and be ready to drop two of them.",
                "Keep the notes in one place, by date, so that patterns can show.",
            ],
            only: "product discovery research ux customer user startup founder"
        ),
        .tip(
            "a map of opportunities",
            ["Draw the tree from goal to idea", "Connect each idea with a need"],
            [
                "Ideas without a need attached are hard to compare.",
                "Long lists of ideas hide that most of them serve the same purpose.",
            ],
            "Put the goal at the top, the needs you have heard of below it, and hang each idea under the need that it serves.",
            ["Ideas without a branch may wait.", "A need without ideas is where the next conversation should go."],
            only: "product discovery roadmap innovation research ux"
        ),
        .tip(
            "a comparison of options",
            ["Never look at one idea alone", "Bring three options"],
            [
                "Asked about a single idea, people say yes or no; asked about three, they begin to think.",
                "The first idea is seldom the best, and it has had the most time to become dear.",
            ],
            "For the next problem, write down three different ways to solve it, one of which costs nothing, before you discuss any.",
            [
                "Compare them by the riskiest thing that each of them assumes.",
                "Parts of the losers often end up in the winner.",
            ],
            only: "product discovery design innovation roadmap prototyp ux"
        ),
        .tip(
            "a story to collect",
            ["Collect stories, not votes", "One story beats ten opinions"],
            [
                "Votes tell you what people say they want, and stories tell you what happened to them.",
                "Feature requests are guesses by people who do not have to build them.",
            ],
            "When someone asks for a feature, ask what they were trying to do on the day they missed it, and write that down in place of the feature.",
            [
                "Similar stories can be solved together, which similar features cannot.",
                "Read the story to the team before you talk about solutions.",
            ],
            only: "product discovery feature roadmap customer support user saas"
        ),
        .tip(
            "a test for headlines",
            ["Write ten headlines and choose one", "The first line is never the best"],
            [
                "The headline decides whether anything else is read.",
                "The first three attempts are usually what everyone else would write.",
            ],
            "Write ten versions in ten minutes, read them to someone who does not know the text, and ask what they expect to find below.",
            ["Choose the one whose promise the text keeps.", "The runners-up make good subheadings."],
            only: "marketing content copywriting blog newsletter advertis email publishing seo social"
        ),
        .tip(
            "an honest statistic",
            ["Choose the number that you would stop for", "Which figure would change your plan?"],
            [
                "Campaigns produce plenty of figures, most of which nobody would act on.",
                "A number that only ever goes up is a number to be careful with.",
            ],
            "Before the next campaign, write down one figure and the value below which you would stop.",
            [
                "Look at it on the agreed day, and do what you wrote.",
                "What you learn by stopping pays for the next attempt.",
            ],
            only: "marketing advertis growth seo campaign social e-commerce ecommerce sales brand"
        ),
        .tip(
            "a question searchers ask",
            ["Answer one real question completely", "Write for someone in a hurry"],
            [
                "Whoever searches has a question, and seldom finds an answer in the first paragraph.",
                "Pages written for machines are found once and left quickly.",
            ],
            "Take one question that customers ask by telephone, and write the page that answers it so well that they need not call.",
            [
                "Put the answer first, and the explanation after it.",
                "Ask the colleague who takes the calls whether it is true.",
            ],
            only: "seo content marketing copywriting blog website search"
        ),
        .tip(
            "a better first question",
            ["Listen for the first ten minutes", "Diagnose before you propose"],
            [
                "A pitch that begins too early answers a question nobody has asked.",
                "People buy from those who have understood them.",
            ],
            "In the next sales conversation, ask what happens if nothing changes, and say nothing about your offer until you could repeat their answer.",
            ["If nothing would happen, wish them well and move on.", "Their own words belong in your proposal."],
            only: "sales selling customer negotiation b2b crm"
        ),
        .tip(
            "a friendly follow-up",
            ["Follow up with something useful", "Send help instead of a reminder"],
            [
                "\"Just checking in\" is a reminder that you want something.",
                "Most deals fade away, and few are refused.",
            ],
            "Instead of asking for news, send one thing that helps with the problem they described, and leave it at that.",
            [
                "Keep a note of each person's concern, so that the next message fits.",
                "A clear no is welcome, so make it easy to give.",
            ],
            only: "sales selling customer b2b crm freelanc agency"
        ),
        .tip(
            "a look at the empty state",
            ["Design the empty screen first", "What does a newcomer see?"],
            [
                "Designs are drawn with perfect data and met without any.",
                "The first screen that people see is usually the one that nobody designed.",
            ],
            "Open every main view without any content, with one entry, and with far too many, and note where it falls apart.",
            [
                "A helpful sentence on an empty screen is worth a page of documentation.",
                "Errors are screens as well, and they are met in the worst mood.",
            ],
            only: "design ux ui interface app web usability product onboarding"
        ),
        .tip(
            "a test of contrast",
            ["Test it for tired eyes", "Turn the brightness down"],
            [
                "Most things are used on the move, in bad light or in a hurry.",
                "What helps people with poor eyesight helps everyone on a sunny day.",
            ],
            "Look at your design in grey, at arm's length, and with the keyboard alone, and write down the first thing you cannot find.",
            [
                "Larger text and fewer colours solve more than they cost.",
                "Ask one person who uses assistive tools to show you how.",
            ],
            only: "design ux ui accessib web app usability interface typography"
        ),
        .tip(
            "a letter to yourself",
            ["Write down what would make you stop", "Set the terms before you begin"],
            ["Founders are told to persist, and seldom told when not to.", "Hope is renewable, and savings are not."],
            "Note the date, the amount and the result at which you would change direction, and give the page to someone you trust.",
            ["On that date, read it together.", "Until then you may stop wondering and work."],
            only: "startup start-up founder entrepreneur business venture freelanc",
            isSerious: true
        ),
        .tip(
            "the second purchase",
            ["Think about the second order", "What makes people come back?"],
            [
                "The first order is the expensive one to win.",
                "A parcel is opened with attention, which no advertisement ever gets.",
            ],
            "Order from yourself under another name, note every message and every step until the parcel is opened, and improve one.",
            [
                "Honest delivery dates are worth more than discounts.",
                "Make returning things easy, and more people will dare to buy.",
            ],
            only: "e-commerce ecommerce shop store retail commerce merchandis"
        ),
        .tip(
            "a routine for trends",
            ["Give trends a waiting room", "Try one in ten"],
            [
                "Whoever follows every trend is always a beginner.",
                "Most novelties solve a problem that somebody else has.",
            ],
            "Write each new idea on a list with its date, look at the list once a month, and try only what you still want to try.",
            [
                "Half of the entries will have faded by then.",
                "For the others, decide what would have to happen for you to keep it.",
            ],
            only: "trend innovation product marketing growth discovery social brand fashion"
        ),
    ]
}
