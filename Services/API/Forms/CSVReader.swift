/// Reads comma-separated values (RFC 4180) as they come in.
///
/// Beyond the standard it takes a byte order mark, line ends without CR, and semicolons or tabs in place of commas, as
/// the first line has them: that is how spreadsheets write.
struct CSVReader {
    /// A row, with the number of the line that it begins in.
    struct Row: Equatable {
        var line: Int
        var fields: [String]
    }

    /// A row that cannot be read; reading goes on behind it.
    struct Fault: Error, Equatable {
        var line: Int
        var reason: String
    }

    /// Longer rows are faults: nobody's name is that long.
    private static let rowLimit = 65_536

    private enum State { case start, plain, quoted, quoteInQuoted, returnBehindQuote, skipping }

    private var state = State.start
    private var separator: UInt8?
    private var field: [UInt8] = []
    private var fields: [[UInt8]] = []
    private var size = 0
    private var line = 1
    private var rowLine = 1
    private var head: [UInt8] = []
    private var isHeadQuoted = false
    private var separators: [(byte: UInt8, count: Int)] = [(UInt8(ascii: ","), 0), (UInt8(ascii: ";"), 0), (0x09, 0)]
    private var isHeadDone = false
    private var fault: String?

    /// Reads more bytes; rows that are complete come out.
    mutating func read(_ bytes: [UInt8]) -> [Result<Row, Fault>] {
        var rows: [Result<Row, Fault>] = []
        for byte in bytes {
            if self.isHeadDone { self.take(byte, &rows) } else { self.takeHead(byte, &rows) }
        }
        return rows
    }

    /// The separator is known when the first row is: the one that is there most often, outside quotes.
    private mutating func takeHead(_ byte: UInt8, _ rows: inout [Result<Row, Fault>]) {
        self.head.append(byte)
        if byte == UInt8(ascii: "\"") {
            self.isHeadQuoted.toggle()
        } else if !self.isHeadQuoted, let index = self.separators.firstIndex(where: { $0.byte == byte }) {
            self.separators[index].count += 1
        }
        let isEnd = byte == 0x0A && !self.isHeadQuoted
        if isEnd || self.head.count > CSVReader.rowLimit { self.beginReading(&rows) }
    }

    /// Reads what is left at the end of the file, which need not end with a line break.
    mutating func finish() -> [Result<Row, Fault>] {
        var rows: [Result<Row, Fault>] = []
        if !self.isHeadDone { self.beginReading(&rows) }
        if self.state == .quoted { self.fault = "a quoted field does not end" }
        if self.state != .start || !self.fields.isEmpty { self.endRow(&rows) }
        return rows
    }

    private mutating func beginReading(_ rows: inout [Result<Row, Fault>]) {
        self.isHeadDone = true
        var bytes = self.head[...]
        self.head = []
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
        self.separator = self.separators.max { $0.count < $1.count }?.byte
        for byte in bytes { self.take(byte, &rows) }
    }

    private mutating func take(_ byte: UInt8, _ rows: inout [Result<Row, Fault>]) {
        if byte == 0x0A { self.line += 1 }
        self.size += 1
        if self.size > CSVReader.rowLimit, self.state != .skipping {
            self.fault = "the row is longer than \(CSVReader.rowLimit) bytes"
            self.state = .skipping
        }
        switch self.state {
        case .skipping:
            // Up to the end of the line; inside quotes there is no telling where the row would have ended.
            if byte == 0x0A { self.endRow(&rows) }
        case .start, .plain:
            if byte == self.separator {
                self.endField()
            } else if byte == 0x0A {
                self.endRow(&rows)
            } else if byte == UInt8(ascii: "\""), self.field.isEmpty, self.state == .start {
                self.state = .quoted
            } else {
                self.field.append(byte)
                self.state = .plain
            }
        case .quoted:
            if byte == UInt8(ascii: "\"") { self.state = .quoteInQuoted } else { self.field.append(byte) }
        case .quoteInQuoted:
            if byte == UInt8(ascii: "\"") {
                self.field.append(byte)
                self.state = .quoted
            } else if byte == self.separator {
                self.endField()
            } else if byte == 0x0A {
                self.endRow(&rows)
            } else if byte == 0x0D {
                self.state = .returnBehindQuote
            } else {
                self.fault = "there is something behind a closing quote"
                self.state = .skipping
            }
        case .returnBehindQuote:
            if byte == 0x0A {
                self.endRow(&rows)
            } else {
                self.fault = "there is something behind a closing quote"
                self.state = .skipping
            }
        }
    }

    private mutating func endField() {
        self.fields.append(self.field)
        self.field = []
        self.state = .start
    }

    private mutating func endRow(_ rows: inout [Result<Row, Fault>]) {
        // In quotes it belongs to the field.
        if self.state == .plain, self.field.last == 0x0D { self.field.removeLast() }
        self.fields.append(self.field)
        let texts = self.fields.map { String(validating: $0, as: UTF8.self) }
        let isBlank = self.fields.allSatisfy(\.isEmpty)
        if let fault = self.fault {
            rows.append(.failure(Fault(line: self.rowLine, reason: fault)))
        } else if texts.contains(nil) {
            rows.append(.failure(Fault(line: self.rowLine, reason: "the row is not UTF-8")))
        } else if !isBlank {
            rows.append(.success(Row(line: self.rowLine, fields: texts.compactMap { $0 })))
        }
        self.field = []
        self.fields = []
        self.fault = nil
        self.size = 0
        self.state = .start
        self.rowLine = self.line
    }
}
