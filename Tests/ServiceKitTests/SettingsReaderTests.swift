import FoundationEssentials
import Testing
import Values

@testable import ServiceKit

@Suite struct SettingsReaderTests {
    /// Lends a file with this text.
    private static func withFile<Result>(_ text: [UInt8], _ body: (String) throws -> Result) throws -> Result {
        let path = FileManager.default.temporaryDirectory.appending(path: "settings-\(ID())").path()
        try Data(text).write(to: URL(filePath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try body(path)
    }

    @Test(
        "a file of settings",
        arguments: [
            ("A=1", ["A": "1"]), ("A=1\nB=2\n", ["A": "1", "B": "2"]), ("A=1\r\nB=2\r\n", ["A": "1", "B": "2"]),
            ("# A=1\n\n  # x\n \tB=2\n", ["B": "2"]), ("A=x=y\n", ["A": "x=y"]), ("A=\n", ["A": ""]),
            ("A=\"1 2\"\nB='3'\n", ["A": "1 2", "B": "3"]), ("A=\"\n", ["A": "\""]), ("A=\"1'\n", ["A": "\"1'"]),
            ("A= 1 \n", ["A": " 1 "]), ("A=1\nA=2\n", ["A": "2"]), ("A=a#b\n", ["A": "a#b"]),
            ("A=\"1\"\r\nB=é\r\n", ["A": "1", "B": "é"]), ("\u{FEFF}A=1\n", ["A": "1"]),
        ]
    )
    func files(text: String, values: [String: String]) {
        let (found, mistakes) = SettingsReader.parse(text)
        #expect(found == values)
        #expect(mistakes == [])
    }

    @Test("lines that are none are named by their number, and not shown")
    func lines() {
        let (values, mistakes) = SettingsReader.parse("A=1\nhunter2\n\n=hunter2\nB=2\r\nhunter2\r\n")
        #expect(values == ["A": "1", "B": "2"])
        #expect(
            mistakes.map(\.description) == [
                "STAGECOACH_CONFIG line 2 is not NAME=value", "STAGECOACH_CONFIG line 4 is not NAME=value",
                "STAGECOACH_CONFIG line 6 is not NAME=value",
            ]
        )
    }

    @Test("the environment overrules the file")
    func environment() throws {
        try SettingsReaderTests.withFile(Array("A=file\nB=file\nC=file\n".utf8)) { path in
            var reader = SettingsReader(environment: ["STAGECOACH_CONFIG": path, "B": "environment", "C": ""])
            #expect(reader.mistakes == [])
            #expect(reader.text("A") == "file")
            #expect(reader.text("B") == "environment")
            #expect(reader.optional("C") == nil)
        }
    }

    @Test("a file that cannot be read, or is no text, is a mistake and no end")
    func unreadable() throws {
        var reader = SettingsReader(environment: ["STAGECOACH_CONFIG": "/nowhere/settings", "A": "1"])
        #expect(reader.mistakes.map(\.description) == ["STAGECOACH_CONFIG names a file that cannot be read"])
        #expect(reader.text("A") == "1")
        try SettingsReaderTests.withFile([0x41, 0x3D, 0xFF]) { path in
            let reader = SettingsReader(environment: ["STAGECOACH_CONFIG": path])
            #expect(reader.mistakes.map(\.name) == ["STAGECOACH_CONFIG"])
        }
    }

    @Test("every mistake is collected with its name, and no value is repeated")
    func mistakes() {
        var reader = SettingsReader(["PORT": "hunter2", "FLAG": "hunter2", "URL": "hunter2", "EMPTY": ""])
        #expect(reader.integer("PORT", default: 7, in: 1...9) == 7)
        #expect(reader.flag("FLAG", default: true) == true)
        #expect(reader.value("URL", expected: "must be a URL") { $0.hasPrefix("amqp") ? $0 : nil } == nil)
        #expect(reader.text("EMPTY") == "")
        #expect(reader.text("MISSING") == "")
        #expect(reader.value("NONE", expected: "must be a URL") { $0 } == nil)
        reader.reject("OTHER", "is wrong")
        #expect(
            reader.mistakes.map(\.description) == [
                "PORT must be a whole number from 1 to 9", "FLAG must be on or off", "URL must be a URL",
                "EMPTY is not set", "MISSING is not set", "NONE is not set; must be a URL", "OTHER is wrong",
            ]
        )
    }

    @Test("whole numbers within their range", arguments: ["0", "10", " 5", "5 ", "4.0", "1e1", "0x5", "९", ""])
    func integers(text: String) {
        var reader = SettingsReader(["N": text])
        #expect(reader.integer("N", default: 3, in: 1...9) == 3)
        #expect(reader.mistakes.count == (text.isEmpty ? 0 : 1))
        var right = SettingsReader(["N": "9", "M": "1"])
        #expect([right.integer("N", default: 3, in: 1...9), right.integer("M", default: 3, in: 1...9)] == [9, 1])
        #expect(right.mistakes == [])
    }

    @Test("words for on and off")
    func flags() {
        for (text, value) in [
            ("on", true), ("true", true), ("yes", true), ("1", true), ("off", false), ("false", false), ("no", false),
            ("0", false),
        ] {
            var reader = SettingsReader(["F": text])
            #expect(reader.flag("F", default: !value) == value)
            #expect(reader.mistakes == [])
        }
        var none = SettingsReader([:])
        #expect([none.flag("F", default: true), none.flag("F", default: false)] == [true, false])
    }

    @Test("what every service needs is named when it is missing or wrong")
    func common() {
        func mistakes(_ values: [String: String]) -> [String] {
            var reader = SettingsReader(values)
            _ = CommonSettings(&reader, name: "scheduler", schema: "scheduler")
            return reader.mistakes.map(\.name)
        }
        let valid = ["STAGECOACH_AMQP": "amqp://a:b@h:1/v", "STAGECOACH_DATABASE": "postgres://u:p@h/d"]
        #expect(mistakes(valid) == [])
        #expect(mistakes([:]) == ["STAGECOACH_AMQP", "STAGECOACH_DATABASE"])
        for (name, value) in [
            ("STAGECOACH_AMQP", "http://h"), ("STAGECOACH_DATABASE", "mysql://h"), ("STAGECOACH_LOG_LEVEL", "loud"),
            ("STAGECOACH_DATABASE_CONNECTIONS", "1"), ("STAGECOACH_HTTP_PORT", "65536"),
        ] {
            #expect(mistakes(valid.merging([name: value]) { $1 }) == [name])
        }
    }
}
