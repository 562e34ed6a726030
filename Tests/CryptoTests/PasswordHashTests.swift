import Crypto
import Testing

@Suite struct PasswordHashTests {
    @Test("a password fits its own hash and no other")
    func verifies() throws {
        let hash = try #require(PasswordHash.make("correct horse, бᾶ"))
        #expect(hash.hasPrefix("$argon2id$v=19$m=65536,t=2,p=1$"))
        #expect(PasswordHash.verify("correct horse, бᾶ", against: hash))
        #expect(!PasswordHash.verify("correct horse, бᾶ ", against: hash))
        #expect(!PasswordHash.verify("", against: hash))
        #expect(try #require(PasswordHash.make("correct horse, бᾶ")) != hash)
        #expect(!PasswordHash.isOutdated(hash))
    }

    @Test("what is no hash fits nothing")
    func broken() {
        for text in ["", "x", "$argon2id$v=19$m=65536,t=2,p=1$", String(repeating: "$", count: 500)] {
            #expect(!PasswordHash.verify("x", against: text))
            #expect(PasswordHash.isOutdated(text))
        }
    }
}
