extension Archetype {
    static let outdoorsTopics: [Archetype] = [
        .tip(
            "a slower route",
            ["Stay longer in fewer places", "Cut one stop from the route"],
            [
                "Each change of place costs half a day, and nobody remembers the half days.",
                "One begins to know a place on the third morning.",
            ],
            "Take your plan, strike out one stop, and give its nights to the place you are most curious about.",
            ["Buy bread at the same shop twice, and you will be greeted.", "What was left out is a reason to return."],
            only: "travel trip itinerar tour destination backpack roadtrip road-trip holiday"
        ),
        .tip(
            "an arrival",
            ["Plan the first two hours", "Arrive gently"],
            [
                "The most tiring part of a journey is between the platform and the bed.",
                "Decisions are hard when one is tired, hungry and carrying a bag.",
            ],
            "Before you leave, know how you get from the station to your room, where you can eat nearby, and what you do if the room is not ready.",
            ["Everything after that may be left open.", "Keep address and route on paper as well."],
            only: "travel trip itinerar tour destination backpack city hostel"
        ),
        .tip(
            "a few words",
            ["Learn ten words before you go", "Greet in their language"],
            [
                "A greeting in the local language changes the next five minutes.",
                "One does not have to speak well to be understood as friendly.",
            ],
            "Learn hello, please, thank you, sorry, how much, where, yes, no, good and goodbye, and say them aloud until they come by themselves.",
            ["Use them even when you are answered in English.", "Write down two more each day, as you hear them."],
            only: "travel trip tour destination backpack abroad hostel"
        ),
        .tip(
            "a money rule on the road",
            ["Carry money in two places", "A spare in the shoe"],
            [
                "Losing something is annoying, and losing everything is a different holiday.",
                "The important papers are few, and they fit on one sheet.",
            ],
            "Keep a second card and some cash apart from the first, and leave copies of your papers with someone at home.",
            [
                "Know the number for blocking your cards by heart, or on paper.",
                "Then stop thinking about it, and look at the place.",
            ],
            only: "travel trip tour backpack abroad city"
        ),
        .tip(
            "a layer to spare",
            ["Dress for the pause and not for the climb", "One dry layer stays in the bag"],
            ["One gets cold when one stops.", "The weather at the start is the weather at the start."],
            "Set out feeling slightly cool, and keep one dry, warm layer in a bag that you open only for breaks.",
            ["Change before you begin to shiver.", "The same layer is your safety if something takes longer."],
            only: "hik trek camp backpack mountain bushcraft walk climb",
            isSerious: true
        ),
        .tip(
            "a map in the head",
            ["Read the map before you follow the arrow", "Know three points on your way"],
            ["A screen shows the next turn and hides the valley.", "Whoever knows where they are needs no signal."],
            "Before you start, find three points on the map that you will certainly notice, and tick them off as you pass.",
            [
                "At each of them, look back, as that is what the return will look like.",
                "Practise it on easy routes, when nothing depends on it.",
            ],
            only: "hik trek camp backpack mountain bushcraft walk bikepack sail kayak"
        ),
        .tip(
            "a night in the garden",
            ["Rehearse close to home", "Sleep out where you can go in"],
            ["The first night out shows what the list forgot.", "A cold night is instructive, if the house is near."],
            "Spend one night in the garden or at a site nearby, with everything you would take on the real trip.",
            [
                "Write a second list in the morning: what was missing, what was superfluous.",
                "Cook the breakfast there as well.",
            ],
            only: "camp bushcraft backpack bikepack vanlife van trek"
        ),
        .tip(
            "a bird to know well",
            ["Get to know one common bird", "Begin with the one outside the window"],
            [
                "Rare birds make good stories, and common ones make good birdwatchers.",
                "Once you know one bird thoroughly, every other one is a comparison.",
            ],
            "Choose a bird that you see every day, and watch it for ten minutes at a time: how it moves, feeds, calls and quarrels.",
            ["Soon a stranger will stand out at once.", "Learn its voice next, since most birds are heard first."],
            only: "bird"
        ),
        .tip(
            "listening first",
            ["Listen before you lift the binoculars", "A minute with closed eyes"],
            ["Ears look in all directions at once.", "In leaves and dim light, voices are all there is."],
            "Begin each outing with a minute of listening, point in the direction of every voice, and follow the one you know least.",
            ["Learn one new voice a month and no more.", "Describe it in your own words, however silly they sound."],
            only: "bird wildlife nature forest"
        ),
        .tip(
            "a list for one place",
            ["Keep a list for a single place", "The same corner, all year round"],
            ["A list of one place is a calendar, a map and a diary.", "Change can be seen only from a fixed point."],
            "Adopt one small spot, visit it for a quarter of an hour every week or two, and write down what is there, common things included.",
            [
                "The quiet visits matter as much as the exciting ones.",
                "In the second year you will begin to expect things, and be surprised.",
            ],
            only: "bird nature wildlife insect butterfl botan tree mushroom forag conservation ecolog park"
        ),
        .tip(
            "one museum room",
            ["See one room instead of the whole museum", "Forty minutes and a bench"],
            ["After an hour of looking, one sees frames.", "Nobody reads a library in an afternoon, either."],
            "Choose one room, stay for forty minutes, look at three things for ten each, and leave while you are still curious.",
            [
                "Buy the postcard of the one you would like to see again.",
                "Short visits can be repeated, and long ones seldom are.",
            ],
            only: "museum city art galler sightsee culture"
        ),
        .tip(
            "a walk without a sight",
            ["Take a line to its end and walk back", "A walk through ordinary streets"],
            [
                "Sights look as they do in the pictures, and ordinary streets do not.",
                "A city is what happens between the places in the guide.",
            ],
            "Ride a tram or bus to its last stop in daylight, and walk back part of the way, looking at shops, doors and gardens.",
            ["Note three things that would be different at home.", "Sit down somewhere without a view, and listen."],
            only: "city tour sightsee travel urban town weekend"
        ),
        .tip(
            "patience at the water",
            ["Watch the water before the first cast", "Ten minutes without a rod"],
            [
                "The fish are there already, and they have noticed you.",
                "Hasty feet on the bank spoil more than a poor cast.",
            ],
            "Stand back, watch the current, the shade and the insects for ten minutes, and decide where you would be if you were a fish.",
            [
                "Write down the place, the hour and what was moving.",
                "Know the local rules, and handle what you release with wet hands.",
            ],
            only: "fish fly angl river lake"
        ),
    ]
}
