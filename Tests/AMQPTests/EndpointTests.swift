import AMQP
import Testing

@Suite struct EndpointTests {
    @Test("a URL is read whole, with its escapes and defaults")
    func reading() throws {
        let full = try #require(
            Endpoint("amqps://us%65r:p%40ss@broker.example:5999/a%2Fb?heartbeat=9&cacertfile=/x/ca")
        )
        #expect(full.user == "user")
        #expect(full.password == Endpoint.Password("p@ss"))
        #expect(full.host == "broker.example")
        #expect(full.port == 5999)
        #expect(full.virtualHost == "a/b")
        #expect(full.usesTLS)
        #expect(full.authorities == "/x/ca")
        let short = try #require(Endpoint("amqp://localhost"))
        #expect(short.port == 5672)
        #expect(short.virtualHost == "/")
        #expect(short.user == "guest")
        #expect(Endpoint("amqp://[::1]:7")?.host == "::1")
        #expect(Endpoint("amqp://u:p:q@h/%2F")?.password == Endpoint.Password("p:q"))
    }

    @Test(
        "what is no such URL is refused",
        arguments: ["", "http://x", "amqp://", "amqp://h:0", "amqp://h:x", "amqp://%zz@h"]
    )
    func refused(url: String) { #expect(Endpoint(url) == nil) }

    @Test("a password is not printed")
    func redaction() throws {
        let endpoint = try #require(Endpoint("amqp://u:geheim@h"))
        #expect(!"\(endpoint)".contains("geheim"))
        #expect(!String(reflecting: endpoint).contains("geheim"))
        var text = ""
        dump(endpoint, to: &text)
        #expect(!text.contains("geheim"))
    }
}
