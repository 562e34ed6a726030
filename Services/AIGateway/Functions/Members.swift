import Contracts
import Offline
import Values

/// Reads the members of settings, or of an item's attributes, and says which one cannot be worked with. A member that is
/// null is one that is not there.
struct Members {
    private let json: JSON
    /// Where they stand in the message: `/settings`, `/items/0/attributes`.
    private let pointer: String

    /// - Throws: ``FieldError`` for what is no object.
    init(_ json: JSON, at pointer: String) throws(FieldError) {
        switch json {
        case .object, .null: break
        default: throw FieldError(pointer: pointer, message: "must be an object")
        }
        self.json = json
        self.pointer = pointer
    }

    private func fault(_ name: String, _ message: String) -> FieldError {
        FieldError(pointer: "\(self.pointer)/\(name)", message: message)
    }

    private func member(_ name: String) -> JSON? {
        guard let value = self.json[name], value != .null else { return nil }
        return value
    }

    private func string(_ name: String) throws(FieldError) -> String? {
        guard let value = self.member(name) else { return nil }
        guard let text = value.string else { throw self.fault(name, "must be a text") }
        return text
    }

    /// A text on one line, cleaned and cut; empty when there is none.
    ///
    /// - Parameter limit: In characters.
    func line(_ name: String, limit: Int = 500) throws(FieldError) -> String {
        Members.line(try self.string(name) ?? "", limit: limit)
    }

    /// A text on one line that there has to be.
    func someLine(_ name: String, limit: Int = 500) throws(FieldError) -> String {
        let line = try self.line(name, limit: limit)
        if line.isEmpty { throw self.fault(name, "must not be empty") }
        return line
    }

    /// A text of several lines, cleaned, without those that are empty.
    ///
    /// - Parameter limit: In bytes.
    func lines(_ name: String, limit: Int = 32_768) throws(FieldError) -> [String] {
        let text = try self.string(name) ?? ""
        if text.utf8.count > limit { throw self.fault(name, "must have at most \(limit) bytes") }
        return CleanText.lines(text)
    }

    /// A list of texts, each on one line; what is empty is left out.
    ///
    /// - Parameters:
    ///   - limit: Of each, in characters.
    ///   - most: How many are read.
    func list(_ name: String, limit: Int = 300, most: Int = 100) throws(FieldError) -> [String] {
        guard let value = self.member(name) else { return [] }
        guard let elements = value.array else { throw self.fault(name, "must be a list of texts") }
        var texts: [String] = []
        for element in elements.prefix(most) {
            guard let text = element.string else { throw self.fault(name, "must be a list of texts") }
            let line = Members.line(text, limit: limit)
            if !line.isEmpty { texts.append(line) }
        }
        return texts
    }

    /// A whole number; `nil` when there is none.
    func integer(_ name: String, in range: ClosedRange<Int>) throws(FieldError) -> Int? {
        guard let value = self.member(name) else { return nil }
        guard let integer = value.integer.flatMap({ Int(exactly: $0) }), range.contains(integer) else {
            throw self.fault(name, "must be a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return integer
    }

    /// The model that the settings name; `nil`: the default route.
    func model() throws(FieldError) -> String? {
        let name = try self.line("model", limit: 200)
        return name.isEmpty || name == ModelRoutes.defaultName ? nil : name
    }

    /// Cleaned and cut. One character may be a letter with thousands of marks, so these are bounded before.
    static func line(_ text: String, limit: Int) -> String {
        let head = String(String.UnicodeScalarView(text.unicodeScalars.prefix(limit * 8)))
        let clean = CleanText.line(head)
        let bounded = String(String.UnicodeScalarView(clean.unicodeScalars.prefix(limit * 4)))
        return CleanText.line(ShortText.cut(bounded, limit: limit))
    }
}

extension Members {
    /// The stage's settings.
    init(settings work: Work) throws(FieldError) { try self.init(work.settings, at: "/settings") }

    /// The attributes of an item that was given out.
    init(item index: Int, of work: Work) throws(FieldError) {
        try self.init(work.items[index].attributes, at: "/items/\(index)/attributes")
    }
}

extension Work {
    /// - Throws: ``FieldError`` unless there are as many items as can be worked on at a time, all of this kind.
    func require(_ count: ClosedRange<Int>, of kind: String) throws(FieldError) {
        guard count.contains(self.items.count) else {
            let number = count.upperBound == 1 ? "exactly one" : "\(count.lowerBound) to \(count.upperBound)"
            throw FieldError(pointer: "/items", message: "must have \(number), not \(self.items.count)")
        }
        for (index, item) in self.items.enumerated() where item.kind != kind {
            throw FieldError(pointer: "/items/\(index)/kind", message: "must be \(kind)")
        }
    }

    /// A text of an item's attributes, for what is only good to know: empty when there is none that can be read.
    static func line(_ item: Item, _ name: String, limit: Int = 300) -> String {
        Members.line(item.attributes[name]?.string ?? "", limit: limit)
    }
}
