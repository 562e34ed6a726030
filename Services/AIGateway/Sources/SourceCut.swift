import Values

/// Cuts what a source gave to a size that can be kept: the beginning of lists, of objects (by the order of their names)
/// and of texts stays.
struct SourceCut {
    /// In bytes of JSON.
    static let perSource = 524_288
    /// For all sources of a run.
    static let perRun = 2_097_152
    /// Deeper values are left out: the snapshot nests them once more.
    static let deepest = 24

    private let redactor: Redactor
    private var left: Int
    private(set) var isCut = false

    /// - Parameter limit: In bytes of JSON.
    init(limit: Int, _ redactor: Redactor) {
        self.left = limit
        self.redactor = redactor
    }

    /// How much each of so many sources may have.
    static func share(of count: Int) -> Int { min(self.perSource, self.perRun / max(count, 1)) }

    mutating func cut(_ element: JSONElement, depth: Int = 0) -> JSON {
        if let text = element.string { return self.cut(text) }
        if element.isArray { return self.cut(elements: element.elements, depth: depth) }
        if element.isObject { return self.cut(members: element.members, depth: depth) }
        self.left -= element.raw.count + 1
        return JSON(element)
    }

    mutating func cut(_ text: String) -> JSON {
        let text = self.redactor.clean(text)
        // As much as it takes at least, quotes and comma included.
        let room = max(self.left - 3, 0)
        guard text.utf8.count > room else {
            self.left -= text.utf8.count + 3
            return .string(text)
        }
        self.isCut = true
        self.left = 0
        return .string(SourceCut.beginning(of: text, limit: room) + "…")
    }

    private static func beginning(of text: String, limit: Int) -> String {
        var count = 0
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            count += UTF8.width(scalar)
            if count > limit { break }
            scalars.append(scalar)
        }
        return String(scalars)
    }

    private mutating func cut(elements: [JSONElement], depth: Int) -> JSON {
        guard depth < SourceCut.deepest else {
            self.isCut = self.isCut || !elements.isEmpty
            return []
        }
        var kept: [JSON] = []
        self.left -= 2
        for (index, element) in elements.enumerated() {
            // A row that does not fit as a whole is left out, unless it would be the only one.
            if element.raw.count + 1 > self.left, index > 0 || self.left <= 0 {
                self.isCut = true
                break
            }
            kept.append(self.cut(element, depth: depth + 1))
        }
        return .array(kept)
    }

    private mutating func cut(members: [(key: String, value: JSONElement)], depth: Int) -> JSON {
        guard depth < SourceCut.deepest else {
            self.isCut = self.isCut || !members.isEmpty
            return [:]
        }
        var kept: [String: JSON] = [:]
        self.left -= 2
        for (key, value) in members.sorted(by: { $0.key < $1.key }) {
            let key = self.redactor.clean(key)
            self.left -= key.utf8.count + 4
            if self.left <= 0 {
                self.isCut = true
                break
            }
            kept[key] = self.cut(value, depth: depth + 1)
        }
        return .object(kept)
    }
}

extension UTF8 {
    /// How many bytes a scalar takes.
    fileprivate static func width(_ scalar: Unicode.Scalar) -> Int {
        switch scalar.value {
        case 0..<0x80: 1
        case 0x80..<0x800: 2
        case 0x800..<0x10000: 3
        default: 4
        }
    }
}
