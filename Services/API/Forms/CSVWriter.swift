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

    private mutating func write(_ field: String) {
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
