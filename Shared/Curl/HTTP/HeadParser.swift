/// Puts the head of an answer together from the lines that libcurl hands over one by one.
struct HeadParser {
    /// A head with more bytes than this, all interim answers and trailers included, is refused.
    static let maximumSize = 64 << 10

    private let method: String
    private var status = 0
    private var headers = HTTPClient.Headers()
    private(set) var isComplete = false
    private var size = 0

    init(method: String) { self.method = method }

    enum Step {
        case more
        case head(HTTPClient.Head)
        case tooLarge
    }

    /// - Parameter line: With its line break.
    mutating func line(_ line: UnsafeRawBufferPointer) -> Step {
        self.size += line.count
        if self.size > Self.maximumSize { return .tooLarge }
        // Whatever follows the head of the final answer is a trailer, of no use here.
        if self.isComplete { return .more }
        let end = line.lastIndex { $0 != 0x0D && $0 != 0x0A }
        guard let end else { return self.end() }
        self.field(UnsafeRawBufferPointer(rebasing: line[...end]))
        return .more
    }

    private mutating func field(_ line: UnsafeRawBufferPointer) {
        if line.starts(with: "HTTP/".utf8) {
            // "HTTP/1.1 200 OK": libcurl has checked the form.
            let code = line.drop { $0 != 0x20 }.dropFirst().prefix(3)
            self.status = code.reduce(0) { $0 * 10 + Int($1 &- 0x30) }
            self.headers = HTTPClient.Headers()
        } else if line[0] == 0x20 || line[0] == 0x09 {
            self.headers.extendLast(with: Self.text(line[...]))
        } else if let colon = line.firstIndex(of: UInt8(ascii: ":")) {
            self.headers.add(Self.text(line[..<colon]), Self.text(line[(colon + 1)...]))
        }
    }

    private mutating func end() -> Step {
        // 100 Continue, 103 Early Hints: the answer itself is still to come.
        if self.status / 100 == 1 { return .more }
        self.isComplete = true
        return .head(HTTPClient.Head(status: self.status, headers: self.headers, isDelimited: self.isDelimited))
    }

    /// RFC 9112, section 6.3.
    private var isDelimited: Bool {
        if self.method == "HEAD" || [204, 304].contains(self.status) { return true }
        if let coding = self.headers.values(of: "Transfer-Encoding").last {
            return coding.lowercased().hasSuffix("chunked")
        }
        return self.headers["Content-Length"] != nil
    }

    private static func text(_ bytes: Slice<UnsafeRawBufferPointer>) -> String {
        let isSpace = { (byte: UInt8) in byte == 0x20 || byte == 0x09 }
        let trimmed = bytes.drop(while: isSpace).reversed().drop(while: isSpace).reversed()
        return String(decoding: Array(trimmed), as: UTF8.self)
    }
}
