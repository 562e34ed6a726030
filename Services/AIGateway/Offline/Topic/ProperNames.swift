/// Words with a spelling of their own.
enum ProperNames {
    /// How a word is spelled wherever it stands; `nil` when nothing is known about it.
    static func spelling(of word: Word, isTitle: Bool) -> String? {
        if let spelling = self.spellings[word.key] { return spelling }
        // Words like "swift" or "may" are names only where they were written so, which in a title says little.
        let candidates = isTitle ? self.languages : self.ambiguous.union(self.languages)
        if candidates.contains(word.key), word.text.first?.isUppercase == true { return Casing.capitalized(word.key) }
        if word.key.hasSuffix("'s"), let owner = self.spellings[String(word.key.dropLast(2))] { return owner + "'s" }
        return nil
    }

    /// Whether a word is certainly no name, by a list and by its ending.
    static func isCommon(_ key: String) -> Bool {
        if self.spellings[key] != nil { return false }
        if FrameWords.isFrame(key) || Field.knows(key) || People.isPeople(key) || self.common.contains(key) {
            return true
        }
        return [
            "ing", "tion", "tions", "ment", "ments", "ness", "ship", "ity", "ance", "ence", "ism", "ology", "graphy",
        ]
        .contains { key.hasSuffix($0) && key.count > $0.count + 1 }
    }

    private static let ambiguous: Set<String> = Set(
        words: """
            go march may turkey apple amazon mercury earth orange oracle elixir shell spring flask meta notion slack zoom word
            excel outlook windows access chrome safari edge signal square stripe shopify mint august jordan georgia chad nice
            reading bath cork split lima
            """
    )

    /// Also words of other meaning, but names more often than not.
    private static let languages: Set<String> = Set(
        words: "swift rust python java ruby polish julia scala react angular mars venus jupiter saturn china fedora"
    )

    /// Names of more than one word, which each word alone would not be.
    static let phrases: [String] = [
        "Premier League", "Champions League", "Formula One", "World Cup", "Super Bowl", "Tour de France", "Star Wars",
        "Star Trek", "Harry Potter", "New York", "San Francisco", "Los Angeles", "Hong Kong", "New Zealand",
        "South Africa",
        "South Korea", "North America", "South America", "Latin America", "United Kingdom", "United States",
        "Middle East",
        "Middle Ages", "European Union", "Silicon Valley", "Black Forest", "Great Britain", "Northern Ireland",
        "Costa Rica", "Sri Lanka", "Saudi Arabia", "Rio de Janeiro", "Buenos Aires", "Cape Town", "Google Cloud",
        "Visual Studio", "Raspberry Pi", "Power BI", "Ruby on Rails", "Bible study", "K-pop",
    ]

    private static let spellings: [String: String] = {
        var spellings: [String: String] = [:]
        for name in names.split(whereSeparator: \.isWhitespace) { spellings[name.lowercased()] = String(name) }
        return spellings
    }()

    private static let names = """
        AI API APIs AR AWS B2B B2C BBQ CAD CEO CEOs CFO CFOs CI CMS CNC COO CPU CRM CSS CSV CTO CTOs CV DIY DNA DNS ESG EU EV
        EVs FAQ FAQs FIFA GDP GDPR GIS GPS GPT GPU GPUs HIV HR HTML HTTP IBM IKEA IoT IPO ISO IT JSON KPI KPIs LED LGBTQ
        LGBTQ+ LLM LLMs ML NASA NATO NBA NFL NFT NFTs NGO NGOs NHL NHS NLP OKR OKRs PC PDF PHP PR PTA QA R&D ROI RSS RPG SaaS
        SDK SEM SEO SME SMEs SMS SQL SRE SREs SSL TCP TLS TV UI UK UN URL US USA USB UX VAT VPN VR XML YAML
        Kubernetes Docker Terraform Ansible Linux Ubuntu Debian PostgreSQL Postgres MySQL MariaDB MongoDB Redis Kafka
        RabbitMQ Grafana Prometheus OpenTelemetry Jenkins GitHub GitLab Git JavaScript TypeScript Node.js Next.js Vue.js
        GraphQL WordPress Django Laravel Kotlin Haskell Clojure Erlang Fortran COBOL MATLAB Arduino Zigbee Bluetooth macOS
        iOS iPhone iPad Android Microsoft Google Facebook Instagram YouTube TikTok LinkedIn Twitter Reddit Netflix Spotify
        Pinterest WhatsApp Telegram Mastodon Bluesky Wikipedia OpenAI ChatGPT Anthropic Gemini Claude Nvidia Intel Tesla
        Toyota Volkswagen BMW Samsung Sony Nintendo PlayStation Xbox Minecraft Lego LEGO Disney Marvel Pokémon Photoshop
        Figma Blender Salesforce HubSpot Airbnb Uber Bitcoin Ethereum Etsy eBay PayPal Zabbix Nagios Azure Obsidian Airtable
        English Spanish French German Italian Portuguese Dutch Swedish Norwegian Danish Finnish Icelandic Russian Ukrainian
        Czech Slovak Hungarian Romanian Bulgarian Greek Turkish Arabic Hebrew Persian Hindi Urdu Bengali Tamil Punjabi
        Japanese Chinese Mandarin Cantonese Korean Vietnamese Thai Indonesian Malay Filipino Swahili Yoruba Zulu Latin Irish
        Welsh Scottish Gaelic Catalan Basque Croatian Serbian Slovenian Estonian Latvian Lithuanian Esperanto
        American British European African Asian Canadian Australian Mexican Brazilian Indian Swiss Austrian Belgian Nordic
        Scandinavian Mediterranean Caribbean Victorian Roman Byzantine Ottoman Egyptian Celtic Viking Vikings Buddhist
        Buddhism Christian Christianity Catholic Protestant Muslim Islam Islamic Jewish Judaism Hindu Hinduism Stoic Bible
        Quran Torah Montessori Shakespeare Bach Mozart Beethoven Chopin Picasso Tolkien Einstein Darwin Kant Plato Aristotle
        Africa Asia Europe America Americas Australia Antarctica Arctic Atlantic Pacific Argentina Austria Bangladesh Belgium
        Brazil Bulgaria Canada Chile Colombia Croatia Cuba Cyprus Denmark Egypt England Estonia Ethiopia Finland France
        Germany Ghana Greece Hungary Iceland India Indonesia Iran Iraq Ireland Israel Italy Jamaica Japan Kenya Korea Latvia
        Lebanon Lithuania Luxembourg Malaysia Malta Mexico Morocco Nepal Netherlands Nigeria Norway Pakistan Palestine Peru
        Philippines Poland Portugal Romania Russia Scotland Serbia Singapore Slovakia Slovenia Spain Sweden Switzerland Syria
        Taiwan Tanzania Thailand Tunisia Uganda Ukraine Uruguay Venezuela Vietnam Wales Zambia Zimbabwe
        Amsterdam Athens Atlanta Bangalore Bangkok Barcelona Beijing Berlin Boston Brussels Budapest Cairo Chicago Copenhagen
        Delhi Denver Dubai Dublin Edinburgh Florence Frankfurt Geneva Glasgow Hamburg Helsinki Istanbul Jakarta Jerusalem
        Johannesburg Karachi Kyiv Kyoto Lagos Lisbon London Madrid Manchester Melbourne Miami Milan Montreal Moscow Mumbai
        Munich Nairobi Naples Oslo Paris Philadelphia Porto Prague Rome Santiago Seattle Seoul Shanghai Stockholm Sydney
        Tallinn Tokyo Toronto Vancouver Venice Vienna Warsaw Zurich California Texas Florida Alaska Hawaii Tuscany Bavaria
        Provence Patagonia Himalaya Himalayas Alps Amazonas Nile Danube Rhine Balkans Sahara Siberia Bretagne Brittany
        Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February April June July September October November
        December Christmas Easter Ramadan Hanukkah Diwali Halloween Thanksgiving Olympics Olympic Bundesliga
        """

    private static let common: Set<String> = Set(
        words: """
            cost costs control life love day days time power nature light water fire air earth winter summer autumn fall spring
            old modern ancient early late big little green blue red black white hot cold dark deep slow fast quick better high
            low local global public private digital virtual social human natural organic urban rural ethical mindful small
            large open wild happy healthy smart simple classic vintage contemporary antique science fountain pen pens paper
            ink glass stone iron steel leather wool cotton toys tools machines vehicles rocket system systems solution
            solutions service services model models theory practice trade prices mind soul heart body skin hair makeup beauty
            perfume style trends fashion jobs skills ideas success motivation happiness gratitude kindness peace fear grief
            hope dreams faith prayer spirit wisdom knowledge truth beliefs habits goals plans problems questions puzzles
            riddles jokes magic mystery crime ghosts dinosaurs animals octopus octopuses whales sharks snakes spiders
            """
    )
}
