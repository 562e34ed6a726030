/// Writes comma-separated values (RFC 4180).
struct CSVWriter {
    private(set) var bytes: [UInt8] = []

    mutating func row(_ fields: [String]) {
        for (index, field) in fields.enumerated() {
            if index > 0 { self.bytes.append(UInt8(ascii: ",")) }
            self.write(field)
        }
        self.bytes.append(contentsOf: [0x0D, 0x0A])
    }

    /// What spreadsheets take for a formula and carry out, whoever wrote it (CWE-1236).
    private static let formulas: Set<UInt8> = [
        UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 0x09, 0x0D,
    ]

    /// Whether the text would be taken for a formula, or has been marked as none before.
    private static func isLikeFormula(_ field: String) -> Bool {
        field.utf8.first { $0 != UInt8(ascii: "'") }.map { self.formulas.contains($0) } ?? false
    }

    /// The text with an apostrophe in front, as spreadsheets mark what is no formula.
    static func marked(_ field: String) -> String { self.isLikeFormula(field) ? "'" + field : field }

    /// The inverse of ``marked(_:)``.
    static func unmarked(_ field: String) -> String {
        field.utf8.first == UInt8(ascii: "'") && self.isLikeFormula(field)
            ? String(decoding: field.utf8.dropFirst(), as: UTF8.self) : field
    }

    private mutating func write(_ text: String) {
        let field = CSVWriter.marked(text)
        let special: [UInt8] = [UInt8(ascii: ","), UInt8(ascii: "\""), 0x0A, 0x0D, UInt8(ascii: ";"), 0x09]
        guard field.utf8.contains(where: { special.contains($0) }) else {
            self.bytes.append(contentsOf: field.utf8)
            return
        }
        self.bytes.append(UInt8(ascii: "\""))
        for byte in field.utf8 {
            if byte == UInt8(ascii: "\"") { self.bytes.append(byte) }
            self.bytes.append(byte)
        }
        self.bytes.append(UInt8(ascii: "\""))
    }
}
