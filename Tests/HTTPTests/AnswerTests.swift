import HTTP
import Testing
import Values

/// What the server makes of answers, and of bodies in JSON.
@Suite(.timeLimit(.minutes(1)))
struct AnswerTests {
    private static let large = Array(("[" + (0..<500).map(String.init).joined(separator: ",") + "]").utf8)

    private func router() -> Router {
        var router = Router()
        router.get("/large") { _ in .json(Self.large) }
        router.get("/small") { _ in .json(Array("{}".utf8)) }
        router.get("/tagged") { _ in .json(Self.large, headers: [.etag: "\"1\""]) }
        router.get("/encoded") { _ in .json(Self.large, headers: [.contentEncoding: "x-own"]) }
        router.get("/image") { _ in .bytes(Self.large, type: "image/png") }
        router.get("/large-problem") { _ in .problem(Self.large, status: .conflict) }
        router.get("/empty") { _ in Response(status: .noContent) }
        router.get("/mine") { _ in .text("x", headers: [.cacheControl: "private", "X-Content-Type-Options": "own"]) }
        router.get("/route", headers: ["X-Route": "yes", .cacheControl: "max-age=5"]) { _ in .text("x") }
        router.get("/cookies") { _ in
            var response = Response.text("x")
            response.headers.add(.setCookie, "a=1")
            response.headers.add(.setCookie, "b=2")
            return response
        }
        router.post("/json") { request in .text("\(try request.json().root.elements.count)") }
        router.post("/object") { request in .text(try request.jsonObject()["name"]?.string ?? "no name") }
        return router
    }

    @Test("larger JSON is compressed for those who take it")
    func gzip() async throws {
        try await withServer(self.router()) { server in
            let client = try await RawClient(port: server.port)
            for path in ["/large", "/large-problem"] {
                try await client.send(RawClient.get(path, "Accept-Encoding: deflate, gzip;q=0.8"))
                let small = try await client.answer()
                #expect(small["content-encoding"] == "gzip")
                #expect(small["vary"] == "Accept-Encoding")
                #expect(small.body.count < Self.large.count)
                #expect(try gunzip(small.body) == Self.large)
                for refusing in ["gzip;q=0", "*;q=0", "identity", "br"] {
                    try await client.send(RawClient.get(path, "Accept-Encoding: \(refusing)"))
                    let plain = try await client.answer()
                    #expect(plain["content-encoding"] == nil)
                    #expect(plain["vary"] == "Accept-Encoding")
                    #expect(plain.body == Self.large)
                }
            }
            for path in ["/small", "/tagged", "/image", "/encoded"] {
                try await client.send(RawClient.get(path, "Accept-Encoding: gzip"))
                let answer = try await client.answer()
                #expect(answer["content-encoding"] != "gzip")
                #expect(answer["vary"] == nil)
            }
            try await client.send("HEAD /large HTTP/1.1\r\nHost: a\r\nAccept-Encoding: gzip\r\n\r\n")
            let head = try await client.answer(isHead: true)
            #expect(head["content-encoding"] == "gzip")
        }
    }

    @Test("the server's header fields stand back behind the route's, and those behind the handler's")
    func headers() async throws {
        try await withServer(self.router()) { server in
            let client = try await RawClient(port: server.port)
            try await client.send(RawClient.get("/mine"))
            let mine = try await client.answer()
            #expect(mine["cache-control"] == "private")
            #expect(mine["x-content-type-options"] == "own")
            #expect(mine.count("cache-control") == 1)
            try await client.send(RawClient.get("/route"))
            let route = try await client.answer()
            #expect(route["x-route"] == "yes")
            #expect(route["cache-control"] == "max-age=5")
            #expect(route["x-content-type-options"] == "nosniff")
            try await client.send(RawClient.get("/cookies"))
            let cookies = try await client.answer()
            #expect(cookies.count("set-cookie") == 2)
            #expect(cookies["date"]?.hasSuffix("GMT") == true)
            #expect(cookies.count("content-length") == 1)
            try await client.send(RawClient.get("/empty"))
            let empty = try await client.answer()
            #expect(empty.status == 204)
            #expect(empty["content-length"] == nil)
        }
    }

    @Test(
        "JSON bodies are taken as application/json only",
        arguments: [
            ("application/json", 200), ("Application/JSON", 200), ("application/json; charset=utf-8", 200),
            ("application/json;charset=\"UTF-8\"", 200), ("application/json; charset=utf-16", 415),
            ("application/json; charset=latin1", 415), ("application/json; version=1", 415), ("application/json;", 415),
            ("text/json", 415), ("application/problem+json", 415), ("application/x-www-form-urlencoded", 415),
            ("application/json, text/plain", 415), ("", 415), (nil, 415),
        ]
    )
    func contentType(_ type: String?, _ status: Int) async throws {
        try await withServer(self.router()) { server in
            let field = type.map { "Content-Type: \($0)" } ?? "X-Nothing: x"
            let answer = try await RawClient.ask(server, RawClient.post("/json", "[1,2]", field))
            #expect(answer.status == status)
            if status == 415 { #expect(answer.problemCode == "unsupported_media_type") }
        }
    }

    @Test("a body is not inflated", arguments: [("gzip", 415), ("br", 415), ("gzip, gzip", 415), ("identity", 200)])
    func contentCodings(coding: String, status: Int) async throws {
        var router = Router()
        router.post("/json") { request in
            _ = try request.jsonObject()
            return .json([])
        }
        try await withServer(router) { server in
            let fields = "Content-Type: application/json\r\nContent-Encoding: \(coding)\r\nContent-Length: 2"
            let answer = try await RawClient.ask(server, "POST /json HTTP/1.1\r\nHost: a\r\n\(fields)\r\n\r\n{}")
            #expect(answer.status == status)
        }
    }

    @Test(
        "JSON that is none is refused with the reason",
        arguments: [
            ("", "empty"), ("{", "malformed"), ("{\"a\":1,\"a\":2}", "duplicate_key"), ("\"\\u0000\"", "nul"),
            ("[1,]", "malformed"), ("[1e999]", "range"), (String(repeating: "[", count: 40), "too_deep"),
            ("\"\\ud800\"", "encoding"), ("\u{FEFF}{}", "malformed"), ("{} x", "malformed"),
        ]
    )
    func json(_ body: String, _ code: String) async throws {
        try await withServer(self.router()) { server in
            let answer = try await RawClient.ask(
                server,
                RawClient.post("/json", body, "Content-Type: application/json")
            )
            #expect(answer.status == 400)
            #expect(answer.problemCode == code)
        }
    }

    @Test("where an object is needed nothing else will do", arguments: ["", "null", "[]", "\"x\"", "1"])
    func object(_ body: String) async throws {
        try await withServer(self.router()) { server in
            let answer = try await RawClient.ask(
                server,
                RawClient.post("/object", body, "Content-Type: application/json")
            )
            #expect(answer.status == 400)
            #expect(answer.problemCode == "expected_object")
            let fine = try await RawClient.ask(
                server,
                RawClient.post("/object", #"{"name":"Ada"}"#, "Content-Type: application/json", "Accept: text/xml")
            )
            #expect(fine.text == "Ada")
        }
    }
}
