/// Puts replies together from the server's lines, as libcurl does, and makes their text harmless.
struct SMTPReplyParser {
    private var text: [UInt8] = []

    /// - Parameter line: With its line break.
    /// - Returns: A reply, when this line was the last one of it. A line that did not arrive whole is none.
    mutating func line(_ line: UnsafeRawBufferPointer) -> SMTPReply? {
        guard line.last == 0x0A, line.count >= 4, let code = Self.code(line) else { return nil }
        let rest = line.dropFirst(4).prefix { $0 != 0x0A && $0 != 0x0D }
        // One byte more than is kept, so that the cut is noticed.
        let room = SMTPReply.maximumTextSize + Self.longestStatus + 1 - self.text.count
        if !self.text.isEmpty, !rest.isEmpty { self.text.append(0x20) }
        self.text.append(contentsOf: self.withoutRepeatedStatus(rest).prefix(max(0, room)))
        // "250-" goes on, "250 " and a bare "250" end the reply.
        guard line[3] == 0x20 || line.count == 5 else { return nil }
        defer { self.text = [] }
        let (status, text) = Self.split(self.text, code: code)
        return SMTPReply(code: code, enhancedStatus: status, text: Self.clean(text))
    }

    /// "5.123.123 " and a separating space.
    private static let longestStatus = 11

    private static func code(_ line: UnsafeRawBufferPointer) -> Int? {
        var code = 0
        for byte in line.prefix(3) {
            guard byte.isDigit else { return nil }
            code = code * 10 + Int(byte - UInt8(ascii: "0"))
        }
        return [0x20, UInt8(ascii: "-"), 0x0D].contains(line[3]) ? code : nil
    }

    /// Each line of a reply repeats the enhanced status (RFC 2034, section 4); once is enough.
    private func withoutRepeatedStatus(_ line: Slice<UnsafeRawBufferPointer>) -> Slice<UnsafeRawBufferPointer> {
        guard let status = Self.status(Array(line.prefix(Self.longestStatus))), !self.text.isEmpty,
            self.text.starts(with: line.prefix(status))
        else { return line }
        return line.dropFirst(status).drop { $0 == 0x20 }
    }

    private static func split(_ text: [UInt8], code: Int) -> (status: String?, text: ArraySlice<UInt8>) {
        guard let length = self.status(text), Int(text[0] - UInt8(ascii: "0")) == code / 100 else {
            return (nil, text[...])
        }
        return (String(decoding: text[..<length], as: UTF8.self), text[length...].drop { $0 == 0x20 })
    }

    /// - Returns: How many bytes of an enhanced status the text begins with (RFC 3463, section 2).
    private static func status(_ text: [UInt8]) -> Int? {
        guard let first = text.first, [UInt8(ascii: "2"), UInt8(ascii: "4"), UInt8(ascii: "5")].contains(first) else {
            return nil
        }
        var index = 1
        for _ in 0..<2 {
            guard index < text.count, text[index] == UInt8(ascii: ".") else { return nil }
            let digits = text[(index + 1)...].prefix { $0.isDigit }.count
            guard (1...3).contains(digits) else { return nil }
            index += 1 + digits
        }
        return index == text.count || text[index] == 0x20 ? index : nil
    }

    /// Control characters, escape sequences among them, become spaces, runs of spaces one, and what is no UTF-8 is
    /// marked.
    private static func clean(_ bytes: ArraySlice<UInt8>) -> String {
        var text = ""
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
            let isBlank = scalar.value <= 0x20 || (0x7F...0xA0).contains(scalar.value)
            let isLineBreak = scalar.value == 0x2028 || scalar.value == 0x2029
            if isBlank || isLineBreak {
                if !text.isEmpty, text.unicodeScalars.last != " " { text.append(" ") }
            } else {
                if text.utf8.count + UTF8.width(scalar) > SMTPReply.maximumTextSize { break }
                text.unicodeScalars.append(scalar)
            }
        }
        if text.utf8.last == 0x20 { text.removeLast() }
        return text
    }
}

extension UInt8 {
    fileprivate var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
}
