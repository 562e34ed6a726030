/// A strict reader of the HTML that the renderer writes: every rule of well-formed XML that matters there, and the rules
/// of the house (inline styles, no scripts, nothing remote).
enum Markup {
    private static let allowed: [String: Set<String>] = [
        "html": ["lang", "dir", "style"], "head": [], "meta": ["charset", "name", "content"], "title": [],
        "body": ["style"], "div": ["style", "role", "lang", "dir"], "p": ["style"], "h1": ["style"], "h2": ["style"],
        "ul": ["style"], "li": ["style"], "hr": ["style"],
    ]

    /// What is wrong; `nil` when nothing is.
    static func fault(in html: String) -> String? {
        let start = "<!DOCTYPE html>\n"
        guard html.hasPrefix(start) else { return "no doctype" }
        var open: [String] = []
        var rest = Substring(html.dropFirst(start.count))
        var roots = 0
        while let character = rest.first {
            if character != "<" {
                let length = rest.utf8.prefix { $0 != UInt8(ascii: "<") }.count
                let text = rest[..<rest.utf8.index(rest.startIndex, offsetBy: length)]
                if let fault = self.textFault(text) { return fault }
                if open.isEmpty, text.contains(where: { !$0.isWhitespace }) { return "text outside the document" }
                rest = rest[text.endIndex...]
                continue
            }
            guard let end = rest.utf8.firstIndex(of: UInt8(ascii: ">")) else { return "unclosed tag" }
            let tag = rest[rest.index(after: rest.startIndex)..<end]
            rest = rest[rest.index(after: end)...]
            if tag.hasPrefix("/") {
                guard open.popLast() == String(tag.dropFirst()) else {
                    return "</\(tag.dropFirst())> closes another element"
                }
                continue
            }
            let isEmpty = tag.hasSuffix(" /")
            let name = String(tag.prefix { $0 != " " })
            guard let attributes = self.allowed[name] else { return "<\(name)> does not belong here" }
            if let fault = self.attributeFault(tag.dropFirst(name.count).dropLast(isEmpty ? 2 : 0), allowed: attributes)
            {
                return "<\(name)>: \(fault)"
            }
            if open.isEmpty { roots += 1 }
            if !isEmpty { open.append(name) }
        }
        if !open.isEmpty { return "<\(open[0])> is never closed" }
        return roots == 1 ? nil : "\(roots) roots"
    }

    private static func textFault(_ text: Substring) -> String? {
        if text.utf8.contains(UInt8(ascii: ">")) || text.utf8.contains(UInt8(ascii: "\"")) {
            return "unescaped character in \"\(text)\""
        }
        guard text.utf8.contains(UInt8(ascii: "&")) else { return nil }
        var rest = text
        while let index = rest.firstIndex(of: "&") {
            let entity = rest[index...].prefix(6)
            guard ["&amp;", "&lt;", "&gt;", "&quot;"].contains(where: { entity.hasPrefix($0) }) else {
                return "unescaped ampersand in \"\(text)\""
            }
            rest = rest[rest.index(after: index)...]
        }
        return nil
    }

    private static func attributeFault(_ text: Substring, allowed: Set<String>) -> String? {
        var rest = text
        var seen: Set<String> = []
        while !rest.isEmpty {
            guard rest.first == " " else { return "no space before an attribute" }
            rest = rest.dropFirst()
            guard let equals = rest.firstIndex(of: "=") else { return "attribute without a value" }
            let name = String(rest[..<equals])
            guard allowed.contains(name), seen.insert(name).inserted else { return "attribute \(name)" }
            rest = rest[rest.index(after: equals)...]
            guard rest.first == "\"", let end = rest.dropFirst().firstIndex(of: "\"") else {
                return "\(name) is not quoted"
            }
            let value = rest[rest.index(after: rest.startIndex)..<end]
            if value.contains("<") || value.contains("url(") || value.contains("://") { return "\(name)=\(value)" }
            rest = rest[rest.index(after: end)...]
        }
        return nil
    }
}
