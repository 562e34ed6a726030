/// The text form of events (WHATWG HTML, section 9.2.6, "Interpreting an event stream").
enum ServerSentEvent {
    /// - Throws: ``EventStreamError`` when `id` or `event` would end its line, or `id` holds NUL, which clients ignore.
    static func encode(id: String?, event: String?, data: some Collection<UInt8>) throws(EventStreamError) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(data.count + 64)
        if let id { try self.append("id: ", id, to: &text) }
        if let event { try self.append("event: ", event, to: &text) }
        // Every kind of line end starts a new line of data; the client joins them with LF.
        var rest = data[...]
        while true {
            text.append(contentsOf: "data: ".utf8)
            guard let end = rest.firstIndex(where: { $0 == 0x0A || $0 == 0x0D }) else { break }
            text.append(contentsOf: rest[..<end])
            text.append(0x0A)
            let isPair = rest[end] == 0x0D && rest[end...].dropFirst().first == 0x0A
            rest = rest[end...].dropFirst(isPair ? 2 : 1)
        }
        text.append(contentsOf: rest)
        text.append(0x0A)
        text.append(0x0A)
        return text
    }

    /// A comment, which clients ignore. Keeps proxies from closing the connection, and shows us whether it still is one.
    static let ping = Array(": ping\n\n".utf8)

    private static func append(_ field: String, _ value: String, to text: inout [UInt8]) throws(EventStreamError) {
        if value.utf8.contains(where: { $0 == 0x0A || $0 == 0x0D || $0 == 0 }) {
            throw EventStreamError(code: .invalidField, reason: "id and event must not hold a line end or NUL")
        }
        text.append(contentsOf: field.utf8)
        text.append(contentsOf: value.utf8)
        text.append(0x0A)
    }
}
