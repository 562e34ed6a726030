@testable import Offline

/// Keywords that somebody who writes about one field would have.
enum KeywordSamples {
    /// 120 of home coffee brewing.
    static let coffee: [String] = lines(
        """
        best coffee beans for espresso
        arabica vs robusta
        single origin coffee beans
        light roast vs dark roast
        how to store coffee beans
        fresh roasted coffee beans online
        coffee bean subscription
        organic coffee beans
        decaf coffee beans
        whole bean coffee vs ground coffee
        burr coffee grinder
        best manual coffee grinder
        how to clean a coffee grinder
        coffee grinder settings for french press
        blade vs burr grinder
        electric coffee grinder for espresso
        coffee grind size chart
        coarse ground coffee for cold brew
        espresso grind size
        grinder for pour over coffee
        pour over coffee ratio
        how to make pour over coffee
        pour over coffee maker
        chemex vs v60
        v60 pour over technique
        chemex brewing guide
        hario v60 filters
        gooseneck kettle for pour over
        pour over coffee for beginners
        pour over water temperature
        french press coffee ratio
        how to use a french press
        french press brewing time
        best french press coffee maker
        french press vs drip coffee
        how to clean a french press
        french press grind size
        french press cold brew
        insulated french press
        french press for camping
        how to make cold brew coffee
        cold brew coffee ratio
        cold brew concentrate recipe
        cold brew vs iced coffee
        best cold brew coffee maker
        how long to steep cold brew
        cold brew caffeine content
        nitro cold brew at home
        cold brew with milk
        cold brew storage time
        home espresso machine
        best espresso machine under 500
        espresso machine cleaning
        how to pull an espresso shot
        espresso extraction time
        espresso shot ratio
        semi automatic espresso machine
        super automatic espresso machine
        descale espresso machine
        espresso tamper size
        moka pot coffee
        how to use a moka pot
        moka pot vs espresso
        moka pot grind size
        best moka pot for induction
        clean moka pot
        aeropress recipe
        aeropress vs french press
        inverted aeropress method
        aeropress filters
        aeropress travel kit
        aeropress espresso style
        milk frother for latte
        how to steam milk
        latte art for beginners
        best milk for latte art
        oat milk latte
        cappuccino vs latte
        flat white recipe
        how to froth milk without a frother
        milk frothing pitcher
        iced latte recipe
        coffee scale with timer
        coffee to water ratio
        how much coffee per cup
        golden ratio coffee
        coffee brewing temperature
        best water for coffee
        hard water and coffee taste
        water filter for coffee machine
        why is my coffee bitter
        why is my coffee sour
        how to fix weak coffee
        coffee tastes burnt
        coffee extraction explained
        over extracted coffee
        under extracted espresso
        drip coffee maker cleaning
        best drip coffee maker
        drip coffee maker with grinder
        coffee maker with thermal carafe
        reusable coffee filter
        paper vs metal coffee filter
        coffee filter sizes
        siphon coffee maker
        turkish coffee pot
        how to make turkish coffee
        vietnamese coffee filter
        percolator coffee
        coffee roasting at home
        home coffee roaster
        green coffee beans for roasting
        coffee roast levels
        first crack coffee roasting
        coffee tasting notes
        coffee flavor wheel
        coffee cupping at home
        is decaf coffee healthy
        how much caffeine in espresso
        coffee bar ideas for home
        """
    )

    /// 40 of small gardens, with other spellings and words of intent.
    static let garden: [String] = lines(
        """
        raised bed gardening for beginners
        Raised Bed Soil Mix
        how deep should a raised bed be
        raised bed vs in-ground garden
        best wood for raised beds
        cheap raised garden beds
        TOMATO PLANT CARE
        how to prune tomato plants
        why are my tomato leaves curling
        tomato plant spacing
        best tomatoes for containers
        tomato blight treatment
        compost bin for small garden
        how to start composting
        what can you compost
        compost vs fertilizer
        worm composting at home
        compost smells bad
        balcony herb garden
        growing basil indoors
        how to harvest basil
        mint in pots
        rosemary plant dying
        herb garden ideas
        slug control without chemicals
        how to get rid of aphids
        natural pest control garden
        aphids on roses
        companion planting chart
        drip irrigation kit
        self-watering planters
        how often to water seedlings
        watering can vs hose
        rain barrel setup
        starting seeds indoors
        seed starting mix recipe
        grow lights for seedlings
        when to transplant seedlings
        pruning roses in winter
        how to plant bare root roses
        """
    )

    /// What no keyword should look like.
    static let hostile: [String] = [
        "", " ", "\u{0}\u{7}\u{1B}[31m", "<script>alert(1)</script>", "]]><!-- x", "a & b \"c\" 'd'", "🇩🇪🏳️‍🌈👨‍👩‍👧‍👦",
        "🌱🍅 tomato",
        "קפה שחור", "\u{202E}evil\u{202C} قهوة", "手冲咖啡比例", "コーヒー豆の保存方法", "Kaffeemühle reinigen für Anfänger", "%",
        "100% % arabica",
        "{{topic}} ${x} %@ \\(y)", "t\u{300}\u{301}\u{302}e\u{304}a", "vs", "how to", "what is", "best", "of the and",
        "2026",
        String(repeating: "a", count: 10_000), String(repeating: "tea ", count: 2500),
        String(repeating: "咖", count: 10_000),
        "e" + String(repeating: "\u{301}", count: 10_000), "\r\nBcc: a@b.c", "...", "- - -", "COFFEE!!!", "coffee",
        "Coffee", "coffee",
    ]

    static func keywords(_ texts: [String]) -> [Keyword] {
        texts.enumerated().map { Keyword(id: "k\($0.offset)", text: $0.element) }
    }

    private static func lines(_ text: String) -> [String] { text.split(separator: "\n").map(String.init) }
}
