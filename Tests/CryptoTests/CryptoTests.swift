import Crypto
import Testing

@Suite struct CryptoTests {
    @Test("digests as in FIPS 180-4's examples")
    func sha256() {
        #expect(
            Encoding.hex(Hash.sha256("abc")) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        )
        #expect(Encoding.hex(Hash.sha256("")) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    }

    @Test("authentication codes as in RFC 4231's test cases 2 and 6")
    func hmac() {
        #expect(
            Encoding.hex(Hash.hmac(Array("what do ya want for nothing?".utf8), key: Array("Jefe".utf8)))
                == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        )
        #expect(
            Encoding.hex(
                Hash.hmac(
                    Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8),
                    key: [UInt8](repeating: 0xAA, count: 131)
                )
            ) == "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
        )
    }

    @Test("bytes are equal or not, of whatever length")
    func equality() {
        #expect(Hash.isEqual([1, 2], [1, 2]))
        #expect(!Hash.isEqual([1, 2], [1, 3]))
        #expect(!Hash.isEqual([1, 2], [1, 2, 3]))
        #expect(Hash.isEqual([], []))
    }

    @Test("base64url as in RFC 4648's section 10, without padding")
    func base64() {
        let vectors = ["": "", "f": "Zg", "fo": "Zm8", "foo": "Zm9v", "foob": "Zm9vYg", "fooba": "Zm9vYmE"]
        for (text, encoded) in vectors { #expect(Encoding.base64URL(Array(text.utf8)) == encoded) }
        #expect(Encoding.base64URL([0xFB, 0xFF, 0xFE]) == "-__-")
    }
}
