import Contracts
import Crypto
import ServiceKit
import Testing
import Values

@testable import API

@Suite struct AuthenticationTests {
    @Test("whoever tries passwords is slowed down by account and by address, and only for a while")
    func guardsLogins() {
        var logins = LoginGuard()
        let now = ContinuousClock.now
        for _ in 1..<LoginGuard.accountLimit { logins.fail(account: "a@x.example", address: "1", now: now) }
        #expect(logins.pause(account: "a@x.example", address: "1", now: now) == nil)
        logins.fail(account: "a@x.example", address: "2", now: now)
        #expect(logins.pause(account: "a@x.example", address: "3", now: now) == LoginGuard.window)
        #expect(logins.pause(account: "b@x.example", address: "1", now: now) == nil)
        #expect(logins.pause(account: "a@x.example", address: "1", now: now + LoginGuard.window) == nil)
        logins.succeed(account: "a@x.example")
        #expect(logins.pause(account: "a@x.example", address: "3", now: now) == nil)
        for number in 0..<LoginGuard.addressLimit { logins.fail(account: "\(number)", address: "9", now: now) }
        #expect(logins.pause(account: "c@x.example", address: "9", now: now) == LoginGuard.window)
        // Accounts and addresses have names of their own.
        #expect(logins.pause(account: "9", address: "4", now: now) == nil)
    }

    @Test("made-up names do not fill the memory")
    func guardForgets() {
        var logins = LoginGuard()
        let now = ContinuousClock.now
        for number in 0..<50_000 { logins.fail(account: "\(number)", address: "\(number)", now: now) }
        #expect(logins.pause(account: "1", address: "1", now: now) == nil)
    }

    @Test(
        "a change by cookie comes from a page of our own, or shows the token",
        arguments: [
            ("same-origin", nil, nil, true), ("same-site", nil, nil, false), ("cross-site", nil, nil, false),
            ("none", nil, nil, false), ("cross-site", "https://app.example.com", nil, false),
            (nil, "https://app.example.com", nil, true), (nil, "http://api.local:8080", nil, true),
            (nil, "https://evil.example", nil, false), (nil, "null", nil, false), (nil, nil, nil, false),
            (nil, "https://app.example.com.evil.example", nil, false), (nil, nil, "right", true),
            (nil, nil, "wrong", false), ("same-origin", nil, "wrong", false), ("cross-site", nil, "right", true),
        ] as [(String?, String?, String?, Bool)]
    )
    func browser(site: String?, origin: String?, token: String?, isPermitted: Bool) {
        let check = BrowserCheck(
            site: site,
            origin: origin,
            host: "api.local:8080",
            ownOrigin: "https://app.example.com"
        )
        #expect(check.permits(token: token, expected: "right") == isPermitted)
    }

    @Test("a sign-in from another site's page is foreign, one from no page is not")
    func foreign() {
        func check(_ site: String?, _ origin: String?) -> Bool {
            BrowserCheck(site: site, origin: origin, host: "h", ownOrigin: nil).isForeign
        }
        #expect(!check(nil, nil))
        #expect(!check("same-origin", "http://h"))
        #expect(!check(nil, "http://h"))
        #expect(check(nil, "http://other"))
        #expect(check("cross-site", nil))
        #expect(check("same-site", nil))
    }

    @Test("a cookie is found among others, and not when there are two of its name")
    func cookies() {
        #expect(Cookies.value("s", in: ["a=1; s=abc; b=2"]) == "abc")
        #expect(Cookies.value("s", in: ["a=1", "s=abc"]) == "abc")
        #expect(Cookies.value("s", in: ["s=a=b"]) == "a=b")
        #expect(Cookies.value("s", in: []) == nil)
        #expect(Cookies.value("s", in: ["ss=1; s"]) == nil)
        #expect(Cookies.value("s", in: ["s="]) == nil)
        #expect(Cookies.value("s", in: ["s=1; s=2"]) == nil)
        #expect(Cookies.value("s", in: ["s=" + String(repeating: "x", count: 201)]) == nil)
    }

    @Test("tokens are long, different, and lead to their other token only one way")
    func tokens() {
        let (first, second) = (Token(prefix: "sk_demo_"), Token(prefix: "sk_demo_"))
        #expect(first.hash != second.hash)
        #expect(first.hash.count == 32)
        #expect("\(first)".contains("redacted"))
        let text = first.secret.reveal()
        #expect(text.hasPrefix("sk_demo_") && text.utf8.count == 8 + 43)
        #expect(Token.csrf(of: text) == Token.csrf(of: text))
        #expect(Token.csrf(of: text) != Token.csrf(of: second.secret.reveal()))
        #expect(!text.contains(Token.csrf(of: text)))
    }

    @Test("a prefix shows four characters of a key, wherever its organization has an underscore")
    func prefixes() throws {
        let organization = try #require(OrganizationID("a_b"))
        #expect(APIKeys.prefix(of: "sk_a_b_abcdefgh", organization) == "sk_a_b_abcd")
        #expect(APIKeys.prefix(of: "secret_x", organization) == "secr")
    }

    @Test(
        "what is an address",
        arguments: [
            ("a@b.example", true), ("A.b+c@sub.b.example", true), ("a@b", false), ("@b.example", false),
            ("a@", false), ("a b@c.example", false), ("a@b..example", false), ("a@-b.example", false),
            ("a@b@c.example", false), ("a\n@b.example", false), ("<a@b.example>", false), ("é@b.example", false),
            (String(repeating: "a", count: 65) + "@b.example", false), ("", false),
        ]
    )
    func addresses(text: String, isAddress: Bool) { #expect(IdentityForm.isAddress(text) == isAddress) }

    @Test("a form says all that is wrong with it")
    func forms() throws {
        let body = try JSONDocument(Array(#"{"email":"x","role":"king","scopes":["jobs:run","x"]}"#.utf8)).root
        var form = IdentityForm(body)
        _ = (form.email(), form.role(), form.name(), form.scopes(within: [.jobsView]), form.newPassword("password"))
        let problem = #expect(throws: Problem.self) { try form.finish() }
        #expect(
            problem?.errors.map(\.pointer) == ["/email", "/role", "/name", "/scopes/0", "/scopes/1", "/password"]
        )
    }

    @Test("a key is made with some of what its maker may, and never with what is the operator's")
    func scopes() throws {
        let body = try JSONDocument(Array(#"{"scopes":["jobs:view"]}"#.utf8)).root
        var form = IdentityForm(body)
        #expect(form.scopes(within: Role.owner.permissions) == [.jobsView])
        try form.finish()
        var whole = IdentityForm(try JSONDocument(Array("{}".utf8)).root)
        #expect(whole.scopes(within: [.jobsView, .organizationsCreate]) == [.jobsView])
        var greedy = IdentityForm(try JSONDocument(Array(#"{"scopes":["organizations:create"]}"#.utf8)).root)
        _ = greedy.scopes(within: [.organizationsCreate])
        #expect(throws: Problem.self) { try greedy.finish() }
    }
}
