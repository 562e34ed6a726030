import Values

/// Collects what is wrong with an answer while it is read.
struct AnswerReader {
    private(set) var faults: [FieldError] = []

    mutating func add(_ pointer: String, _ message: String) {
        self.faults.append(FieldError(pointer: pointer, message: message))
    }

    /// The members of a list; a fault when there is none.
    mutating func list(_ element: JSONElement?, _ pointer: String) -> [JSONElement] {
        guard let element, element.isArray else {
            self.add(pointer, "must be a list")
            return []
        }
        return element.elements
    }

    /// A text on one line, cleaned and cut; a fault when there has to be one.
    mutating func line(
        _ element: JSONElement?,
        _ pointer: String,
        limit: Int,
        mayBeEmpty: Bool = false
    ) -> String {
        let line = Members.line(element?.string ?? "", limit: limit)
        if line.isEmpty, !mayBeEmpty { self.add(pointer, "must be a text that is not empty") }
        return line
    }

    /// The place in a list of one of its numbers, which begin at 1; a fault when it is none of them.
    mutating func place(_ element: JSONElement?, _ pointer: String, in count: Int, of what: String) -> Int? {
        guard let number = AnswerReader.number(element), (1...max(count, 1)).contains(number), count > 0 else {
            self.add(pointer, "must be the number of one of the \(what)")
            return nil
        }
        return number - 1
    }

    /// A number, also one that was written as a text.
    static func number(_ element: JSONElement?) -> Int? {
        if let integer = element?.integer { return Int(exactly: integer) }
        if let double = element?.double { return Int(exactly: double) }
        return element?.string.flatMap { Int(CleanNumber.digits($0)) }
    }

    /// What was read, unless something is wrong with it.
    func finish<Output>(_ output: Output) throws(OutputFaults) -> Output {
        if !self.faults.isEmpty { throw OutputFaults(self.faults) }
        return output
    }
}

private enum CleanNumber {
    /// A number as models write it into texts: `3`, `#3`, `3.`
    static func digits(_ text: String) -> Substring {
        var rest = text[...]
        while let first = rest.first, "# ".contains(first) { rest = rest.dropFirst() }
        while let last = rest.last, ". ".contains(last) { rest = rest.dropLast() }
        return rest.count <= 9 ? rest : ""
    }
}
