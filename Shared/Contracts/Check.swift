public import Values

/// Collects what is wrong with an input, so that all of it is said at once.
public struct Check {
    public private(set) var errors: [FieldError] = []

    public init() {}

    public mutating func require(_ condition: Bool, _ pointer: String, _ message: String) {
        if !condition { self.errors.append(FieldError(pointer: pointer, message: message)) }
    }

    public mutating func add(_ errors: [FieldError]) { self.errors += errors }

    /// A name for people: one line, no control characters, and none that turn the direction of writing around or are not
    /// seen at all, and so make one name look like another.
    public mutating func line(_ text: String, _ pointer: String, limit: Int = 200) {
        self.require(!Check.isBlank(text), pointer, "must not be empty")
        self.require(text.unicodeScalars.count <= limit, pointer, "must have at most \(limit) characters")
        self.require(Check.isLine(text), pointer, "must not contain control characters or line breaks")
    }

    /// A text for people or models, of several lines.
    public mutating func text(_ text: String, _ pointer: String, limit: Int) {
        self.require(!Check.isBlank(text), pointer, "must not be empty")
        self.require(text.utf8.count <= limit, pointer, "must have at most \(limit) bytes")
        let isClean = text.unicodeScalars.allSatisfy { $0.value >= 0x20 || "\t\n\r".unicodeScalars.contains($0) }
        self.require(isClean, pointer, "must not contain control characters")
    }

    /// Whether there is nothing to be seen in a text: spaces, and characters that leave no mark.
    static func isBlank(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { $0.properties.isWhitespace || $0.properties.isDefaultIgnorableCodePoint }
    }

    /// Whether a text is one line for every reader. Looks at scalars: in Swift "\r\n" is one character, which is neither
    /// "\r" nor "\n".
    ///
    /// The joiners U+200C and U+200D are left: Persian and the families among the emoji are written with them.
    public static func isLine(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { scalar in
            switch scalar.value {
            case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029: false
            // What turns the direction around.
            case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: false
            // What is not seen: spaces without width, deprecated formats, annotations, tags.
            case 0x200B, 0x2060...0x2065, 0x206A...0x206F, 0xFEFF, 0xFFF9...0xFFFB, 0xE0000...0xE007F: false
            default: true
            }
        }
    }
}
