extension Archetype {
    static let communityTopics: [Archetype] = [
        .tip(
            "a plan for the day",
            ["Write the day backwards", "Plan the event from the last guest home"],
            [
                "Events fail at the edges: the key, the chairs, the way home.",
                "Everyone thinks of the programme, and few of the washing-up.",
            ],
            "Start with the moment when the door is locked again, and write down, step by step, what has to happen before it.",
            ["Put a name beside each step.", "Whatever has no name by Wednesday is cancelled or simplified."],
            only: "event festival meetup conference concert exhibition community neighbour neighbor club"
        ),
        .tip(
            "a corner for talking",
            ["Make room for talk", "Leave gaps in the programme"],
            [
                "People come for the programme and return because of the people.",
                "The best part of most events is the break.",
            ],
            "Shorten the programme by a quarter, put tables where people stand, and ask two members to bring strangers together.",
            [
                "Name badges with a first name and an interest start conversations.",
                "Say at the beginning when the breaks are.",
            ],
            only: "event festival meetup conference community neighbour neighbor club church member"
        ),
        .tip(
            "a plan for rain",
            ["Decide about the rain today", "Have a second plan"],
            [
                "It is easier to decide about bad weather in sunshine.",
                "Thirty people in a yard ask thirty different questions.",
            ],
            "Settle what happens if it rains, who decides, by what hour, and where people can look it up.",
            [
                "Print it on the invitation.",
                "A second plan that is never needed has cost you one evening and spared you many calls.",
            ],
            only: "event festival village neighbour neighbor community local sport"
        ),
        .tip(
            "an honest request",
            ["Ask for a sum with a purpose", "Say what the money will do"],
            [
                "\"Please support us\" is an open hand; \"this roof costs that much\" is a plan.",
                "People give to people, and for something they can picture.",
            ],
            "Name one thing, its cost, and what will be different when it is there, and ask in person where you can.",
            [
                "Tell them when it has been reached, and with a picture.",
                "Thank within two days, before anything else.",
            ],
            only: "fundrais donat charit nonprofit non-profit ngo church club school pta"
        ),
        .tip(
            "a call of thanks",
            ["Call a donor just to say thank you", "A call without a request"],
            [
                "Most letters from a charity contain an envelope for more.",
                "A call that asks for nothing is remembered.",
            ],
            "Call three supporters this week, thank them for a particular gift, and ask why they care about the cause.",
            ["Write their reasons down in their own words.", "Those reasons belong in your next appeal."],
            only: "fundrais donat charit nonprofit non-profit ngo alumni member"
        ),
        .tip(
            "a short shift",
            ["Offer shifts of two hours", "Make helping finite"],
            ["Many fear that one yes will last for ever.", "Helpers who know when it ends come back."],
            "Divide the work into shifts with a beginning, an end and a person in charge, and let people choose.",
            [
                "Let nobody work two in a row without asking.",
                "Finish with something to drink, and with a thank-you by name.",
            ],
            only: "volunteer charit nonprofit non-profit ngo event community club"
        ),
        .tip(
            "a question to helpers",
            ["Ask why they came, and why they stay", "Listen to those who help"],
            [
                "Everyone helps for a different reason, and most of the reasons are modest.",
                "A task that fits a person's reason does not feel like work.",
            ],
            "Ask each helper once a year what they would like to learn, to meet or to give up, and change one thing accordingly.",
            [
                "Those who are tired should be allowed to stop with honour.",
                "Note the answers where your successor will find them.",
            ],
            only: "volunteer charit nonprofit non-profit ngo community club scout church"
        ),
        .tip(
            "a corner of the newsletter",
            ["Let a different member write three lines", "Give others a voice"],
            ["Reports by the committee sound like the committee.", "People read what their neighbours have written."],
            "Ask one member per issue for three lines: what they do here, since when, and what they would like to see.",
            ["Edit lightly, and keep their way of speaking.", "The next one is chosen by the last."],
            only: "club church parish community member association neighbour neighbor school village local pta"
        ),
        .tip(
            "a noticeboard for needs",
            ["Collect offers and wishes", "Who has, who needs?"],
            [
                "In every street there are twelve drills and one missing ladder.",
                "Neighbours help gladly, once they know.",
            ],
            "Hang up a sheet with two columns, offers and wishes, and bring the first entries yourself.",
            ["Connect two entries each week, in person.", "Take down what is done, and say that it worked."],
            only: "neighbour neighbor village community local town mutual street"
        ),
        .tip(
            "a walk round the area",
            ["Walk round together", "Look at your area on foot"],
            [
                "From a car nobody sees the bench that is missing.",
                "A place is understood at the speed of a pram or a walking frame.",
            ],
            "Invite five people of different ages to walk for half an hour, and write down what each of them stops at.",
            [
                "Choose one thing that can be changed without permission.",
                "Send the rest of the list to whoever is responsible, with photos and thanks.",
            ],
            only: "neighbour neighbor village local town council civic municipal community street park"
        ),
        .tip(
            "a bridge between ages",
            ["Pair young and old for one task", "Two generations, one job"],
            [
                "Each generation believes the other to be busy.",
                "Side by side is an easier way to talk than face to face.",
            ],
            "Find one task that needs two kinds of knowledge, and pair people who would not otherwise meet.",
            [
                "Plan a break in the middle, for that is where the talking happens.",
                "Ask both afterwards what they learned.",
            ],
            only: "church parish club school community neighbour neighbor village youth scout famil"
        ),
        .tip(
            "an easier beginning",
            ["Make the first visit easy", "Explain what regulars know"],
            [
                "Where to stand, what to bring, when to sing: regulars no longer notice that they know.",
                "Being a stranger is hard work.",
            ],
            "Write half a page for someone who comes for the first time, with everything that would be embarrassing to ask.",
            ["Let a newcomer check it.", "Put it where people look before they come."],
            only: "church parish congregation club association meetup choir scout society member"
        ),
    ]
}
