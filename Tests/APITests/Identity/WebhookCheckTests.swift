import ServiceKit
import Testing
import Values

@testable import API

@Suite struct WebhookCheckTests {
    // The example of Standard Webhooks' own libraries.
    private static let secret = Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    private static let at: Int64 = 1_614_265_330
    private static let signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="

    private static func now(_ offset: Int64 = 0) -> Timestamp {
        Timestamp(microseconds: (WebhookCheckTests.at + offset) * 1_000_000)
    }

    private static func check(
        _ signatures: String = WebhookCheckTests.signature,
        id: String = "msg_p5jXN8AQM9LWM0D4loKWxJek",
        timestamp: String = "1614265330",
        body: String = #"{"test": 2432232314}"#
    ) -> WebhookCheck {
        WebhookCheck(id: id, timestamp: timestamp, signatures: signatures, body: Array(body.utf8))
    }

    @Test("the example of the specification is signed")
    func example() {
        #expect(Self.check().isSigned(with: [Self.secret], now: Self.now()))
        #expect(Self.check("v2,x v1,AAAA \(Self.signature)").isSigned(with: [Self.secret], now: Self.now()))
        #expect(Self.check().isSigned(with: [WebhookCheck.makeSecret(), Self.secret], now: Self.now()))
    }

    @Test("five minutes are the limit, to either side")
    func window() {
        for (offset, isSigned) in [(300 as Int64, true), (-300, true), (301, false), (-301, false)] {
            #expect(Self.check().isSigned(with: [Self.secret], now: Self.now(offset)) == isSigned)
        }
    }

    @Test("what was changed is not signed")
    func changed() {
        #expect(!Self.check(body: #"{"test": 2432232315}"#).isSigned(with: [Self.secret], now: Self.now()))
        #expect(!Self.check(id: "msg_other").isSigned(with: [Self.secret], now: Self.now()))
        #expect(!Self.check(timestamp: "1614265331").isSigned(with: [Self.secret], now: Self.now()))
        #expect(!Self.check().isSigned(with: [WebhookCheck.makeSecret()], now: Self.now()))
        #expect(!Self.check().isSigned(with: [], now: Self.now()))
        #expect(!Self.check().isSigned(with: [Secret("whsec_!"), Secret("MfKQ")], now: Self.now()))
    }

    @Test(
        "what is malformed is not signed, whatever it is",
        arguments: ["", "v1", "v1,", "v1a,g0hM", "g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", " ", "v1,%%%"]
    )
    func malformed(signatures: String) {
        #expect(!Self.check(signatures).isSigned(with: [Self.secret], now: Self.now()))
    }

    @Test(
        "a time is a whole number, and no time is too far",
        arguments: [
            "", "x", "+1614265330", "01614265330", "1614265330.0", "-9223372036854775808", "9223372036854775807",
        ]
    )
    func times(timestamp: String) {
        #expect(!Self.check(timestamp: timestamp).isSigned(with: [Self.secret], now: Self.now()))
    }

    @Test("secrets are 32 bytes, and never the same")
    func secrets() {
        let first = WebhookCheck.makeSecret()
        #expect(first.reveal().hasPrefix("whsec_") && first.reveal().utf8.count == 6 + 44)
        #expect(first != WebhookCheck.makeSecret())
    }
}
