import Testing
import Values

@Suite struct JSONTests {
    @Test(
        "what readers disagree about is refused, with its kind",
        arguments: [
            ("", .empty), ("  \n", .empty), ("nul", .malformed), ("{\"a\":1", .malformed), ("{\"a\":1}x", .malformed),
            ("{\"a\":1,}", .malformed), ("[1,]", .malformed), ("[1 2]", .malformed), ("{a:1}", .malformed),
            ("\u{FEFF}{}", .malformed), ("01", .malformed), ("1.", .malformed), (".5", .malformed), ("+1", .malformed),
            ("1e", .malformed), ("-", .malformed), ("NaN", .malformed), ("'a'", .malformed), ("\"a\nb\"", .malformed),
            ("\"\\x\"", .malformed), ("\"\\u12\"", .malformed), ("\"abc", .malformed), ("{\"a\"}", .malformed),
            ("]", .malformed), ("{}}", .malformed), ("[1e400]", .range), ("-1e999", .range),
            ("\"\\u0000\"", .nul), ("\"\\ud800\"", .encoding), ("\"\\udc00\"", .encoding),
            ("\"\\ud800\\u0041\"", .encoding), ("{\"run\":1,\"run\":2}", .duplicateKey),
            ("{\"a\":1,\"\\u0061\":2}", .duplicateKey), ("[{\"x\":{\"a\":1,\"b\":[],\"a\":2}}]", .duplicateKey),
        ] as [(String, JSONError.Code)]
    )
    func refused(text: String, code: JSONError.Code) {
        #expect(self.code(of: Array(text.utf8)) == code)
    }

    @Test(
        "bytes that are not UTF-8 are refused",
        arguments: [
            [0xFF], [0xC0, 0xAF], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xC3], [0x80],
        ] as [[UInt8]]
    )
    func encoding(bytes: [UInt8]) {
        #expect(self.code(of: [0x22] + bytes + [0x22]) == .encoding)
        #expect(self.code(of: [0x22, 0, 0x22]) == .nul)
    }

    @Test("depth is counted in arrays and objects alike, and does not recurse")
    func depth() throws {
        let nested = { (count: Int) in
            Array(String(repeating: "[{\"a\":", count: count / 2).utf8) + Array("1".utf8)
                + Array(String(repeating: "}]", count: count / 2).utf8)
        }
        #expect(self.code(of: nested(32)) == nil)
        #expect(self.code(of: nested(34)) == .tooDeep)
        #expect(self.code(of: Array(String(repeating: "[", count: 100_000).utf8)) == .tooDeep)
    }

    @Test("a duplicate among very many keys is found, without comparing each with each")
    func manyKeys() throws {
        let keys = (0..<50_000).map { "\"k\($0)\":\($0)" }
        let object = "{" + keys.joined(separator: ",")
        let document = try JSONDocument(Array((object + "}").utf8))
        #expect(document.root.members.count == 50_000)
        #expect(self.code(of: Array((object + ",\"k777\":0}").utf8)) == .duplicateKey)
    }

    @Test("values are read as they were written")
    func reading() throws {
        let text = """
            {"s":"caf\\u00e9 \\ud83d\\ude00 \\"q\\" \\/ \\n","i":-9223372036854775808,"j":9223372036854775807,
             "k":9223372036854775808,"d":1.5e3,"t":true,"f":false,"n":null,"a":[1,[2],{"x":[]},"z"],"o":{"p":{"q":7}}}
            """
        let root = try JSONDocument(Array(text.utf8)).root
        #expect(root["s"]?.string == "café 😀 \"q\" / \n")
        #expect(root["i"]?.integer == .min)
        #expect(root["j"]?.integer == .max)
        #expect(root["k"]?.integer == nil)
        #expect(root["k"]?.double == 9_223_372_036_854_775_808)
        #expect(root["d"]?.double == 1500)
        #expect(root["d"]?.integer == nil)
        #expect(root["t"]?.bool == true && root["f"]?.bool == false && root["n"]?.isNull == true)
        #expect(root["a"]?.elements.count == 4)
        #expect(root["a"]?.elements[3].string == "z")
        #expect(root["o"]?["p"]?["q"]?.integer == 7)
        #expect(root["o"].map { String(decoding: $0.raw, as: UTF8.self) } == "{\"p\":{\"q\":7}}")
        #expect(root["missing"] == nil)
        #expect(root.members.map(\.key) == ["s", "i", "j", "k", "d", "t", "f", "n", "a", "o"])
    }

    @Test("what the writer writes, the reader reads; equal values give equal bytes")
    func roundTrip() throws {
        let value: JSON = [
            "text": "a\"b\\c\n\u{1}\u{1F600}é", "list": [1, -2, true, .null, [], [:]],
            "deep": ["z": 1, "a": ["b": false]], "number": .number(0.1), "least": .integer(.min),
        ]
        #expect(try JSON(parsing: value.bytes) == value)
        #expect(try value.jsonBytes() == value.bytes)
        let other: JSON = ["a": 1, "b": 2]
        #expect(String(decoding: other.bytes, as: UTF8.self) == "{\"a\":1,\"b\":2}")
    }

    struct Form: Codable, Equatable {
        struct Part: Codable, Equatable {
            var name: String
            var count: Int?
        }
        var id: ID
        var at: Timestamp
        var parts: [Part]
        var ratio: Double
        var small: UInt8
        var extra: JSON?
    }

    @Test("a form is decoded as encoded")
    func form() throws {
        let form = Form(
            id: ID(),
            at: .now(),
            parts: [.init(name: "x", count: 3), .init(name: "y")],
            ratio: 0.25,
            small: 255,
            extra: ["a": [1, "b", .null]]
        )
        #expect(try Form(json: JSONDocument(form.jsonBytes()).root) == form)
    }

    @Test(
        "a wrong member is named by its pointer",
        arguments: [
            ("small", "256", "/small: is out of range"), ("small", "1.0", "/small: must be a whole number"),
            ("small", "\"1\"", "/small: must be a whole number"), ("small", "true", "/small: must be a whole number"),
            ("small", "null", "/small: must not be null"), ("ratio", "\"x\"", "/ratio: must be a number"),
            ("id", "\"ABCDEF00-0000-7000-8000-000000000000\"", "/id: must be a lower-case UUID"),
            ("at", "\"tomorrow\"", "/at: must be an RFC 3339 time with a zone, like 2026-11-21T09:00:00Z"),
            ("parts", "{}", "/parts: must be an array"), ("parts", "[{\"name\":1}]", "/parts/0/name: must be a string"),
            ("parts", "[{\"name\":\"a\"},{}]", "/parts/1/name: is missing"),
        ]
    )
    func wrongMember(name: String, value: String, message: String) throws {
        var members = [
            "id": "\"00000000-0000-7000-8000-000000000000\"", "at": "\"2026-01-01T00:00:00Z\"", "parts": "[]",
            "ratio": "1", "small": "1",
        ]
        members[name] = value
        let text = "{" + members.map { "\"\($0.key)\":\($0.value)" }.joined(separator: ",") + "}"
        let document = try JSONDocument(Array(text.utf8))
        let error = #expect(throws: FieldError.self) { try Form(json: document.root) }
        #expect(error?.description == message)
    }

    private func code(of bytes: [UInt8]) -> JSONError.Code? {
        do throws(JSONError) {
            _ = try JSONDocument(bytes)
            return nil
        } catch {
            return error.code
        }
    }
}
