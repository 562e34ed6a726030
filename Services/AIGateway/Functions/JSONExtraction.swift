import Values

/// Finds the JSON in what a model has written: alone, in a fenced block, after a greeting, behind its thoughts.
enum JSONExtraction {
    /// Texts are tried at so many places at most: each try costs a pass over the rest.
    private static let maximumTries = 64

    /// The value of the whole text, or else the largest object or array in it.
    ///
    /// - Throws: ``OutputFaults`` with what is wrong with the text, when no part of it is JSON.
    static func json(in text: String) throws(OutputFaults) -> JSONElement {
        let bytes = Array(text.utf8)
        let failure: JSONError
        do throws(JSONError) {
            return try JSONDocument(bytes).root
        } catch {
            failure = error
        }
        if let found = self.largest(in: bytes[self.afterThoughts(bytes)...]) { return found }
        throw OutputFaults(self.words(failure, bytes))
    }

    /// What a model has to know to do better.
    private static func words(_ error: JSONError, _ bytes: [UInt8]) -> String {
        if error.code == .empty { return "the answer is empty" }
        let first = bytes.first { $0 > 0x20 }
        let last = bytes.last { $0 > 0x20 }
        let isCut = first == UInt8(ascii: "{") && last != UInt8(ascii: "}")
        let place = String(decoding: bytes[..<min(error.offset, bytes.count)].suffix(40), as: UTF8.self)
        return "\(error)\(isCut ? ", the text is cut off" : ""), after: \(place)"
    }

    /// Where the answer begins: some models write their thoughts first, between tags, and those may hold JSON too.
    private static func afterThoughts(_ bytes: [UInt8]) -> Int {
        let end = Array("</think>".utf8)
        guard bytes.count >= end.count else { return 0 }
        for start in stride(from: bytes.count - end.count, through: 0, by: -1)
        where bytes[start] == end[0] && bytes[start..<start + end.count].elementsEqual(end) {
            return start + end.count
        }
        return 0
    }

    private static func largest(in text: ArraySlice<UInt8>) -> JSONElement? {
        var best: JSONDocument?
        var start = text.startIndex
        var tries = 0
        while start < text.endIndex, tries < self.maximumTries {
            guard text[start] == UInt8(ascii: "{") || text[start] == UInt8(ascii: "[") else {
                start += 1
                continue
            }
            tries += 1
            guard let end = self.end(of: text[start...]), let document = try? JSONDocument(Array(text[start..<end]))
            else {
                start += 1
                continue
            }
            if document.bytes.count > best?.bytes.count ?? 0 { best = document }
            start = end
        }
        return best?.root
    }

    /// Behind the bracket that closes the first one.
    private static func end(of text: ArraySlice<UInt8>) -> Int? {
        var depth = 0
        var isInString = false
        var index = text.startIndex
        while index < text.endIndex {
            switch text[index] {
            case UInt8(ascii: "\\") where isInString: index += 1
            case UInt8(ascii: "\""): isInString.toggle()
            case UInt8(ascii: "{") where !isInString, UInt8(ascii: "[") where !isInString: depth += 1
            case UInt8(ascii: "}") where !isInString, UInt8(ascii: "]") where !isInString:
                depth -= 1
                if depth == 0 { return index + 1 }
            default: break
            }
            index += 1
        }
        return nil
    }
}
