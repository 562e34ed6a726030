import Values

/// Collects what is wrong with an output, each with the member it concerns.
struct Faults {
    private(set) var found: [FieldError] = []

    mutating func add(_ pointer: String, _ message: String) {
        self.found.append(FieldError(pointer: pointer, message: message))
    }

    /// A text of 1 to `limit` characters, or of none where that is allowed.
    mutating func check(_ text: String, _ pointer: String, limit: Int, mayBeEmpty: Bool = false) {
        if text.isEmpty {
            if !mayBeEmpty { self.add(pointer, "must not be empty") }
        } else if text.count > limit {
            self.add(pointer, "must have at most \(limit) characters")
        }
    }

    /// A list of `least` to `limit` members.
    mutating func check(count: Int, _ pointer: String, least: Int = 0, limit: Int, of what: String) {
        if count < least { self.add(pointer, "must have at least \(least) \(what)") }
        if count > limit { self.add(pointer, "must have at most \(limit) \(what)") }
    }
}
