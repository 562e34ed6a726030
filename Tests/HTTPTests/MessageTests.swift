import Compression
import Testing

@testable import HTTP

@Suite struct MessageTests {
    @Test(
        "header values that would break the header are refused",
        arguments: ["a\r\nb", "a\nb", "a\rb", "a\0b", "\u{1}", "\u{7F}"]
    )
    func headerValue(_ text: String) {
        #expect(throws: HeaderValueError.self) { try HeaderValue(validating: text) }
    }

    @Test("the error names character and place, not the value")
    func headerValueError() throws {
        let error = HeaderValueError(byte: 0x0D, offset: 6)
        #expect(throws: error) { try HeaderValue(validating: "secret\r\nX-A: b") }
        #expect(error.description == "a header value must not contain CR (byte 6)")
        #expect(try HeaderValue(validating: "tabs\tand é").text == "tabs\tand é")
    }

    @Test("header names are tokens, compared without case")
    func headerName() {
        #expect(HeaderName(validating: "X-A") == HeaderName(validating: "x-a"))
        #expect(
            Set([HeaderName(validating: "X-A"), HeaderName(validating: "x-a"), HeaderName(validating: "X-B")]).count
                == 2
        )
        for text in ["", "X A", "X:A", "X\r\n", "é"] { #expect(HeaderName(validating: text) == nil) }
    }

    @Test("a literal that is no header value stops the program")
    func literal() async {
        await #expect(processExitsWith: .failure) { _ = HeaderValue(stringLiteral: "a\r\nb") }
        await #expect(processExitsWith: .failure) {
            var headers = Headers()
            headers[.contentLength] = "5"
        }
    }

    @Test("fields are set, added and removed by name")
    func headers() throws {
        var headers: Headers = ["X-A": "1", "x-a": "2", "X-B": "3"]
        #expect(headers.fields.count == 3)
        #expect(headers["X-A"]?.text == "1")
        headers["x-A"] = "4"
        #expect(headers.fields.map(\.value.text) == ["3", "4"])
        headers["X-B"] = nil
        headers.vary(on: .acceptEncoding)
        headers.vary(on: .acceptEncoding)
        headers.vary(on: .origin)
        #expect(headers[.vary]?.text == "Accept-Encoding, Origin")
        var any: Headers = [.vary: "*"]
        any.vary(on: .origin)
        #expect(any[.vary]?.text == "*")
    }

    @Test(
        "gzip is sent to those who take it",
        arguments: [
            ("gzip", true), ("GZIP", true), ("x-gzip", true), ("deflate, gzip;q=0.5", true), ("*", true),
            ("br, *;q=0.1", true),
            ("gzip;q=1.000", true), ("gzip ; q=0.001", true), ("gzip;q=0", false), ("gzip;q=0.000", false),
            ("gzip;q=0, *", false), ("*, gzip;q=0", false), ("*;q=0", false), ("identity", false), ("", false),
            ("gzipped", false),
            ("gzip;q=x", false), ("gzip;q", false), ("*;q=0, gzip", true), (",,gzip", true),
        ]
    )
    func acceptEncoding(_ value: String, _ isAllowed: Bool) {
        #expect(AcceptEncoding.allowsGzip(value) == isAllowed)
    }

    @Test("no Accept-Encoding: no coding") func noAcceptEncoding() { #expect(!AcceptEncoding.allowsGzip(nil)) }

    @Test(
        "entity tags are compared weakly, in lists",
        arguments: [
            (#""a""#, true), (#"W/"a""#, true), (#""b", "a""#, true), (#""b",W/"a""#, true), ("*", true), (" * ", true),
            (#""b""#, false), ("a", false), ("", false), (#""a"#, false), (#""x, "a"#, false), (#""b, a""#, false),
        ]
    )
    func entityTags(_ list: String, _ isFound: Bool) {
        #expect(EntityTag.list(list, contains: #""a""#) == isFound)
        #expect(EntityTag.list(list, contains: #"W/"a""#) == isFound)
    }

    @Test("media types")
    func mediaTypes() {
        let type = MediaType(#"Application/JSON ; Charset="UTF-8""#)
        #expect(type?.name == "application/json")
        #expect(type?.parameters.first?.name == "charset")
        #expect(type?.parameters.first?.value == "UTF-8")
        for text in [
            "", "json", "a/", "/b", "a/b/c", "a b/c", "a/b;", "a/b; c", "a/b; c=", "a/b; =d", "a/b; c=\"d e\"",
        ] {
            #expect(MediaType(text) == nil, "\(text)")
        }
        #expect(MediaType.ofFile(named: "js/app.js") == "text/javascript; charset=utf-8")
        #expect(MediaType.ofFile(named: "icons.SVG") == "image/svg+xml")
        #expect(MediaType.ofFile(named: "inter.woff2") == "font/woff2")
        #expect(MediaType.ofFile(named: "LICENSE") == "application/octet-stream")
        #expect(MediaType.ofFile(named: "a.unknown") == "application/octet-stream")
        #expect(MediaType.isCompressible("text/css; charset=utf-8"))
        #expect(!MediaType.isCompressible("text/event-stream"))
        #expect(!MediaType.isCompressible("image/png"))
    }

    @Test("a refusal becomes a problem document with what belongs to it")
    func refusal() throws {
        let refusal = Refusal(.serviceUnavailable, .unavailable, "later", retryAfter: .milliseconds(1500))
        let text = String(decoding: refusal.document, as: UTF8.self)
        #expect(
            text
                == #"{"type":"about:blank","title":"Service Unavailable","status":503,"detail":"later","code":"unavailable","retryable":true,"retryAfter":2}"#
        )
        #expect(refusal.response.headers[.retryAfter]?.text == "2")
        #expect(refusal.response.headers[.contentType]?.text == "application/problem+json")
        let method = Refusal.methodNotAllowed([.get, .head]).response
        #expect(method.headers[.allow]?.text == "GET, HEAD")
        #expect(Refusal.notFound.description == "404 not_found: there is nothing here")
    }

    @Test("durations become whole milliseconds, rounded up")
    func milliseconds() {
        #expect(Duration.milliseconds(1500).milliseconds == 1500)
        #expect(Duration.microseconds(1).milliseconds == 1)
        #expect(Duration.zero.milliseconds == 0)
        #expect(Duration.seconds(Int64.max).milliseconds > 1_000_000_000_000)
    }

    @Test("gzip is what others can read")
    func gzip() throws {
        let small = try #require(Gzip.compress(Array(String(repeating: "stage", count: 1000).utf8), level: 6))
        #expect(small.count < 100)
        #expect(try gunzip(small) == Array(String(repeating: "stage", count: 1000).utf8))
        #expect(try gunzip(try #require(Gzip.compress([], level: 1))) == [])
    }
}
