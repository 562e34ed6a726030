import Contracts
import Curl
import Testing
import Values

@testable import Mailer

@Suite struct WebhookSignatureTests {
    @Test("the signature is that of the specification's example")
    func example() throws {
        // From the test vectors of the official libraries.
        let signature = try #require(WebhookSignature(secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"))
        let header = signature.header(
            id: "msg_p5jXN8AQM9LWM0D4loKWxJek",
            timestamp: 1_614_265_330,
            body: Array(#"{"test": 2432232314}"#.utf8)
        )
        #expect(header == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")
    }

    @Test(
        "what is no secret is refused",
        arguments: [
            "", "whsec_", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaS",
            "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLa==", "WHSEC_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
            "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaS_", "whsec_" + String(repeating: "AAAA", count: 22),
        ]
    )
    func refused(secret: String) { #expect(WebhookSignature(secret: secret) == nil) }

    @Test("24 to 64 bytes are taken")
    func sizes() {
        #expect(WebhookSignature(secret: "whsec_" + String(repeating: "AAAA", count: 8)) != nil)
        #expect(WebhookSignature(secret: "whsec_" + String(repeating: "AAAA", count: 21) + "AA==") != nil)
    }
}

@Suite struct WebhookTargetTests {
    private static let named: Set<String> = ["inner.example", "127.0.0.1", "[::1]"]

    @Test(
        "public servers are taken, and nothing else that can be told apart",
        arguments: [
            ("https://example.org/hook", true), ("https://example.org", true), ("https://example.org:8443/a?b=c", true),
            ("HTTPS://EXAMPLE.org:443/", true), ("https://93.184.216.34/", true), ("https://[2606:4700::1111]/", true),
            ("http://example.org/hook", false), ("https://example.org:444/", false), ("https://example.org/#a", false),
            ("https://user:password@example.org/", false), ("https://localhost/", false),
            ("https://a.localhost/", false),
            ("https://127.0.0.2/", false), ("https://127.1/", false), ("https://2130706433/", false),
            ("https://0x7f.1/", false), ("https://0177.0.0.1/", false), ("https://10.1.2.3/", false),
            ("https://169.254.169.254/latest", false), ("https://[::1]:8443/", false), ("https://[fd00::1]/", false),
            ("https://[::ffff:10.0.0.1]/", false), ("https://intranet/", false), ("ftp://example.org/", false),
            ("https:///hook", false), ("https://exa mple.org/", false), ("https://example.org/\n", false),
            ("https://example.org\\@127.0.0.1/", false), ("", false),
            ("https://example.org/" + String(repeating: "a", count: 2048), false),
        ]
    )
    func targets(url: String, isTaken: Bool) {
        #expect(((try? OutboundTarget(url, named: [])) != nil) == isTaken)
    }

    @Test("a refusal does not repeat the address")
    func silence() {
        for url in ["http://secret.example/", "https://10.0.0.1/secret", "secret", "https://secret.example/#secret"] {
            let refused = #expect(throws: OutboundTarget.Refused.self) { try OutboundTarget(url, named: []) }
            #expect(refused?.message.contains("secret") == false)
        }
    }

    @Test("hosts that the operator has named may be inner ones, and then not encrypted")
    func names() throws {
        #expect(try OutboundTarget("http://127.0.0.1:9000/a", named: Self.named).way == .inner)
        #expect(try OutboundTarget("https://Inner.Example:9000/a", named: Self.named).way == .named)
        #expect(try OutboundTarget("http://[::1]/a", named: Self.named).host == "[::1]")
        #expect(try OutboundTarget("https://example.org/a", named: Self.named).way == .open)
        #expect(throws: OutboundTarget.Refused.self) { try OutboundTarget("http://127.0.0.2/", named: Self.named) }
    }
}
