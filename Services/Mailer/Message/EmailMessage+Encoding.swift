public import Values

extension EmailMessage {
    /// Header fields that the properties stand for, or that a message to one recipient must not have.
    private static let reserved = [
        "bcc", "cc", "date", "from", "list-unsubscribe", "list-unsubscribe-post", "message-id", "mime-version",
        "received",
        "reply-to", "return-path", "subject", "to",
    ]

    /// Cannot occur in quoted-printable text, where an underscore never follows an equals sign.
    private static let boundary = "=_stagecoach"

    /// The message as bytes for SMTP: ASCII, every line ended by CR LF and of at most 998 bytes.
    ///
    /// - Throws: ``FieldError`` whose pointer names the header field (`/headers/Subject`) or the part (`/text`).
    public func encoded() throws(FieldError) -> [UInt8] {
        var writer = HeaderWriter()
        try writer.plain("Date", self.date.internetMessageFormat)
        try writer.mailbox("From", self.from)
        if let replyTo { try writer.mailbox("Reply-To", replyTo) }
        try writer.mailbox("To", self.to)
        try writer.messageID("Message-ID", self.id)
        try writer.text("Subject", self.subject)
        if let unsubscribe {
            try writer.url("List-Unsubscribe", unsubscribe)
            try writer.plain("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")
        }
        for (index, header) in self.headers.enumerated() {
            try Self.check(header, index)
            try writer.value(header.name, header.value)
        }
        try writer.plain("MIME-Version", "1.0")
        try writer.plain("Content-Type", "multipart/alternative; boundary=\"\(Self.boundary)\"")
        var message = writer.bytes
        // The last form is the one that a reader prefers (RFC 2046, section 5.1.4).
        try Self.append("plain", self.text, "/text", to: &message)
        try Self.append("html", self.html, "/html", to: &message)
        message += "\r\n--\(Self.boundary)--\r\n".utf8
        return message
    }

    private static func append(
        _ subtype: String,
        _ text: String,
        _ pointer: String,
        to message: inout [UInt8]
    ) throws(FieldError) {
        if text.utf8.contains(0) { throw FieldError(pointer: pointer, message: "must not contain NUL") }
        message += "\r\n--\(self.boundary)\r\n".utf8
        message += "Content-Type: text/\(subtype); charset=utf-8\r\n".utf8
        message += "Content-Transfer-Encoding: quoted-printable\r\n\r\n".utf8
        QuotedPrintable.append(text.utf8, to: &message)
    }

    private static func check(_ header: Header, _ index: Int) throws(FieldError) {
        // Printable ASCII without the colon (RFC 5322, section 3.6.8).
        guard (1...76).contains(header.name.utf8.count),
            header.name.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != UInt8(ascii: ":") })
        else { throw FieldError(pointer: "/headers/\(index)", message: "is not the name of a header field") }
        let name = String(decoding: header.name.utf8.map(\.lowercased), as: UTF8.self)
        if self.reserved.contains(name) || name.hasPrefix("content-") {
            throw FieldError(pointer: "/headers/\(header.name)", message: "is set by the message itself")
        }
    }
}
