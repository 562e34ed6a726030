/// The value of a header field. One that would break the header apart cannot be made.
public struct HeaderValue: Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
    /// What goes over the wire, in UTF-8.
    public let text: String

    /// - Throws: ``HeaderValueError`` for CR, LF, NUL and other control characters but the tab (RFC 9110, section 5.5).
    public init(validating text: String) throws(HeaderValueError) {
        // On bytes: for Swift's characters "\r\n" is one, which is neither "\r" nor "\n".
        for (offset, byte) in text.utf8.enumerated() where ASCII.isControl(byte) && byte != UInt8(ascii: "\t") {
            throw HeaderValueError(byte: byte, offset: offset)
        }
        self.text = text
    }

    public init(_ number: some BinaryInteger) { self.text = "\(number)" }

    /// A value in source code; stops the program when it holds a control character.
    public init(stringLiteral text: StaticString) {
        do throws(HeaderValueError) {
            try self.init(validating: "\(text)")
        } catch {
            preconditionFailure("not a header value: \(error)")
        }
    }

    /// For text that is known to hold no control characters.
    init(unchecked text: String) { self.text = text }

    public var description: String { self.text }
}

/// A header value holds a character that would end it, and let whoever wrote it write the lines below.
public struct HeaderValueError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The character.
    public let byte: UInt8
    /// Where in the value, in bytes from its start.
    public let offset: Int

    /// Never repeats the value.
    public var description: String {
        let name =
            switch self.byte {
            case 0x00: "NUL"
            case 0x0A: "LF"
            case 0x0D: "CR"
            default: "control character \(self.byte)"
            }
        return "a header value must not contain \(name) (byte \(self.offset))"
    }
}
