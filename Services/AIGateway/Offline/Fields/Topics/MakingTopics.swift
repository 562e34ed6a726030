extension Archetype {
    static let makingTopics: [Archetype] = [
        .tip(
            "a week with one lens",
            ["Keep one focal length for a week", "Move your feet instead of the zoom"],
            [
                "Choice at the fingertips makes the feet lazy.",
                "Someone who knows one angle of view sees the picture before raising the camera.",
            ],
            "Use a single focal length for seven days, and solve everything else by walking.",
            [
                "You will begin to see frames without the camera.",
                "At the end, look at what you missed; it tells you which lens you need, if any.",
            ],
            only: "photo camera film"
        ),
        .tip(
            "a look at light",
            ["Look at the light before you look at the subject", "Where does the light come from?"],
            [
                "A dull thing in good light beats a fine thing in bad light.",
                "Light has a direction, a hardness and a colour, and all three can be named.",
            ],
            "Before each picture, say to yourself where the light comes from, and turn yourself or the subject once to see the difference.",
            [
                "Photograph one object at a window at three times of the day.",
                "Soon you will notice good light without a camera, too.",
            ],
            only: "photo camera film video portrait"
        ),
        .tip(
            "a contact sheet",
            ["Make fewer pictures, and choose them better", "Ten frames for one scene"],
            [
                "Hundreds of pictures postpone the choice and make it harder.",
                "Editing is half of photography, and it happens in a chair.",
            ],
            "Allow yourself ten frames for a scene, print or lay out all ten side by side, and choose one the next day.",
            ["Say why it is that one; the reason is your taste.", "Keep the nine others for a year, and look again."],
            only: "photo camera film"
        ),
        .tip(
            "a smaller page",
            ["Write a page a day and stop", "Leave off in mid-thought"],
            ["A chapter is a weight, and a page is an errand.", "Those who wait for the mood write at Christmas."],
            "Set yourself one page, at the same time each day, and stop when it is full, even in the middle of a sentence.",
            ["The unfinished sentence is tomorrow's way in.", "Do not read back before the week is over."],
            only: "writ fiction novel journal story essay screenwriting poet blog memoir"
        ),
        .tip(
            "an overheard line",
            ["Collect the way people talk", "Listen on the bus"],
            [
                "Invented talk explains, and real talk avoids.",
                "People seldom answer the question that they were asked.",
            ],
            "Write down three lines that you overhear this week, exactly, with their gaps and repetitions.",
            ["Let a character of yours say one of them.", "Names and details that could identify anyone stay out."],
            only: "writ fiction novel story screenwriting poet theatre drama"
        ),
        .tip(
            "a cut",
            ["Take out a tenth", "Shorten it, and see what remains"],
            [
                "Almost any text is better when it is a tenth shorter.",
                "What one is proudest of is the first place to look.",
            ],
            "Count the words, take away a tenth without changing the sense, and compare the versions the next morning.",
            [
                "Begin with words that only prepare for other words.",
                "Save what you cut in a file of its own, which makes cutting painless.",
            ],
            only: "writ fiction novel journal story essay poet blog screenwriting copy"
        ),
        .tip(
            "the difficult bar",
            ["Practise the join, not the piece", "Two notes before, two notes after"],
            [
                "One plays from the beginning, stumbles at the same place, and begins again.",
                "Difficult passages are usually difficult at one join.",
            ],
            "Find the exact place, play the two notes before and after it ten times, and only then the whole line.",
            [
                "Start the next session with that join, while you are fresh.",
                "The rest of the piece is not offended by waiting.",
            ],
            only: "music guitar piano violin drum ukulele sing choir song band"
        ),
        .tip(
            "a recording",
            ["Record one minute a week", "Hear yourself as others do"],
            [
                "While playing, one hears what one intends.",
                "The telephone in your pocket is a stern and honest teacher.",
            ],
            "Record the same minute every Sunday, listen once on Monday, and write down one thing to keep and one to change.",
            ["After two months, listen to the first and the last.", "Nobody else ever has to hear them."],
            only: "music guitar piano violin drum ukulele sing choir song band podcast voice"
        ),
        .tip(
            "a tune by ear",
            ["Find one tune by ear", "Close the book for five minutes"],
            ["Notes on paper keep the ear unemployed.", "A tune that you found yourself is never forgotten."],
            "Choose a simple melody that everyone knows, find its first note by trying, and work your way along, a few notes a day.",
            ["Wrong notes are information about where the right one is.", "Then try to begin it from another note."],
            only: "music guitar piano violin ukulele sing song"
        ),
        .tip(
            "a drawing of gaps",
            ["Draw the spaces between things", "Look at the shapes that are not there"],
            [
                "One draws what one knows, and a chair one knows is never the chair one sees.",
                "Spaces have no names, so nothing gets in the way of seeing them.",
            ],
            "Choose a chair or a plant, and draw only the gaps between its parts; leave the thing itself white.",
            [
                "The proportions will be better than usual.",
                "Do it for ten minutes, three days running, with the same object.",
            ],
            only: "draw sketch paint illustrat art watercol comic"
        ),
        .tip(
            "a limited palette",
            ["Work with three colours", "Mix more, buy less"],
            [
                "A large box of colours teaches one to choose and not to mix.",
                "Pictures made from few colours hold together by themselves.",
            ],
            "Take three colours and white, make a chart of what they give in pairs, and paint one small thing with nothing else.",
            ["Write the mixtures beside each patch.", "You will discover greys that no tube contains."],
            only: "paint watercol illustrat art draw acrylic"
        ),
        .tip(
            "a look at tones",
            ["Squint before you start", "Find the three tones"],
            [
                "Details are tempting, and they come last.",
                "A picture is read by its light and dark long before its lines.",
            ],
            "Squint until the details disappear, and sketch the subject in three tones, on a piece of paper the size of a playing card.",
            ["If the small one works, the large one has a chance.", "Make two with different tones, and choose."],
            only: "draw sketch paint illustrat art watercol photo comic"
        ),
        .tip(
            "a rule for measuring",
            ["Measure twice, and mark once", "Measure against the piece itself"],
            [
                "Numbers carried from one side of the room to the other change on the way.",
                "Small errors add up in one direction.",
            ],
            "Hold the part against the place where it belongs, mark it there, and use the tape only to check.",
            [
                "Mark the side that is thrown away with a cross.",
                "When many parts are to be equal, make one and copy that one every time.",
            ],
            only: "wood carpent sew quilt craft leather metal furniture"
        ),
        .tip(
            "a record of the project",
            ["Write a card for every project", "Keep the label, the needle size and the date"],
            [
                "Two years later, someone wants the same in another size.",
                "What seems unforgettable during the work is gone by the next season.",
            ],
            "Keep one card per project with the material, the tools, the changes you made and a snippet of what is left.",
            ["Add what you would do differently.", "A box of such cards is better than any pattern book."],
            only: "knit crochet sew quilt embroider weav craft potter ceramic yarn"
        ),
    ]
}
