/// Forms that a title can take; `%` stands for its subject in title case.
struct IdeaShape: Hashable, Sendable {
    let titles: [String]
    let structure: ContentStructure
    /// For whom or what it is, at the head of the brief; `%` stands for the subject inside a sentence.
    let purpose: String
}

extension IdeaShape {
    /// About the whole cluster; the first leads.
    static let cluster: [IdeaShape] = [
        IdeaShape(
            titles: ["A Practical Guide to %", "The Everyday Guide to %", "%: A Guide to the Essentials"],
            structure: .guide,
            purpose: "The main article on %, for readers who want the whole picture in one place."
        ),
        IdeaShape(
            titles: ["Getting Started with %", "First Steps with %", "% for Beginners: Where to Start"],
            structure: .guide,
            purpose: "An introduction for readers who are new to % and want a calm beginning."
        ),
        IdeaShape(
            titles: [
                "Common Mistakes with % and How to Avoid Them", "What Goes Wrong with %, and How to Put It Right",
                "Troubleshooting %: Where to Look First",
            ],
            structure: .troubleshooting,
            purpose: "For readers whose results with % are not what they hoped for."
        ),
        IdeaShape(
            titles: ["A Checklist for %", "%: A Checklist to Keep at Hand", "Your % Checklist"],
            structure: .checklist,
            purpose: "A list to work through for readers who deal with % and do not want to forget anything."
        ),
        IdeaShape(
            titles: [
                "Questions About %, Answered", "%: The Questions That Come Up Most", "What People Ask About %",
            ],
            structure: .faq,
            purpose: "Collects the questions that readers have about %, with a short answer for each."
        ),
        IdeaShape(
            titles: ["7 Ways to Get More from %", "9 Small Changes for Better %", "5 Habits That Help with %"],
            structure: .listicle,
            purpose: "Short pieces of advice for readers who know % and would like to improve."
        ),
        IdeaShape(
            titles: ["% Explained in Plain Words", "Understanding %", "The Ideas Behind %"],
            structure: .explainer,
            purpose: "Explains how things hang together for readers who want to understand %."
        ),
        IdeaShape(
            titles: ["A Simple Routine for %", "How to Build a Routine Around %", "% Week by Week: A Routine"],
            structure: .howTo,
            purpose: "Shows readers how % can become part of an ordinary week."
        ),
        IdeaShape(
            titles: ["Choosing Your Approach to %", "Which Approach to % Suits You?", "Your Options for %, Compared"],
            structure: .comparison,
            purpose: "For readers who have several options for % before them and have to decide."
        ),
        IdeaShape(
            titles: [
                "Getting More from % Without Spending More", "% on a Modest Budget", "%: What Is Worth the Money",
            ],
            structure: .buyingGuide,
            purpose: "Helps readers to decide where effort and money for % are well spent, and where they are not."
        ),
    ]

    /// About one keyword that names a thing.
    static let subject: [IdeaShape] = [
        IdeaShape(
            titles: ["%: What Really Matters", "A Closer Look at %", "% Made Simple"],
            structure: .explainer,
            purpose: "Answers what readers who search for % want to know first."
        ),
        IdeaShape(
            titles: ["Getting % Right", "% Without the Guesswork", "Better Results with %"],
            structure: .howTo,
            purpose: "Practical help for readers who are about to try %."
        ),
        IdeaShape(
            titles: ["% in Everyday Practice", "How to Make the Most of %", "Making % Work for You"],
            structure: .guide,
            purpose: "For readers who have met % before and want to do more with it."
        ),
        IdeaShape(
            titles: ["What to Know Before You Try %", "%: Before You Begin", "Is It Time to Try %?"],
            structure: .guide,
            purpose: "For readers who consider % and would like to know what it takes."
        ),
    ]

    /// About one keyword that wants something else.
    static func of(_ intent: KeywordPhrase.Intent) -> [IdeaShape] {
        switch intent {
        case .subject: self.subject
        case .howTo:
            [
                IdeaShape(
                    titles: [
                        "How to %, Step by Step", "How to % Without Guesswork", "How to %: A Practical Walkthrough",
                    ],
                    structure: .howTo,
                    purpose: "Walks readers through % from the preparation to the finished result."
                )
            ]
        case .what:
            [
                IdeaShape(
                    titles: ["What to Know About %: A Plain Introduction", "Understanding %", "% Explained Simply"],
                    structure: .explainer,
                    purpose: "A first explanation of % for readers who have only just met the term."
                )
            ]
        case .why:
            [
                IdeaShape(
                    titles: [
                        "%? Causes to Check First", "%? Where to Look for the Reason", "%? How to Find the Cause",
                    ],
                    structure: .troubleshooting,
                    purpose: "For readers who ask “%” and want to find the cause in an orderly way."
                )
            ]
        case .question:
            [
                IdeaShape(
                    titles: ["%? What It Depends On", "%? What to Consider", "%? How to Find Your Answer"],
                    structure: .faq,
                    purpose: "Takes up the question “%” and shows readers how to answer it for themselves."
                )
            ]
        case .best:
            [
                IdeaShape(
                    titles: [
                        "Choosing the Best %: What to Look For", "The Best %: How to Choose",
                        "How to Find the Best % for You",
                    ],
                    structure: .buyingGuide,
                    purpose: "Helps readers who are about to choose % to know what they need first."
                )
            ]
        case .versus:
            [
                IdeaShape(
                    titles: ["%: Which One Suits You?", "%: How to Decide", "%: A Fair Comparison"],
                    structure: .comparison,
                    purpose: "Sets % side by side for readers who have to choose between them."
                )
            ]
        }
    }
}
