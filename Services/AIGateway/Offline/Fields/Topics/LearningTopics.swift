extension Archetype {
    private static let languages =
        "language spanish french german italian portuguese japanese chinese mandarin korean arabic russian vocabulary polish dutch swedish english pronunciation latin"

    static let learningTopics: [Archetype] = [
        .tip(
            "a conversation with yourself",
            ["Talk to yourself for two minutes", "Narrate what you are doing"],
            [
                "Speaking is usually practised last, because it needs a partner.",
                "Nobody corrects you in the kitchen, and that is a relief.",
            ],
            "While you cook or walk, say in the language what you see and do, and note the three words that you were missing.",
            [
                "Look these three up afterwards, and use them the next day.",
                "The hesitation gets shorter within weeks.",
            ],
            only: languages
        ),
        .tip(
            "easy reading",
            ["Read something that is almost too easy", "Leave the dictionary closed"],
            [
                "Difficult texts train patience, and easy ones train reading.",
                "If every line needs a dictionary, nobody gets to know how the story ends.",
            ],
            "Choose a text in which you understand most of each page, read for ten minutes, and look up only what keeps coming back.",
            [
                "Children's books and recipes are excellent for this.",
                "Reading the same chapter again a week later is a pleasure of its own.",
            ],
            only: languages
        ),
        .tip(
            "a reason for grammar",
            ["Collect sentences before rules", "Let grammar answer a question"],
            [
                "Rules that nobody has asked for are forgotten by the weekend.",
                "A pattern seen five times explains itself.",
            ],
            "When a form puzzles you, collect five sentences in which it appears, guess the rule, and only then open the grammar.",
            [
                "Write one sentence of your own with it, about your own day.",
                "Exceptions may wait until you have met them.",
            ],
            only: languages
        ),
        .tip(
            "a question at the door",
            ["End the lesson with one question", "What did you understand today?"],
            [
                "A nod says little about what has arrived.",
                "The last two minutes of a lesson are the most honest ones.",
            ],
            "Ask everyone to write one line before they leave: what they understood, or where they got lost.",
            ["Sort the slips into three piles, and begin the next lesson with the largest.", "Nobody needs to sign."],
            only: "teach classroom school pedagog education tutor homeschool lesson"
        ),
        .tip(
            "a calmer classroom",
            ["Practise routines as you would practise content", "Begin the same way every time"],
            [
                "Much unrest comes from not knowing what happens next.",
                "A routine that was only announced has not been learned.",
            ],
            "Choose one transition, show how it should go, practise it with the class twice, and praise what works.",
            [
                "Keep to it for two weeks before you add another.",
                "A quiet signal that everybody knows spares the voice.",
            ],
            only: "teach classroom school pedagog education homeschool"
        ),
        .tip(
            "a seat beside the pupil",
            ["Ask them to show you how they did it", "Look at the way and not the answer"],
            [
                "A wrong answer often has a good idea inside it.",
                "Corrections from above are quickly obeyed and quickly forgotten.",
            ],
            "Sit down beside one learner, ask for an explanation of their way, and say nothing until it is finished.",
            [
                "Many find the mistake while they explain it.",
                "You will find out which word of yours was misunderstood.",
            ],
            only: "teach classroom school pedagog tutor homeschool math maths homework parent"
        ),
        .tip(
            "a second solution",
            ["Solve one problem in two ways", "Stay with a problem longer"],
            [
                "Ten problems solved in one way are still one idea.",
                "The answer ends the exercise, and the second way begins the understanding.",
            ],
            "Take a problem that you have solved, put the solution away, and look for a different route, by a drawing or a special case.",
            [
                "Compare the two and say which would work for larger numbers.",
                "Explaining the link is the real result.",
            ],
            only: "math maths mathematics algebra geometry calculus physics statistic"
        ),
        .tip(
            "a page without help",
            ["Work one example without looking", "Cover the solution"],
            [
                "Following a solution feels like finding it.",
                "The line at which you get stuck is worth more than the nine before it.",
            ],
            "Read a worked example once, cover it, write it out again, and uncover only as much as you need to go on.",
            [
                "Mark the line that you needed, since it holds the idea.",
                "Try the same example two days later from nothing.",
            ],
            only: "math maths mathematics algebra geometry calculus physics chemistry exam statistic"
        ),
        .tip(
            "a rehearsal for the exam",
            ["Sit one old exam against the clock", "Practise under real conditions"],
            [
                "Knowing a subject and sitting an exam are two different skills.",
                "Surprises in the exam room are mostly about time.",
            ],
            "Choose an old paper, clear the table, set the clock, and stop when it rings, finished or not.",
            [
                "Afterwards, sort the lost points: not known, misread, or no time left.",
                "Each of the three needs another remedy.",
            ],
            only: "exam sat ielts toefl school university student study test"
        ),
        .tip(
            "a plan that looks back from the date",
            ["Plan backwards from the day", "Leave the last two days empty"],
            ["Revision plans begin with energy and end with a week too few.", "The last evening is for sleep."],
            "Write the date at the bottom of a page, leave two free days above it, and divide the rest among the topics, hardest first.",
            [
                "A topic that does not fit shows up early, when you can still choose.",
                "Cross out what is done, and let the page get lighter.",
            ],
            only: "exam sat ielts toefl school university student study college"
        ),
        .tip(
            "a look at your own games",
            ["Go through one of your lost games", "Find the moment it turned"],
            [
                "Won games are pleasant, and lost ones are instructive.",
                "The mistake one remembers is often not the one that decided it.",
            ],
            "Replay a recent loss without any engine, mark the move after which you felt worse, and write down what you were thinking.",
            [
                "Then check, and compare the thought with the position.",
                "The same thought will return, and next time you will know it.",
            ],
            only: "chess"
        ),
        .tip(
            "a question before each move",
            ["Ask what your opponent wants", "One question before every move"],
            [
                "Plans are fun, and so one forgets that the other side has some as well.",
                "Most blunders are answers to a question that was never asked.",
            ],
            "Before each move, name the threat behind your opponent's last one, even if it seems harmless.",
            ["Practise it in slow games until it happens by itself.", "It costs seconds and saves pieces."],
            only: "chess"
        ),
        .tip(
            "a puzzle diet",
            ["Solve few puzzles, and solve them to the end", "Calculate before you touch"],
            [
                "Guessing the first move of a puzzle trains guessing.",
                "Speed comes from patterns, and patterns come from care.",
            ],
            "Do five puzzles a day, write down the whole line before you look, and repeat the failed ones a week later.",
            [
                "A small set solved three times sticks better than a large one solved once.",
                "Say the name of the motif aloud when you have found it.",
            ],
            only: "chess"
        ),
        .tip(
            "a question to start with",
            ["Begin with a question about last time", "Three minutes of remembering"],
            [
                "A lesson that begins with new material loses those who have forgotten the old.",
                "Recalling something is better practice than hearing it again.",
            ],
            "Open each lesson with two questions about the last one and one about last month, answered in writing and without books.",
            [
                "No marks are needed; the answers tell you where to begin.",
                "Latecomers miss a little, and those on time gain a calm start.",
            ],
            only: "teach classroom school pedagog education tutor homeschool kindergarten lesson"
        ),
        .tip(
            "a plan from the end",
            ["Plan the lesson from its last minute", "What should they be able to do?"],
            [
                "It is easy to plan what the teacher will do and to forget what the others are doing meanwhile.",
                "A lesson with three aims reaches none.",
            ],
            "Write down what everyone should be able to do at the end, decide how you will see it, and only then choose the activities.",
            [
                "Whatever does not serve that aim makes a good beginning for another day.",
                "If time runs short, keep the last five minutes and cut the middle.",
            ],
            only: "teach classroom school pedagog education tutor homeschool kindergarten lesson curriculum"
        ),
        .tip(
            "a single correction",
            ["Correct one thing and leave the rest", "Feedback that gets used"],
            [
                "A page full of red is read by nobody.",
                "One correction that is acted on is worth ten that are received.",
            ],
            "Choose the one point that would help most, say what to do next time, and give a minute to try it at once.",
            [
                "Keep a note of what you said, and look for it in the next piece.",
                "Say what worked as well, and be as precise about it.",
            ],
            only: "teach classroom school pedagog education tutor homeschool homework writing"
        ),
        .tip(
            "a visit next door",
            ["Visit a colleague's lesson for ten minutes", "Open the door to someone"],
            [
                "Teaching is done in company and learned alone, which is a pity.",
                "Ten minutes in another room bring more ideas than a day of training.",
            ],
            "Ask a colleague whether you may sit in for ten minutes, watch only the pupils, and tell them one thing that you would like to borrow.",
            ["Return the invitation.", "Nobody judges anybody; that should be agreed beforehand."],
            only: "teach classroom school pedagog education"
        ),
    ]
}
