/// What a mail server answered to one command (RFC 5321, section 4.2).
public struct SMTPReply: Hashable, Sendable, CustomStringConvertible, CustomDebugStringConvertible {
    /// Three digits; the first says whether it was a yes (2, 3), a not now (4) or a no (5).
    public let code: Int
    /// For example `5.1.1` (RFC 3463); `nil` when the server sends none, or one that contradicts the code.
    public let enhancedStatus: String?
    /// The words after code and status, lines joined by spaces, without control characters, cut to
    /// ``maximumTextSize`` bytes. Written by the server: to be shown as text, and to be trusted no further.
    public let text: String

    /// Of ``text``, in bytes of UTF-8. RFC 5321, section 4.5.3.1.5, allows a line 512.
    public static let maximumTextSize = 512

    public init(code: Int, enhancedStatus: String? = nil, text: String = "") {
        self.code = code
        self.enhancedStatus = enhancedStatus
        self.text = text
    }

    public var isPositive: Bool { self.code / 100 == 2 }
    /// The server asks to try later.
    public var isTransientRefusal: Bool { self.code / 100 == 4 }
    /// The same command will be refused again.
    public var isPermanentRefusal: Bool { self.code / 100 == 5 }

    /// Code and status. The server's words often repeat the recipient's address, so they are left to those who ask.
    public var description: String {
        [String(self.code), self.enhancedStatus].compactMap(\.self).joined(separator: " ")
    }

    public var debugDescription: String { self.text.isEmpty ? self.description : "\(self.description) \(self.text)" }
}
