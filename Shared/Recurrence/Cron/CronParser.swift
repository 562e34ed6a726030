/// Reads cron expressions character by character, so that every error has its place.
struct CronParser {
    /// What one field says.
    struct FieldSet {
        var bits: UInt64 = 0
        var hasLast = false
        var startsWithStar = false
        /// Where it begins.
        var position = 0
    }

    /// What the five fields say.
    struct Sets {
        fileprivate var fields = [FieldSet](repeating: FieldSet(), count: CronField.allCases.count)
        subscript(_ field: CronField) -> FieldSet {
            get { self.fields[field.rawValue] }
            set { self.fields[field.rawValue] = newValue }
        }
    }

    /// In characters. A list of all sixty minutes, written out, has 169.
    static let maximumLength = 500
    private static let shortForms: [String: [Unicode.Scalar]] = [
        "@hourly": Array("0 * * * *".unicodeScalars), "@daily": Array("0 0 * * *".unicodeScalars),
        "@midnight": Array("0 0 * * *".unicodeScalars), "@weekly": Array("0 0 * * 0".unicodeScalars),
        "@monthly": Array("0 0 1 * *".unicodeScalars), "@yearly": Array("0 0 1 1 *".unicodeScalars),
        "@annually": Array("0 0 1 1 *".unicodeScalars),
    ]

    private var characters: [Unicode.Scalar]
    private var position = 0

    init(_ text: String) { self.characters = Array(text.unicodeScalars) }

    mutating func parse() throws(CronError) -> Sets {
        if self.characters.count > CronParser.maximumLength {
            throw CronError(CronParser.maximumLength, "must have at most \(CronParser.maximumLength) characters")
        }
        self.skipBlanks()
        if self.next == "@" { try self.expandShortForm() }
        var sets = Sets()
        for field in CronField.allCases {
            self.skipBlanks()
            guard self.next != nil else { throw self.missing(field) }
            sets[field] = try self.field(field)
        }
        self.skipBlanks()
        if self.next != nil {
            throw self.error("has more than five fields: minute, hour, day of month, month, day of week; no seconds")
        }
        return sets
    }

    // MARK: - Parts

    private mutating func expandShortForm() throws(CronError) {
        let start = self.position
        var word = ""
        while let character = self.next, !CronParser.isBlank(character) {
            word.unicodeScalars.append(character)
            self.position += 1
        }
        self.skipBlanks()
        guard let form = CronParser.shortForms[word.lowercased()] else {
            throw CronError(start, "is not one of @hourly, @daily, @weekly, @monthly and @yearly")
        }
        if self.next != nil { throw self.error("must end after \(word)") }
        self.characters = form
        self.position = 0
    }

    private func missing(_ field: CronField) -> CronError {
        if field == .minute { return self.error("is empty; it needs five fields, like 0 9 * * 1") }
        return self.error("has \(field.rawValue) of five fields; the \(field.title) is missing")
    }

    private mutating func field(_ field: CronField) throws(CronError) -> FieldSet {
        var set = FieldSet(startsWithStar: self.next == "*", position: self.position)
        try self.item(field, &set)
        while self.next == "," {
            self.position += 1
            try self.item(field, &set)
        }
        if let next = self.next, !CronParser.isBlank(next) { throw self.unexpected(next, field) }
        return set
    }

    private mutating func item(_ field: CronField, _ set: inout FieldSet) throws(CronError) {
        let low: Int
        var high: Int
        if self.next == "*" {
            self.position += 1
            low = field.range.lowerBound
            high = field == .weekday ? 6 : field.range.upperBound
        } else if self.next == "L" || self.next == "l", field == .day {
            self.position += 1
            set.hasLast = true
            if self.next == "-" { throw self.error("cannot follow L, which is the last day and no other") }
            if self.next == "W" || self.next == "w" { throw self.unexpected("W", field) }
            return
        } else {
            low = try self.number(field)
            guard self.next == "-" else {
                if self.next == "/" {
                    throw self.stepWithoutRange(low, field)
                }
                set.bits |= 1 << UInt64(low)
                return
            }
            self.position += 1
            let start = self.position
            high = try self.number(field)
            // A week may end on Sunday.
            if field == .weekday, high == 0, low > 0 { high = 7 }
            if high < low { throw CronError(start, "ends a range before it begins: give two ranges, with a comma") }
        }
        var step = 1
        if self.next == "/" {
            self.position += 1
            step = try self.step()
        }
        for value in stride(from: low, through: high, by: step) { set.bits |= 1 << UInt64(value) }
    }

    /// A number or a name.
    private mutating func number(_ field: CronField) throws(CronError) -> Int {
        let start = self.position
        guard let first = self.next, !CronParser.isBlank(first) else {
            throw self.error("lacks a number for the \(field.title)")
        }
        if CronParser.isLetter(first), !field.names.isEmpty { return try self.name(field) }
        guard let value = self.digits() else { throw self.unexpected(first, field) }
        guard field.range.contains(value) else {
            let range = field.range
            throw CronError(start, "must be \(range.lowerBound) to \(range.upperBound) for the \(field.title)")
        }
        return value
    }

    private mutating func name(_ field: CronField) throws(CronError) -> Int {
        let start = self.position
        var word = ""
        while let character = self.next, CronParser.isLetter(character) {
            word.unicodeScalars.append(character)
            self.position += 1
        }
        guard let index = field.names.firstIndex(of: word.lowercased()) else {
            if word.lowercased() == "l" {
                throw CronError(start, "can stand for the last day of the month only, in the third field")
            }
            let example = field == .month ? "jan" : "mon"
            throw CronError(start, "is not a \(field.title); names have three letters, like \(example)")
        }
        return field.range.lowerBound + index
    }

    private func stepWithoutRange(_ low: Int, _ field: CronField) -> CronError {
        self.error("is a step, which needs a range before it, like \(low)-\(field.range.upperBound)/5")
    }

    private mutating func step() throws(CronError) -> Int {
        let start = self.position
        guard let step = self.digits() else { throw self.error("lacks the number of a step") }
        if step == 0 { throw CronError(start, "must not be 0: a step of 0 never comes to an end") }
        return step
    }

    /// A number without a sign; one of more than four digits is 9999, which no field takes.
    private mutating func digits() -> Int? {
        var value: Int?
        while let digit = self.next, ("0"..."9").contains(digit) {
            value = min(9999, (value ?? 0) * 10 + Int(digit.value - 48))
            self.position += 1
        }
        return value
    }

    // MARK: - Characters

    private var next: Unicode.Scalar? {
        self.position < self.characters.count ? self.characters[self.position] : nil
    }

    private mutating func skipBlanks() {
        while let character = self.next, CronParser.isBlank(character) { self.position += 1 }
    }

    private static func isBlank(_ character: Unicode.Scalar) -> Bool { character == " " || character == "\t" }

    private static func isLetter(_ character: Unicode.Scalar) -> Bool {
        ("a"..."z").contains(character) || ("A"..."Z").contains(character)
    }

    private func error(_ message: String) -> CronError { CronError(self.position, message) }

    private func unexpected(_ character: Unicode.Scalar, _ field: CronField) -> CronError {
        switch character {
        case "?": self.error("has a ?, which is not known here: write *")
        case "#": self.error("has a #, which is not known here: there is no way to name the nth weekday of a month")
        case "W", "w": self.error("has a W, which is not known here: there is no way to name the nearest weekday")
        case "L", "l": self.error("has an L where none can be: it is the last day of the month, in the third field")
        case "@": self.error("has an @, which can only be the first character, as in @daily")
        default: self.error("cannot be read here: the \(field.title) takes numbers, * , - and /")
        }
    }
}
