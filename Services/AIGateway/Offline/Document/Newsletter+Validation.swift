public import Values

extension Newsletter {
    /// Upper limits, in characters unless said otherwise. They are far above what a mail should have, and stop an answer
    /// that runs on for ever.
    public enum Limit {
        /// Mail readers show some 60; a header line of RFC 5322 holds 998 bytes.
        public static let subject = 200
        public static let preheader = 300
        public static let heading = 200
        public static let paragraph = 5000
        public static let point = 1000
        /// Per item.
        public static let paragraphs = 20
        /// Per item.
        public static let points = 50
        public static let items = 50
    }

    /// Everything that keeps this issue from being sent, each with the member it concerns.
    public func faults() -> [FieldError] {
        var faults: [FieldError] = []
        func check(_ text: String, _ pointer: String, limit: Int, mayBeEmpty: Bool = false) {
            if text.isEmpty {
                if !mayBeEmpty { faults.append(FieldError(pointer: pointer, message: "must not be empty")) }
            } else if text.count > limit {
                faults.append(FieldError(pointer: pointer, message: "must have at most \(limit) characters"))
            }
        }
        func check(_ count: Int, _ pointer: String, limit: Int, of what: String) {
            if count > limit {
                faults.append(FieldError(pointer: pointer, message: "must have at most \(limit) \(what)"))
            }
        }
        check(self.subject, "/subject", limit: Limit.subject)
        check(self.preheader, "/preheader", limit: Limit.preheader, mayBeEmpty: true)
        check(self.title, "/title", limit: Limit.heading)
        check(self.topic ?? "", "/topic", limit: Limit.heading, mayBeEmpty: true)
        check(self.dateline ?? "", "/dateline", limit: Limit.heading, mayBeEmpty: true)
        if !Language.isTag(self.language) {
            faults.append(FieldError(pointer: "/language", message: "must be a language tag like en or pt-BR"))
        }
        check(self.intro, "/intro", limit: Limit.paragraph)
        if self.items.isEmpty { faults.append(FieldError(pointer: "/items", message: "must have at least one item")) }
        check(self.items.count, "/items", limit: Limit.items, of: "items")
        for (index, item) in self.items.enumerated() {
            let pointer = "/items/\(index)"
            check(item.heading, pointer + "/heading", limit: Limit.heading)
            if item.paragraphs.isEmpty, item.list?.isEmpty ?? true {
                faults.append(FieldError(pointer: pointer, message: "must have a paragraph or a list"))
            }
            check(item.paragraphs.count, pointer + "/paragraphs", limit: Limit.paragraphs, of: "paragraphs")
            check(item.list?.count ?? 0, pointer + "/list", limit: Limit.points, of: "points")
            for (index, paragraph) in item.paragraphs.enumerated() {
                check(paragraph, pointer + "/paragraphs/\(index)", limit: Limit.paragraph)
            }
            for (index, point) in (item.list ?? []).enumerated() {
                check(point, pointer + "/list/\(index)", limit: Limit.point)
            }
        }
        check(self.closing, "/closing", limit: Limit.paragraph, mayBeEmpty: true)
        check(self.label ?? "", "/label", limit: Limit.paragraph, mayBeEmpty: true)
        return faults
    }

    /// The same issue with every text on one line and free of control and direction characters.
    public func cleaned() -> Newsletter {
        Newsletter(
            subject: CleanText.line(self.subject),
            preheader: CleanText.line(self.preheader),
            title: CleanText.line(self.title),
            topic: self.topic.map(CleanText.line),
            dateline: self.dateline.map(CleanText.line),
            language: self.language,
            intro: CleanText.line(self.intro),
            items: self.items.map { item in
                Item(
                    heading: CleanText.line(item.heading),
                    paragraphs: item.paragraphs.map(CleanText.line),
                    list: item.list?.map(CleanText.line)
                )
            },
            closing: CleanText.line(self.closing),
            label: self.label.map(CleanText.line)
        )
    }
}
