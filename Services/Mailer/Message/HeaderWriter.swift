import Values

/// Writes header fields (RFC 5322, section 2.2), folded where that is allowed.
struct HeaderWriter {
    private(set) var bytes: [UInt8] = []

    /// Lines are kept to this length where they can be (RFC 5322, section 2.1.1).
    private static let preferredLength = 78
    /// No line may be longer (RFC 5322, section 2.1.1).
    private static let maximumLength = 998
    /// Lines with an encoded word (RFC 2047, section 2).
    private static let encodedLength = 76

    /// A value of our own making, on one line.
    mutating func plain(_ name: String, _ value: String) throws(FieldError) {
        try self.write(name, words: [Array(value.utf8)])
    }

    /// Free text (`unstructured`, RFC 5322, section 2.2.1) that arrives exactly as it is, spaces included.
    mutating func text(_ name: String, _ text: String) throws(FieldError) {
        try Self.check(name, text)
        let words = Self.words(text)
        // Longer words would make long lines; encoded, they can be folded.
        if Self.isPlain(text), words.allSatisfy({ $0.count <= 60 }) { return try self.write(name, words: words) }
        try self.write(name, words: self.encoded(text, after: name), limit: Self.encodedLength)
    }

    /// A value that may have a syntax of its own: ASCII stays as it is, however long its words are.
    mutating func value(_ name: String, _ text: String) throws(FieldError) {
        try Self.check(name, text)
        if text.utf8.allSatisfy({ $0 < 0x80 }) {
            // Spaces that are not single ones would not survive a line break among them.
            return try self.write(name, words: Self.hasSingleSpaces(text) ? Self.words(text) : [Array(text.utf8)])
        }
        try self.write(name, words: self.encoded(text, after: name), limit: Self.encodedLength)
    }

    mutating func mailbox(_ name: String, _ mailbox: Mailbox) throws(FieldError) {
        let address = Array("<\(mailbox.address.canonical)>".utf8)
        guard let display = mailbox.name, !display.isEmpty else {
            return try self.write(name, words: [Array(address.dropFirst().dropLast())])
        }
        try Self.check(name, display)
        if !Self.isPlain(display, allowsSpaces: true) || display.utf8.count > 60 {
            return try self.write(
                name,
                words: self.encoded(display, after: name) + [address],
                limit: Self.encodedLength
            )
        }
        let isAtoms = Self.isPlain(display) && display.utf8.allSatisfy { $0.isAtomText || $0 == 0x20 }
        let phrase = isAtoms ? Array(display.utf8) : Self.quoted(display)
        try self.write(name, words: [phrase, address])
    }

    /// An identifier without its brackets: two dot-atoms (RFC 5322, section 3.6.4, without the obsolete forms).
    mutating func messageID(_ name: String, _ id: String) throws(FieldError) {
        let parts = id.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
        let isValid =
            parts.count == 2 && id.utf8.count <= 250
            && parts.allSatisfy { part in
                part.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
                    .allSatisfy { !$0.isEmpty && $0.allSatisfy(\.isAtomText) }
            }
        guard isValid else {
            throw Self.error(name, "must be like left@right, of letters, digits, dots and hyphens, up to 250 bytes")
        }
        try self.write(name, words: [Array("<\(id)>".utf8)])
    }

    /// A URL in brackets on one line, however long: some of those who read List-Unsubscribe do not unfold it.
    mutating func url(_ name: String, _ url: String) throws(FieldError) {
        guard HeaderWriter.isSecure(url),
            url.utf8.allSatisfy({ (0x21...0x7E).contains($0) && !"<>\"\\^`{|}".utf8.contains($0) })
        else { throw Self.error(name, "must be an https URL in printable ASCII") }
        try self.write(name, words: [Array("<\(url)>".utf8)])
    }

    /// `https`, or plain HTTP to this machine, where there is nobody in between: for trying out.
    private static func isSecure(_ url: String) -> Bool {
        ["https://", "http://127.0.0.1:", "http://localhost:", "http://[::1]:"].contains { prefix in
            url.utf8.starts(with: prefix.utf8) && url.utf8.count > prefix.utf8.count
        }
    }

    // MARK: - Writing

    /// - Parameter words: Separated by spaces, or by line breaks where a line would get too long.
    private mutating func write(
        _ name: String,
        words: [[UInt8]],
        limit: Int = HeaderWriter.preferredLength
    ) throws(FieldError) {
        self.bytes += name.utf8
        self.bytes.append(UInt8(ascii: ":"))
        var length = name.utf8.count + 1
        for (index, word) in words.enumerated() {
            // The first word stays beside the name, if that is not itself a long one: a name alone on its line is allowed,
            // and not understood by all.
            if index > 0 || limit == Self.encodedLength, length + 1 + word.count > limit {
                self.bytes += "\r\n".utf8
                length = 0
            }
            self.bytes.append(0x20)
            self.bytes += word
            length += 1 + word.count
            if length > Self.maximumLength {
                throw Self.error(name, "makes a line of more than \(Self.maximumLength) bytes")
            }
        }
        self.bytes += "\r\n".utf8
    }

    private func encoded(_ text: String, after name: String) -> [[UInt8]] {
        EncodedWord.words(text, firstLimit: Self.encodedLength - name.utf8.count - 2)
    }

    // MARK: - Looking

    /// All checks work on bytes and code points: for Swift, CR LF is one character, and neither of its halves is found
    /// in it.
    private static func check(_ name: String, _ text: String) throws(FieldError) {
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x0A, 0x0D, 0x85, 0x2028, 0x2029: throw Self.error(name, "must not contain a line break")
            case 0: throw Self.error(name, "must not contain NUL")
            case 1...0x1F, 0x7F...0x9F: throw Self.error(name, "must not contain a control character")
            default: break
            }
        }
    }

    /// Whether a reader who decodes the text gets back what was written: ASCII, nothing that looks like an encoded word,
    /// and no spaces that unfolding or trimming could change.
    private static func isPlain(_ text: String, allowsSpaces: Bool = false) -> Bool {
        let bytes = Array(text.utf8)
        if bytes.contains(where: { $0 >= 0x80 }) || self.contains(bytes, "=?") { return false }
        return allowsSpaces || self.hasSingleSpaces(text)
    }

    /// Between words only.
    private static func hasSingleSpaces(_ text: String) -> Bool {
        text.utf8.first != 0x20 && text.utf8.last != 0x20 && !self.contains(Array(text.utf8), "  ")
    }

    private static func contains(_ bytes: [UInt8], _ pair: StaticString) -> Bool {
        zip(bytes, bytes.dropFirst()).contains { $0 == pair.utf8Start[0] && $1 == pair.utf8Start[1] }
    }

    private static func words(_ text: String) -> [[UInt8]] {
        text.utf8.split(separator: 0x20, omittingEmptySubsequences: false).map(Array.init)
    }

    /// RFC 5322, section 3.2.4.
    private static func quoted(_ text: String) -> [UInt8] {
        var quoted = [UInt8(ascii: "\"")]
        for byte in text.utf8 {
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { quoted.append(UInt8(ascii: "\\")) }
            quoted.append(byte)
        }
        return quoted + [UInt8(ascii: "\"")]
    }

    private static func error(_ name: String, _ message: String) -> FieldError {
        FieldError(pointer: "/headers/\(name)", message: message)
    }
}
