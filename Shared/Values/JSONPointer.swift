/// A place in a JSON value (RFC 6901): empty for the whole of it, else `/member/0/…`, with `~1` for a slash and `~0` for
/// a tilde within a name.
public struct JSONPointer: Hashable, Sendable, CustomStringConvertible {
    /// The names on the way, unescaped.
    public let names: [String]

    public init(_ names: [String]) { self.names = names }

    /// - Returns: `nil` for what does not begin with a slash, or has a tilde that stands for nothing.
    public init?(_ text: String) {
        if text.isEmpty {
            self.names = []
            return
        }
        guard text.utf8.first == UInt8(ascii: "/") else { return nil }
        var names: [String] = []
        for part in text.dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
            guard let name = JSONPointer.unescape(part) else { return nil }
            names.append(name)
        }
        self.names = names
    }

    private static func unescape(_ text: Substring) -> String? {
        var name = String.UnicodeScalarView()
        var isEscaped = false
        for scalar in text.unicodeScalars {
            switch (isEscaped, scalar) {
            case (true, "0"): name.append("~")
            case (true, "1"): name.append("/")
            case (true, _): return nil
            case (false, "~"):
                isEscaped = true
                continue
            case (false, _): name.append(scalar)
            }
            isEscaped = false
        }
        return isEscaped ? nil : String(name)
    }

    public func appending(_ name: String) -> JSONPointer { JSONPointer(self.names + [name]) }

    public var description: String {
        self.names.map { name in
            var text = "/"
            for scalar in name.unicodeScalars {
                switch scalar {
                case "~": text += "~0"
                case "/": text += "~1"
                default: text.unicodeScalars.append(scalar)
                }
            }
            return text
        }.joined()
    }

    /// What stands at the place; `nil` when there is nothing.
    public func find(in root: JSONElement) -> JSONElement? {
        var element = root
        for name in self.names {
            if element.isArray {
                guard let index = JSONPointer.index(name), let next = element.element(at: index) else { return nil }
                element = next
            } else {
                guard let next = element.members.first(where: { $0.key == name })?.value else { return nil }
                element = next
            }
        }
        return element
    }

    /// A number as the standard writes it: no sign, no zero in front.
    private static func index(_ name: String) -> Int? {
        guard let index = Int(name), index >= 0, "\(index)" == name else { return nil }
        return index
    }
}

extension JSONElement {
    fileprivate func element(at index: Int) -> JSONElement? {
        let elements = self.elements
        return elements.indices.contains(index) ? elements[index] : nil
    }
}
