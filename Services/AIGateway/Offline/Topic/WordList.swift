extension Set<String> {
    /// The words of a text, which may have several lines: long lists stay readable that way.
    init(words list: String) { self.init(list.split(whereSeparator: \.isWhitespace).map(String.init)) }
}
