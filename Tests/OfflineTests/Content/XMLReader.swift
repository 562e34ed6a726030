/// A strict reader of XML without entities of its own: tags must match, attributes are quoted and known, texts are
/// escaped, and no control character gets through.
enum XMLReader {
    struct Found {
        /// What is wrong; `nil` when nothing is.
        var fault: String?
        /// The elements in the order of their beginnings.
        var elements: [String] = []
    }

    static func read(_ text: String, allowed: [String: Set<String>]) -> Found {
        var found = Found()
        var open: [String] = []
        for scalar in text.unicodeScalars where scalar.value < 0x20 && scalar != "\n" || scalar.value == 0x202E {
            found.fault = "control character \(scalar.value)"
            return found
        }
        var rest = text[...]
        while let character = rest.first {
            if character != "<" {
                let content = rest.prefix { $0 != "<" }
                if let fault = self.textFault(content) { found.fault = fault }
                rest = rest.dropFirst(content.count)
                continue
            }
            guard let end = rest.firstIndex(of: ">") else {
                found.fault = "unclosed tag"
                return found
            }
            var tag = rest[rest.index(after: rest.startIndex)..<end]
            rest = rest[rest.index(after: end)...]
            if tag.hasPrefix("/") {
                if open.popLast() != String(tag.dropFirst()) { found.fault = "<\(tag)> closes another element" }
                continue
            }
            let isEmpty = tag.hasSuffix(" /")
            if isEmpty { tag = tag.dropLast(2) }
            let name = String(tag.prefix { $0 != " " })
            found.elements.append(name)
            guard let attributes = allowed[name] else {
                found.fault = "<\(name)> does not belong here"
                return found
            }
            if let fault = self.attributeFault(tag.dropFirst(name.count), attributes) {
                found.fault = "<\(name)>: \(fault)"
            }
            if !isEmpty { open.append(name) }
        }
        if let name = open.first { found.fault = "<\(name)> is never closed" }
        return found
    }

    private static func textFault(_ text: Substring) -> String? {
        if text.contains(">") { return "unescaped > in \"\(text)\"" }
        var rest = text
        while let index = rest.firstIndex(of: "&") {
            let entity = rest[index...].prefix(6)
            if !["&amp;", "&lt;", "&gt;", "&quot;"].contains(where: { entity.hasPrefix($0) }) {
                return "unescaped & in \"\(text)\""
            }
            rest = rest[rest.index(after: index)...]
        }
        return nil
    }

    private static func attributeFault(_ text: Substring, _ allowed: Set<String>) -> String? {
        var rest = text
        while !rest.isEmpty {
            guard rest.first == " ", let equals = rest.firstIndex(of: "=") else { return "no attribute in \"\(rest)\"" }
            let name = String(rest[rest.index(after: rest.startIndex)..<equals])
            guard allowed.contains(name) else { return "attribute \(name)" }
            rest = rest[rest.index(after: equals)...]
            guard rest.first == "\"", let end = rest.dropFirst().firstIndex(of: "\"") else {
                return "\(name) is not quoted"
            }
            if let fault = self.textFault(rest[rest.index(after: rest.startIndex)..<end]) { return fault }
            rest = rest[rest.index(after: end)...]
        }
        return nil
    }
}
