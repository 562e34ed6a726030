/// Splits a stream of server-sent events (WHATWG HTML, section 9.2) into the data of each event.
///
/// Works on bytes: a piece may end in the middle of a line, of a line's end, or of a character.
struct EventStreamParser {
    private var line: [UInt8] = []
    private var data: [UInt8] = []
    private var hasData = false
    private var mayBeHalfAnEnd = false
    private var isFirstLine = true

    /// Takes what has arrived.
    ///
    /// - Returns: The data of the events that it completes, those without data left out.
    mutating func take(_ piece: [UInt8]) -> [[UInt8]] {
        var events: [[UInt8]] = []
        for byte in piece {
            if self.mayBeHalfAnEnd, byte == 0x0A {
                self.mayBeHalfAnEnd = false
                continue
            }
            self.mayBeHalfAnEnd = byte == 0x0D
            guard byte == 0x0A || byte == 0x0D else {
                self.line.append(byte)
                continue
            }
            if let event = self.endLine() { events.append(event) }
        }
        return events
    }

    private mutating func endLine() -> [UInt8]? {
        defer { self.line.removeAll(keepingCapacity: true) }
        if self.isFirstLine, self.line.starts(with: [0xEF, 0xBB, 0xBF]) { self.line.removeFirst(3) }
        self.isFirstLine = false
        if self.line.isEmpty {
            guard self.hasData else { return nil }
            defer {
                self.data = []
                self.hasData = false
            }
            return self.data
        }
        let field = self.line.prefix { $0 != UInt8(ascii: ":") }
        guard field.elementsEqual("data".utf8) else { return nil }
        var value = self.line.dropFirst(field.count + 1)
        if value.first == UInt8(ascii: " ") { value.removeFirst() }
        if self.hasData { self.data.append(0x0A) }
        self.data.append(contentsOf: value)
        self.hasData = true
        return nil
    }
}
