/// Texts cut to a length, at the end of a sentence or of a word.
public enum ShortText {
    /// As many whole sentences as fit, else as many words, with an ellipsis.
    public static func cut(_ text: String, limit: Int) -> String {
        guard text.count > limit else { return text }
        let head = text.prefix(limit)
        var end: String.Index?
        var before: Character = " "
        for index in head.indices {
            if head[index] == " ", [".", "!", "?"].contains(before) { end = index }
            before = head[index]
        }
        if let end, head.distance(from: head.startIndex, to: end) * 2 > limit { return String(head[..<end]) }
        return self.words(text, limit: limit)
    }

    /// A title: whole, or the part before its colon or question mark, or its first words.
    public static func title(_ title: String, limit: Int) -> String {
        guard title.count > limit else { return title }
        if let colon = title.firstIndex(where: { ":?".contains($0) }), colon > title.startIndex {
            let head = String(title[...colon])
            let name = head.hasSuffix(":") ? String(head.dropLast()) : head
            if name.count <= limit { return name }
        }
        return self.words(title, limit: limit)
    }

    private static func words(_ text: String, limit: Int) -> String {
        var head = text.prefix(max(1, limit - 1))
        let isInsideWord = head.endIndex < text.endIndex && text[head.endIndex] != " "
        if isInsideWord, let space = head.lastIndex(of: " "), space > head.startIndex { head = head[..<space] }
        while let last = head.last, " ,;:–-(".contains(last) { head = head.dropLast() }
        return head + "…"
    }
}
