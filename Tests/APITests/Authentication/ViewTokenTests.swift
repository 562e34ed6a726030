import Crypto
import Testing
import Values

@testable import API

@Suite struct ViewTokenTests {
    private let now = Timestamp(seconds: 1_800_000_000)
    private let key = ID()
    private let hash = Hash.sha256("sk_demo_secret")

    @Test("a token names its key until it ends")
    func lifetime() {
        let token = ViewTokens.make(key: self.key, hash: self.hash, now: self.now)
        #expect(ViewTokens.key(of: token, now: self.now) == self.key)
        #expect(ViewTokens.isGenuine(token, hash: self.hash))
        #expect(!token.contains("secret"))
        let end = Timestamp(seconds: self.now.seconds + ViewTokens.lifetime)
        #expect(ViewTokens.key(of: token, now: Timestamp(seconds: end.seconds - 1)) == self.key)
        #expect(ViewTokens.key(of: token, now: end) == nil)
    }

    @Test("nothing in a token can be changed")
    func forged() {
        let token = ViewTokens.make(key: self.key, hash: self.hash, now: self.now)
        let parts = token.split(separator: ".").map(String.init)
        #expect(!ViewTokens.isGenuine(token, hash: Hash.sha256("sk_demo_other")))
        #expect(!ViewTokens.isGenuine([ID().description, parts[1], parts[2]].joined(separator: "."), hash: self.hash))
        let later = "\(self.now.seconds + ViewTokens.lifetime + 1)"
        #expect(!ViewTokens.isGenuine([parts[0], later, parts[2]].joined(separator: "."), hash: self.hash))
        #expect(ViewTokens.key(of: [parts[0], later, parts[2]].joined(separator: "."), now: self.now) == nil)
        for text in ["", ".", "..", parts[0], "\(parts[0]).\(parts[1])", token + ".", "x" + token] {
            #expect(ViewTokens.key(of: text, now: self.now) == nil || !ViewTokens.isGenuine(text, hash: self.hash))
        }
    }

    @Test(
        "it is found among other cookies",
        arguments: [
            ("stagecoach_view=a.b.c", "a.b.c"), ("theme=dark; stagecoach_view=a.b.c; x=y", "a.b.c"),
            ("stagecoach_view=a; stagecoach_view=b", nil), ("xstagecoach_view=a", nil), ("stagecoach_view", nil),
            ("", nil),
        ] as [(String, String?)]
    )
    func cookies(header: String, token: String?) { #expect(ViewTokens.token(inCookies: header) == token) }
}
