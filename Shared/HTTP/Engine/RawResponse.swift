import Glibc

/// An answer as text, for the one place where the library cannot send it.
enum RawResponse {
    /// A complete answer that ends the connection.
    static func text(of response: Response) -> [UInt8] {
        guard case .bytes(let body) = response.body.content else { return [] }
        var head = "HTTP/1.1 \(response.status)\r\nDate: \(self.date())\r\nConnection: close\r\n"
        for field in response.headers.fields { head += "\(field.name): \(field.value)\r\n" }
        head += "Content-Length: \(body.count)\r\n\r\n"
        return Array(head.utf8) + body
    }

    /// As RFC 9110, section 5.6.7 has it.
    private static func date() -> String {
        var now = time(nil)
        var parts = tm()
        gmtime_r(&now, &parts)
        var text = [CChar](repeating: 0, count: 30)
        let count = strftime(&text, text.count, "%a, %d %b %Y %H:%M:%S GMT", &parts)
        return String(decoding: text[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
