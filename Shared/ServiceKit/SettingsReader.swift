import Glibc

/// Reads a program's settings from a file and the environment, which overrules it, and collects every mistake.
///
/// The file is named by `STAGECOACH_CONFIG`: lines of `NAME=value`, `#` for comments, as systemd's `EnvironmentFile`.
public struct SettingsReader {
    /// A setting that is missing or not as it has to be. Does not repeat the value, which may be a secret.
    public struct Mistake: Error, Hashable, CustomStringConvertible {
        public let name: String
        public let message: String
        public var description: String { "\(self.name) \(self.message)" }
    }

    private let values: [String: String]
    public private(set) var mistakes: [Mistake] = []

    public init(_ values: [String: String]) { self.values = values }

    /// The settings of this process.
    public init(environment: [String: String]) {
        guard let path = environment["STAGECOACH_CONFIG"] else {
            self.init(environment)
            return
        }
        guard let text = SettingsReader.read(path) else {
            self.init(environment)
            self.mistakes.append(Mistake(name: "STAGECOACH_CONFIG", message: "names a file that cannot be read"))
            return
        }
        let (values, mistakes) = SettingsReader.parse(text)
        self.init(values.merging(environment) { _, environment in environment })
        self.mistakes = mistakes
    }

    static func parse(_ text: String) -> ([String: String], [Mistake]) {
        var values: [String: String] = [:]
        var mistakes: [Mistake] = []
        // By bytes: in Swift CR LF is one character, and no line feed.
        let bytes = Array(text.utf8)
        let content = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
        for (index, bytes) in content.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
            let whole = String(decoding: bytes.last == 0x0D ? bytes.dropLast() : bytes, as: UTF8.self)
            let line = whole.drop { $0 == " " || $0 == "\t" }
            if line.isEmpty || line.hasPrefix("#") { continue }
            guard let equals = line.firstIndex(of: "="), equals > line.startIndex else {
                mistakes.append(Mistake(name: "STAGECOACH_CONFIG", message: "line \(index + 1) is not NAME=value"))
                continue
            }
            var value = line[line.index(after: equals)...]
            if value.count >= 2, let quote = value.first, quote == "\"" || quote == "'", value.last == quote {
                value = value.dropFirst().dropLast()
            }
            values[String(line[..<equals])] = String(value)
        }
        return (values, mistakes)
    }

    private static func read(_ path: String) -> String? {
        guard let file = fopen(path, "r") else { return nil }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = fread(&buffer, 1, buffer.count, file)
            if count == 0 { break }
            bytes.append(contentsOf: buffer[..<count])
        }
        return String(validating: bytes, as: UTF8.self)
    }

    // MARK: - Values

    /// A text; `fallback` when it is not set. Without a fallback it must be set.
    public mutating func text(_ name: String, default fallback: String? = nil) -> String {
        if let value = self.optional(name) { return value }
        if let fallback { return fallback }
        self.mistakes.append(Mistake(name: name, message: "is not set"))
        return ""
    }

    /// A text, or `nil` when it is not set or empty.
    public func optional(_ name: String) -> String? {
        guard let value = self.values[name], !value.isEmpty else { return nil }
        return value
    }

    /// A whole number within a range.
    public mutating func integer(_ name: String, default fallback: Int, in range: ClosedRange<Int>) -> Int {
        guard let text = self.optional(name) else { return fallback }
        guard let value = Int(text), range.contains(value) else {
            let bounds = "\(range.lowerBound) to \(range.upperBound)"
            self.mistakes.append(Mistake(name: name, message: "must be a whole number from \(bounds)"))
            return fallback
        }
        return value
    }

    /// An address to listen on, in digits: IPv4 or IPv6.
    public mutating func address(_ name: String, default fallback: String) -> String {
        self.value(name, default: fallback, expected: "must be an IP address in digits, like 127.0.0.1 or ::") { text in
            var bytes = in6_addr()
            return inet_pton(AF_INET, text, &bytes) == 1 || inet_pton(AF_INET6, text, &bytes) == 1 ? text : nil
        } ?? fallback
    }

    /// A value that `parse` makes of the text.
    ///
    /// - Parameter expected: What to say when it cannot: "must be an AMQP URL, …".
    public mutating func value<Value>(
        _ name: String,
        default fallback: Value? = nil,
        expected: String,
        _ parse: (String) -> Value?
    ) -> Value? {
        guard let text = self.optional(name) else {
            if fallback == nil { self.mistakes.append(Mistake(name: name, message: "is not set; \(expected)")) }
            return fallback
        }
        guard let value = parse(text) else {
            self.mistakes.append(Mistake(name: name, message: expected))
            return fallback
        }
        return value
    }

    /// Names of hosts with commas between, in lower case; empty when it is not set.
    public func hosts(_ name: String) -> Set<String> {
        let names = (self.optional(name) ?? "").split(separator: ",")
        return Set(names.map { String($0.filter { $0 != " " }).lowercased() })
    }

    /// `on` or `off`.
    public mutating func flag(_ name: String, default fallback: Bool) -> Bool {
        switch self.optional(name) {
        case nil: return fallback
        case "on", "true", "yes", "1": return true
        case "off", "false", "no", "0": return false
        default:
            self.mistakes.append(Mistake(name: name, message: "must be on or off"))
            return fallback
        }
    }

    /// Adds a mistake that only the program can see.
    public mutating func reject(_ name: String, _ message: String) {
        self.mistakes.append(Mistake(name: name, message: message))
    }
}
