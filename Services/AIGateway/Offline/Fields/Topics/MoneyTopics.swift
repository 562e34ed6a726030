extension Archetype {
    static let moneyTopics: [Archetype] = [
        .tip(
            "a budget that bends",
            ["Budget by three lines", "Fixed, flexible and free"],
            [
                "A budget with thirty lines is kept for eight days.",
                "Precision is of little use if nobody looks at it.",
            ],
            "Sort all spending into what is fixed, what can be changed and what is pure pleasure, and decide only on the sum of each.",
            [
                "If one line runs over, take it from another and move on.",
                "After three months you may add a fourth line, should you miss it.",
            ],
            only: "budget saving personal household frugal finance money"
        ),
        .tip(
            "a goal with a name",
            ["Give your savings a name", "Save for something in particular"],
            [
                "Money without a purpose finds one by itself.",
                "It is easier to leave savings alone when they are called something.",
            ],
            "Name one thing that you are saving for, write down the amount and the month, and keep it apart from everything else.",
            [
                "Divide the amount by the months, and you will know whether the plan is honest.",
                "A picture of it next to the account number is no silly idea.",
            ],
            only: "saving budget personal money finance frugal"
        ),
        .tip(
            "a week without buying",
            ["Try a week of using things up", "Spend nothing extra for seven days"],
            [
                "Shops are good at reminding us of things we did not miss.",
                "Many cupboards would last longer than their owners think.",
            ],
            "Choose a week in which you buy only what is fresh and necessary, and write down whatever you would otherwise have bought.",
            ["Read the list at the end: how much of it do you still want?", "The rest is this week's saving."],
            only: "frugal saving budget household minimal personal"
        ),
        .tip(
            "a plan for calm",
            ["Write down your rules before the market moves", "Decide on quiet days"],
            [
                "Plans made in a storm are seldom good ones.",
                "Most of the harm in investing is done in a hurry, in both directions.",
            ],
            "Write half a page: what the money is for, when it is needed, what loss you could bear, and when you will look at it again.",
            [
                "Read the page before each decision, and wait a night.",
                "If you cannot explain a product in two sentences, leave it to others.",
            ],
            only: "invest stock fund etf retirement pension crypto bond wealth"
        ),
        .tip(
            "a look at costs",
            ["Find out what it costs you every year", "Ask for the total fee"],
            [
                "Returns are uncertain, and fees are not.",
                "Small percentages look harmless because they are never written out as amounts.",
            ],
            "For each thing you hold, find the yearly cost, write it down in money, and add it up.",
            ["Compare the sum with what you get for it.", "If the figures are hard to find, that too is information."],
            only: "invest fund etf pension retirement insurance bank wealth stock"
        ),
        .tip(
            "a look at risk",
            ["Ask what would happen if one thing failed", "Do not depend on one source"],
            [
                "Risk is easy to overlook while everything goes up.",
                "An employer, a house and some shares can all depend on the same thing.",
            ],
            "List what you own and earn, and mark everything that would suffer from the same bad event.",
            [
                "Where one mark is very long, think about a first small change.",
                "Nobody can foresee events, but everyone can count baskets.",
            ],
            only: "invest stock fund etf property crypto wealth retirement real-estate"
        ),
        .tip(
            "a folder for the year",
            ["Collect tax papers from January on", "One envelope for the whole year"],
            [
                "The worst hour for finding a receipt is the one before the deadline.",
                "What is collected during the year costs minutes, and what is searched for costs evenings.",
            ],
            "Start one envelope or folder, put in each paper on the day it comes, and write on the front what is still missing.",
            [
                "Take a picture of receipts that fade.",
                "If your situation has changed, ask a qualified adviser early, when they have time.",
            ],
            only: "tax freelanc accounting bookkeep self-employed business"
        ),
        .tip(
            "money that is not yours",
            ["Set tax money aside at once", "A second account for what you will owe"],
            [
                "A paid invoice looks like income, and part of it is only passing through.",
                "Demands for tax are predictable, and they feel like accidents.",
            ],
            "With each payment that comes in, move a fixed share to a separate account before you do anything else.",
            [
                "Check the share once a year with someone who knows the rules where you live.",
                "What is left over in the end is the pleasantest kind of bonus.",
            ],
            only: "tax freelanc self-employed business accounting cash"
        ),
        .tip(
            "an order for debts",
            ["List your debts by what they cost", "Begin with the dearest"],
            [
                "Debts are easier to bear when they are written down.",
                "Small payments everywhere feel busy and change little.",
            ],
            "Write down each debt with its rate and its lowest payment, pay the minimum on all of them, and put whatever is left on the dearest.",
            [
                "When one is gone, its payment goes to the next.",
                "If it is too much to manage alone, seek a recognized advice service; they have seen it before.",
            ],
            only: "debt credit loan mortgage personal budget",
            isSerious: true
        ),
        .tip(
            "a view of the next weeks",
            ["Look thirteen weeks ahead", "Draw the weeks to come"],
            [
                "Businesses rarely fail for want of profit; they fail on a Friday when money is due.",
                "A yearly plan is too coarse and a bank balance too short.",
            ],
            "Make a table with a column for each of the next thirteen weeks, and enter what will really come in and go out, and when.",
            [
                "The week with the lowest figure is the one to act on today.",
                "Update it every Monday, and it will take ten minutes.",
            ],
            only: "cash business small invoice accounting bookkeep startup"
        ),
        .tip(
            "a prompt invoice",
            ["Send the invoice on the day", "Make it easy to pay you"],
            ["Late invoices are paid late.", "Payment slows down with every question that an invoice leaves open."],
            "Send each invoice on the day the work is done, with the agreed reference, a clear date and one way to pay.",
            [
                "A friendly call a few days before the date works better than a reminder after it.",
                "Note who always pays late, and agree on other terms next time.",
            ],
            only: "cash business small invoice freelanc accounting self-employed"
        ),
        .tip(
            "a cover that fits",
            ["Check what you are insured against", "Insure what you could not bear"],
            [
                "People insure telephones and forget what would ruin them.",
                "Cover is bought for a life that has often changed since.",
            ],
            "List your policies, write beside each what it pays for and what the worst case would be without it, and mark gaps and doubles.",
            ["Small losses can be paid from a reserve.", "Compare every two years, and read the exclusions first."],
            only: "insurance mortgage property home retirement famil real-estate"
        ),
    ]
}
