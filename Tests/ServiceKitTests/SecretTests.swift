import ServiceKit
import Testing

@Suite struct SecretTests {
    private struct Holder {
        let name = "x"
        let key: Secret? = Secret("hunter2")
    }

    @Test("a secret is in no print, no dump and no reflection, alone or in something else")
    func hidden() {
        let secret = Secret("hunter2")
        var dumped = ""
        dump(Holder(), to: &dumped)
        let texts = [
            "\(secret)", String(reflecting: secret), "\(Holder())", String(reflecting: Holder()), dumped, "\([secret])",
            "\(["a": secret])",
        ]
        for text in texts { #expect(!text.contains("hunter2"), "\(text)") }
        #expect("\(secret)" == "<redacted>")
        #expect(secret.reveal() == "hunter2")
    }

    @Test("what others say is cleared of it")
    func removed() {
        #expect(Secret("k1").removed(from: "wrong key k1, k1!") == "wrong key <redacted>, <redacted>!")
        #expect(Secret("").removed(from: "text") == "text")
    }

    @Test("one that is not set, or empty, is none")
    func settings() {
        let reader = SettingsReader(["A": "x", "B": ""])
        #expect(reader.secret("A") == Secret("x"))
        #expect(reader.secret("B") == nil && reader.secret("C") == nil)
    }
}
