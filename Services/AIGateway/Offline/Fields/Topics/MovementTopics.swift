extension Archetype {
    static let movementTopics: [Archetype] = [
        .tip(
            "a mixture of walking",
            ["Walk before you are out of breath", "Mix running and walking"],
            [
                "Beginners tend to run until they cannot, and then walk as a defeat.",
                "Breaks that are planned keep the pleasure in it.",
            ],
            "Alternate short runs with walks from the very start, and lengthen the runs only when the last one felt easy.",
            ["Nobody in the park keeps count.", "You will be out for longer and come home in better shape."],
            only: "run jog marathon"
        ),
        .tip(
            "a look at shoes",
            ["Check your shoes by use and not by looks", "Listen to your shoes"],
            ["Shoes wear out inside before it shows outside.", "New shoes solve fewer problems than old ones cause."],
            "Write the date of the first run inside the tongue, look at the soles every month, and change pairs gradually.",
            [
                "Comfort in the first minutes is a better guide than any advertisement.",
                "If the same spot hurts every time, have it looked at.",
            ],
            only: "run jog marathon walk hik"
        ),
        .tip(
            "a favourite route",
            ["Have three routes ready", "Short, middle and pleasant"],
            [
                "Deciding where to go is a good excuse for not going.",
                "A route that one likes carries half of the effort.",
            ],
            "Choose one route of twenty minutes, one of forty and one for days when you need cheering up, and put them in your head.",
            [
                "On each of them, know a point at which you could turn back.",
                "Go the familiar one in the opposite direction now and then.",
            ],
            only: "run jog walk cycl bike marathon"
        ),
        .tip(
            "an easy posture",
            ["Do less in each pose", "Leave a little room in every stretch"],
            ["Ambition is easily mistaken for practice.", "The edge of what is possible is a poor place for staying."],
            "Go to four fifths of what you could do, stay for five breaths, and notice what lets go by itself.",
            ["Breath that stops is a sign of too much.", "Whoever practises gently practises for longer."],
            only: "yoga pilates stretch mobility posture flexib"
        ),
        .tip(
            "three breaths",
            ["Begin with three breaths", "Sit down for one minute"],
            [
                "Twenty minutes of stillness are a lot to ask of a busy mind.",
                "The step from nothing to one minute is the one that counts.",
            ],
            "Sit down once a day at the same moment, follow three breaths from beginning to end, and get up again.",
            ["If you would like to stay, stay.", "Thoughts will come, and noticing them is already the exercise."],
            only: "meditat mindful stress anxiety breath calm mental"
        ),
        .tip(
            "a pause in the day",
            ["Put pauses between things", "One minute before the next door"],
            [
                "Days without gaps leave their tension in the shoulders.",
                "Stress is carried from one thing to the next like a bag one has forgotten to put down.",
            ],
            "Before each new task, stop for a minute, loosen jaw and shoulders, and decide what the next hour is about.",
            [
                "Use doors, kettles and red lights as reminders.",
                "If worry stays with you for weeks, talk to someone qualified about it.",
            ],
            only: "stress anxiety mindful meditat mental wellbeing well-being burnout self-care resilience",
            isSerious: true
        ),
        .tip(
            "something to add",
            ["Add something before you take anything away", "One more good thing on the plate"],
            ["Prohibitions make their object more interesting.", "It is simpler to add a habit than to fight one."],
            "Choose one thing that you would like to eat more of, and add it to one meal a day for two weeks.",
            [
                "What it replaces will take care of itself.",
                "With any illness or strict diet, ask a professional before you change much.",
            ],
            only: "nutrition diet eating healthy weight food",
            isSerious: true
        ),
        .tip(
            "a meal without a screen",
            ["Eat one meal without distraction", "Taste the first three bites"],
            ["Half a meal can disappear while one is reading.", "Fullness arrives late and is easily overlooked."],
            "Choose one meal a day for which you sit down, put everything else away, and notice the first three bites.",
            ["Pause half-way, and ask whether you are still hungry.", "It is the cheapest way to enjoy food more."],
            only: "nutrition diet eating weight mindful healthy"
        ),
        .tip(
            "a simple programme",
            ["Learn four movements well", "Few exercises, good form"],
            [
                "Long programmes change so often that nothing is ever learned properly.",
                "Strength comes from repeating simple things for a long time.",
            ],
            "Choose one exercise each for pushing, pulling, legs and trunk, learn them with little weight, and stay with them for two months.",
            [
                "Film yourself once, or let someone who knows have a look.",
                "Add a little when all repetitions look the same.",
            ],
            only: "strength gym fitness weightlift workout training bodybuild crossfit exercise"
        ),
        .tip(
            "a written log",
            ["Write down every set", "Let the notebook choose the weight"],
            ["Memory rounds up.", "Without notes, one lifts the same for a year and wonders why nothing changes."],
            "Note exercise, weight and repetitions each time, and try for the smallest possible step beyond the last entry.",
            [
                "When three entries in a row stand still, take an easier week.",
                "After some months the pages are a motivation that no mirror can match.",
            ],
            only: "strength gym fitness weightlift workout training bodybuild crossfit"
        ),
        .tip(
            "an early check",
            ["Check brakes, tyres and lights", "Two minutes before you set off"],
            ["Most breakdowns announce themselves in the garage.", "A well-kept bicycle is faster than a new one."],
            "Squeeze the tyres, pull both brakes and switch on the lights before each ride, and clean the chain on a fixed day.",
            [
                "Carry what you need for one repair, and practise it once at home.",
                "Squeaks are messages, so find out where they come from.",
            ],
            only: "cycl bike bikepack"
        ),
        .tip(
            "a dim hour",
            ["Make the last hour dim and dull", "Let the evening slow down"],
            ["One cannot brake from full speed to sleep.", "A tired person in a bright room stays awake."],
            "Lower the lights an hour before bed, put the phone to charge in another room, and do the same three quiet things in the same order.",
            [
                "If thoughts keep turning, write tomorrow's list and close the book.",
                "Give it two weeks before you judge.",
            ],
            only: "sleep insomnia rest stress evening",
            isSerious: true
        ),
        .tip(
            "a way out of lying awake",
            ["Get up again if sleep does not come", "Do not lie there and wait"],
            [
                "Lying awake for hours teaches one to lie awake.",
                "Trying hard to sleep is the surest way of staying awake.",
            ],
            "If sleep does not come after a good while, get up, sit somewhere dim, do something dull, and go back when you are tired.",
            [
                "Leave the clock turned to the wall.",
                "One bad night is harmless, and the next is often the better for it.",
            ],
            only: "sleep insomnia night",
            isSerious: true
        ),
        .tip(
            "a look at the afternoon",
            ["Begin with the afternoon", "Move the last coffee forward"],
            [
                "A bad night is sometimes prepared at four in the afternoon.",
                "Naps, coffee and bright screens reach further into the night than one thinks.",
            ],
            "For a week, have the last coffee or strong tea before lunch, keep any nap short, and note each morning how you slept.",
            [
                "If it makes no difference, have your coffee back with pleasure.",
                "Change only this in that week, so that you know what helped.",
            ],
            only: "sleep insomnia night tired rest"
        ),
        .tip(
            "a dull bedroom",
            ["Make the bedroom dark, cool and boring", "Clear the room of everything awake"],
            [
                "A room that is also an office, a cinema and a laundry is a poor place to rest.",
                "Small lights and small noises are noticed most at three in the morning.",
            ],
            "Lie down in the dark, count every light and sound, and remove or cover two of them tonight.",
            [
                "Try the room one degree cooler for a few nights.",
                "Work that is out of sight is more easily out of mind.",
            ],
            only: "sleep insomnia night rest bedroom"
        ),
        .tip(
            "technique before distance",
            ["Swim shorter, and swim better", "Stop when the form goes"],
            ["Tired laps teach tired movements.", "Water punishes strength and rewards patience."],
            "Swim short stretches with long pauses, think of one thing only in each, and end when that one thing no longer works.",
            [
                "Breathing calmly comes first, and speed follows by itself.",
                "Ask someone at the edge of the pool for one correction.",
            ],
            only: "swim triathlon"
        ),
    ]
}
