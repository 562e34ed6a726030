import Crypto
import PythonTool
import Testing

@Suite struct SealingTests {
    private static let first = Array(UInt8(0)..<32)
    private static let second = Array(UInt8(100)..<132)

    @Test("what is sealed is opened again, and each time looks different")
    func roundTrip() throws {
        let keys = try #require(OpeningKeys([Self.first]))
        for length in [0, 1, 31, 32, 33, 1000, 16_384] {
            let value = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 7) }
            let (box, again) = (keys.current.seal(value), keys.current.seal(value))
            #expect(box.count == length + 48)
            #expect(box != again)
            #expect(try keys.open(box, key: keys.current.id) == value)
        }
    }

    @Test("another key does not open it, nor does the right one after a change")
    func wrong() throws {
        let keys = try #require(OpeningKeys([Self.first]))
        let others = try #require(OpeningKeys([Self.second]))
        let box = keys.current.seal(Array("secret".utf8))
        #expect(throws: OpeningKeys.Failure.unknownKey) { try others.open(box, key: keys.current.id) }
        #expect(throws: OpeningKeys.Failure.notOpened) { try others.open(box, key: others.current.id) }
        for index in box.indices {
            var changed = box
            changed[index] ^= 1
            #expect(throws: OpeningKeys.Failure.notOpened) { try keys.open(changed, key: keys.current.id) }
        }
        for count in [0, 1, 47, 48, box.count - 1] {
            let part = Array(box.prefix(count))
            #expect(throws: OpeningKeys.Failure.notOpened) { try keys.open(part, key: keys.current.id) }
        }
    }

    @Test("after a change of keys the old one still opens what it sealed")
    func rotation() throws {
        let before = try #require(OpeningKeys([Self.first]))
        let during = try #require(OpeningKeys([Self.second, Self.first]))
        let after = try #require(OpeningKeys([Self.second]))
        let old = before.current.seal([1, 2, 3])
        let new = during.current.seal([4, 5])
        #expect(during.ids == [after.current.id, before.current.id])
        #expect(try during.open(old, key: before.current.id) == [1, 2, 3])
        #expect(try after.open(new, key: during.current.id) == [4, 5])
        #expect(throws: OpeningKeys.Failure.unknownKey) { try after.open(old, key: before.current.id) }
    }

    @Test("what is no key is refused")
    func noKeys() {
        #expect(OpeningKeys([]) == nil)
        #expect(OpeningKeys([Array(Self.first.dropLast())]) == nil)
        #expect(OpeningKeys([Self.first, Self.second, Self.first]) == nil)
        #expect(SealingKey([UInt8](repeating: 0, count: 32)) == nil)
        #expect(SealingKey([1]) == nil)
    }

    @Test("nothing of a key is printed")
    func description() throws {
        let keys = try #require(OpeningKeys([Self.first]))
        #expect("\(keys)" == "keys [\"\(keys.current.id)\"]")
        var dump = ""
        Swift.dump(keys, to: &dump)
        #expect(!dump.contains("pairs") && !dump.contains("elements"))
    }

    @Test("PyNaCl opens what is sealed here, and what it seals is opened here")
    func interoperability() async throws {
        let keys = try #require(OpeningKeys([Self.first]))
        let value = "пароль 🔑"
        let box = Encoding.base64(keys.current.seal(Array(value.utf8)))
        let script = String(#filePath.dropLast("SealingTests.swift".count)) + "sealed_box.py"
        let output = String(decoding: try await PythonTool.run(script, [box]), as: UTF8.self)
        let lines = output.split(separator: "\n").map(String.init)
        try #require(lines.count == 4)
        #expect(lines[0] == keys.current.id)
        #expect(lines[1] == Encoding.base64(keys.current.bytes))
        #expect(lines[2] == Encoding.hex(Array(value.utf8)))
        let theirs = try #require(Encoding.bytes(base64: lines[3]))
        #expect(try keys.open(theirs, key: keys.current.id) == Array("из Python".utf8))
    }
}

@Suite struct Base64Tests {
    @Test(
        "base64 as in RFC 4648's section 10",
        arguments: ["": "", "f": "Zg==", "fo": "Zm8=", "foo": "Zm9v", "foob": "Zm9vYg=="]
    )
    func vectors(text: String, encoded: String) {
        #expect(Encoding.base64(Array(text.utf8)) == encoded)
        #expect(Encoding.bytes(base64: encoded) == Array(text.utf8))
    }

    @Test("every byte at every place is read as it was written")
    func roundTrip() {
        for byte in UInt8.min...UInt8.max {
            for bytes in [[byte], [7, byte], [7, 7, byte], [byte, 0xFF, byte, byte]] {
                #expect(Encoding.bytes(base64: Encoding.base64(bytes)) == bytes)
                #expect(Encoding.bytes(base64URL: Encoding.base64URL(bytes)) == bytes)
            }
        }
    }

    @Test(
        "what is not exactly it is refused",
        arguments: [
            "Zg", "Zg=", "Zg===", "Z===", "=", "====", "Zh==", "Zm9=", "Zm9v\n", " Zg=", "Z-==", "Zm=9", "Zg==Zg==",
        ]
    )
    func refused(text: String) { #expect(Encoding.bytes(base64: text) == nil) }

    @Test("the URL-safe alphabet has no padding", arguments: ["Zg==", "Zm8=", "+/8", "Z", "Zh", "Zm9v="])
    func refusedURL(text: String) { #expect(Encoding.bytes(base64URL: text) == nil) }
}
