extension Archetype {
    static let gardeningTopics: [Archetype] = [
        .tip(
            "a rule for sowing",
            ["Sow a little, and sow again", "Small portions of seed"],
            [
                "A whole packet sown in one go is ripe in one go as well.",
                "Twenty lettuces on the same day are a problem, and one a week is lunch.",
            ],
            "Sow a short row now and another in two or three weeks, for as long as the packet says it makes sense.",
            [
                "If one sowing fails, the next is already on its way.",
                "Put the dates in the calendar, since the second sowing is the one that is forgotten.",
            ],
            only: "vegetable allotment homegrown seed herb lettuce kitchen"
        ),
        .tip(
            "a choice of crops",
            ["Grow what you like to eat", "Three crops worth the space"],
            [
                "Beds are often planned by what is easy and emptied onto the compost.",
                "A crop that nobody likes is poor value, however well it grows.",
            ],
            "List what your household eats every week, pick three things of which fresh is much better than bought, and begin with those.",
            [
                "Herbs are usually on that list, and they need very little room.",
                "Ask at the table which of them was missed when it was over.",
            ],
            only: "vegetable allotment homegrown herb tomato fruit berry"
        ),
        .tip(
            "a record of the beds",
            ["Draw the beds once a year", "Remember what grew where"],
            [
                "By the next season nobody remembers which bed held what.",
                "Many crops do better when they do not follow themselves.",
            ],
            "Make a rough sketch with the date and the crops, and move each family of plants to another bed the next time.",
            [
                "Three sketches in a folder are a plan that makes itself.",
                "Add a plus or a minus for each crop while you still know.",
            ],
            only: "vegetable allotment bed crop permaculture homegrown"
        ),
        .tip(
            "a balance for compost",
            ["Mix wet and dry", "For each bucket of green, one of brown"],
            [
                "A heap that smells has too much of one thing, and a heap that sleeps has too little.",
                "Kitchen scraps alone turn to mud, and twigs alone stay twigs.",
            ],
            "Keep a bag of dry leaves, straw or torn cardboard beside the heap, and cover each bucket of scraps with as much of it.",
            [
                "Turn it when it looks tired, and water it when it looks dusty.",
                "When it smells of woodland, it is ready.",
            ],
            only: "compost soil permaculture organic waste allotment backyard"
        ),
        .tip(
            "a cover for the soil",
            ["Keep the soil covered", "No bare earth"],
            [
                "Bare soil dries out, gets washed away and invites whatever blows in.",
                "Nature rarely leaves ground uncovered for long.",
            ],
            "Spread a layer of leaves, straw or cut grass between the plants, a hand's breadth away from their stems.",
            ["You will water less often and weed less often.", "By the end of the season most of it has become soil."],
            only: "soil vegetable allotment permaculture mulch bed perennial backyard organic"
        ),
        .tip(
            "a turn towards the light",
            ["Turn the pots a little each week", "A quarter turn for every pot"],
            [
                "Plants at a window lean, and they lean a little more each week.",
                "The side that faces the room gets a fraction of the light.",
            ],
            "Give each pot a quarter turn on the day you water, always in the same direction.",
            [
                "It takes seconds, and it is a good moment for a look at the leaves.",
                "If a plant keeps stretching, it needs a brighter place and not more turning.",
            ],
            only: "houseplant indoor windowsill succulent cactus orchid fern"
        ),
        .tip(
            "a wash for the leaves",
            ["Wipe the dust off the leaves", "A shower for the green ones"],
            [
                "Dust takes away light, of which there is little enough indoors.",
                "Large leaves collect dust as shelves do.",
            ],
            "Wipe large leaves with a damp cloth, and put small-leaved plants under a lukewarm shower once a month.",
            ["Look at the undersides while you are at it.", "Leaves with a furry surface prefer a soft brush."],
            only: "houseplant indoor fern orchid monstera"
        ),
        .tip(
            "a time for repotting",
            ["Check the roots before you buy a bigger pot", "One size up, and no more"],
            [
                "A pot that is far too large stays wet, and roots dislike that more than a tight fit.",
                "Plants tell you when they want to move, though they do it underneath.",
            ],
            "Lift the plant out, and repot it only if the roots circle the pot, into one that is two fingers wider.",
            [
                "If the roots look comfortable, fresh soil on top is enough.",
                "Water it well, and then leave it in peace for a while.",
            ],
            only: "houseplant indoor pot container balcon succulent cactus orchid bonsai"
        ),
        .tip(
            "protection from wind",
            ["Find out where the wind goes", "Shelter first"],
            [
                "High up, wind does more harm than sun: it dries, breaks and topples.",
                "A place can be warm, bright and still too draughty for soft leaves.",
            ],
            "Tie a strip of paper to the railing in two or three places, see where it flutters most, and put only sturdy plants there.",
            [
                "Heavy pots belong below and outside, light ones in the corner.",
                "A screen that lets some air through works better than a wall.",
            ],
            only: "balcon terrace roof patio container"
        ),
        .tip(
            "a use for height",
            ["Think upwards", "Use the wall and the railing"],
            [
                "Where the floor is small, there is still height.",
                "Climbers and hanging pots double a place without taking a step of it.",
            ],
            "Measure the wall and the railing, find out what weight they may carry, and choose one climber or one shelf to begin with.",
            [
                "What hangs dries out sooner, so keep it within reach of the can.",
                "Leave a gap for the door and for a chair, as you are to be comfortable as well.",
            ],
            only: "balcon terrace patio small vertical container windowsill"
        ),
        .tip(
            "a place for visitors",
            ["Leave a corner for wildlife", "Something in flower all the time"],
            [
                "A single untidy corner feeds more guests than a tidy bed.",
                "Insects need food in the early and the late months, too, when little is in bloom.",
            ],
            "List what flowers when in your place, find the month with a gap, and fill it with one suitable plant.",
            [
                "A shallow dish of water with a few stones is welcome to many.",
                "Leave some stems standing until it turns warm.",
            ],
            only: "pollinator wildlife perennial flower balcon bee butterfl native meadow backyard"
        ),
        .tip(
            "first aid for the lawn",
            ["Mow higher, and less often", "Let the grass grow a little"],
            [
                "Short grass looks neat for a day and suffers for a week.",
                "Longer blades shade the ground and keep it moist.",
            ],
            "Set the mower a notch higher, cut less at a time, and leave the clippings where they fall when it is dry.",
            ["Weeds find fewer gaps in a dense sward.", "The time saved is best spent in a chair on it."],
            only: "lawn grass backyard landscap"
        ),
    ]
}
