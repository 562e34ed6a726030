import Testing

@testable import HTTP

@Suite(.timeLimit(.minutes(1)))
struct RoutingTests {
    private func table(_ routes: (HTTP.Method, String)...) -> RouteTable {
        var router = Router()
        for (method, pattern) in routes { router.add(method, pattern) { _ in .text(pattern) } }
        return RouteTable(router) { handler in { _ in .text("") } }
    }

    private func find(_ table: RouteTable, _ method: HTTP.Method, _ segments: String...) -> String {
        switch table.match(method, segments) {
        case .endpoint(let endpoint, let parameters): "\(endpoint.pattern.text) \(parameters.values)"
        case .methodNotAllowed(let allow, _): "405 \(allow.map(\.rawValue).joined(separator: " "))"
        case .notFound: "404"
        }
    }

    @Test("a router tells what has been added to it, with its prefix")
    func endpoints() {
        var inner = Router()
        inner.get("/jobs/{id}") { _ in .text("") }
        inner.post("/jobs") { _ in .text("") }
        var router = Router()
        router.mount(inner, at: "/api")
        #expect(router.endpoints.map { "\($0.method) \($0.pattern)" } == ["GET /api/jobs/{id}", "POST /api/jobs"])
    }

    @Test("the most specific pattern wins, whatever the order")
    func specific() {
        let table = self.table(
            (.get, "/jobs/{id}"),
            (.get, "/jobs/new"),
            (.get, "/jobs/{id}/runs/{run}"),
            (.get, "/jobs/new/{what}/x"),
            (.get, "/{a}/{b}/{c}/y"),
            (.get, "/")
        )
        #expect(self.find(table, .get, "jobs", "new") == "/jobs/new []")
        #expect(self.find(table, .get, "jobs", "7") == #"/jobs/{id} ["7"]"#)
        #expect(self.find(table, .get, "jobs", "7", "runs", "8") == #"/jobs/{id}/runs/{run} ["7", "8"]"#)
        // Turns back where a literal leads nowhere.
        #expect(self.find(table, .get, "jobs", "new", "runs", "8") == #"/jobs/{id}/runs/{run} ["new", "8"]"#)
        #expect(self.find(table, .get, "jobs", "new", "runs", "y") == #"/jobs/{id}/runs/{run} ["new", "y"]"#)
        #expect(self.find(table, .get, "jobs", "new", "old", "y") == #"/{a}/{b}/{c}/y ["jobs", "new", "old"]"#)
        #expect(self.find(table, .get) == "/ []")
        #expect(self.find(table, .get, "jobs") == "404")
        #expect(self.find(table, .get, "jobs", "7", "runs") == "404")
    }

    @Test("a slash at the end matters, and a placeholder is never empty")
    func trailingSlash() {
        let table = self.table((.get, "/a"), (.get, "/b/"), (.get, "/c"), (.get, "/c/"), (.get, "/d/{x}"))
        #expect(self.find(table, .get, "a") == "/a []")
        #expect(self.find(table, .get, "a", "") == "404")
        #expect(self.find(table, .get, "b") == "404")
        #expect(self.find(table, .get, "b", "") == "/b/ []")
        #expect(self.find(table, .get, "c", "") == "/c/ []")
        #expect(self.find(table, .get, "d", "") == "404")
    }

    @Test("the path decides before the method")
    func methods() {
        let table = self.table((.get, "/jobs/{id}"), (.delete, "/jobs/{id}"), (.post, "/jobs/import"))
        #expect(self.find(table, .head, "jobs", "7") == #"/jobs/{id} ["7"]"#)
        #expect(self.find(table, .put, "jobs", "7") == "405 GET HEAD DELETE")
        #expect(self.find(table, .get, "jobs", "import") == "405 POST")
        #expect(self.find(table, .head, "jobs", "import") == "405 POST")
    }

    @Test("mistakes in the source stop the program")
    func mistakes() async {
        await #expect(processExitsWith: .failure) {
            var router = Router()
            router.get("jobs") { _ in .text("") }
        }
        await #expect(processExitsWith: .failure) {
            var router = Router()
            router.get("/jobs/{id}/{id}") { _ in .text("") }
        }
        await #expect(processExitsWith: .failure) {
            var router = Router()
            router.get("/jobs/{a}") { _ in .text("") }
            router.get("/jobs/{b}") { _ in .text("") }
            _ = RouteTable(router) { _ in { _ in .text("") } }
        }
    }

    @Test("HEAD is answered as GET, without the body")
    func head() async throws {
        try await withServer(echoRouter()) { server in
            let client = try await RawClient(port: server.port)
            try await client.send("HEAD /hello HTTP/1.1\r\nHost: a\r\n\r\n")
            let answer = try await client.answer(isHead: true)
            #expect(answer.status == 200)
            #expect(answer["content-length"] == "5")
            // No byte of a body follows: the next answer begins at once.
            try await client.send(RawClient.get("/jobs/7"))
            #expect(try await client.answer().text == "7")
        }
    }

    @Test("404 and 405 keep the connection, and tell what is allowed")
    func refusals() async throws {
        try await withServer(echoRouter()) { server in
            let client = try await RawClient(port: server.port)
            try await client.send(RawClient.get("/none"))
            let missing = try await client.answer()
            #expect(missing.status == 404)
            #expect(missing.problemCode == "not_found")
            try await client.send("DELETE /hello HTTP/1.1\r\nHost: a\r\n\r\n")
            let method = try await client.answer()
            #expect(method.status == 405)
            #expect(method["allow"] == "GET, HEAD")
            #expect(method.problemCode == "method_not_allowed")
            try await client.send(RawClient.get("/hello"))
            #expect(try await client.answer().text == "hello")
        }
    }

    @Test("middleware sees what will be sent, for refusals too, and the pattern")
    func middleware() async throws {
        let seen = Recorder()
        var inner = Router()
        inner.use { request, next in
            if request.headers[.authorization] != "Bearer good" {
                throw Refusal(.unauthorized, .init(rawValue: "unauthorized"), "log in")
            }
            var request = request
            request[UserKey.self] = "ada"
            return await next(request)
        }
        inner.get("/me/{x}") { request in .text(request[UserKey.self] ?? "nobody") }
        var router = Router()
        router.use { request, next in
            let response = await next(request)
            seen.add("\(request.method) \(request.route ?? "-") \(response.status.code)")
            var marked = response
            marked.headers["X-Seen"] = "yes"
            return marked
        }
        router.get("/fails") { _ in throw Broken() }
        router.mount(inner, at: "/api")
        try await withServer(router) { server in
            let good = try await RawClient.ask(server, RawClient.get("/api/me/1", "Authorization: Bearer good"))
            #expect(good.text == "ada")
            #expect(good["x-seen"] == "yes")
            #expect(try await RawClient.ask(server, RawClient.get("/api/me/1")).problemCode == "unauthorized")
            #expect(try await RawClient.ask(server, RawClient.get("/api/none")).status == 404)
            #expect(try await RawClient.ask(server, RawClient.post("/api/me/1", "body")).status == 405)
            let failed = try await RawClient.ask(server, RawClient.get("/fails"))
            #expect(failed.status == 500)
            #expect(failed.problemCode == "internal")
            #expect(!failed.text.contains("secret"))
        }
        #expect(
            seen.all == [
                "GET /api/me/{x} 200", "GET /api/me/{x} 401", "GET - 404", "POST /api/me/{x} 405", "GET /fails 500",
            ]
        )
    }

    @Test("a service can turn its own errors into answers, and hears of those it does not know")
    func errors() async throws {
        let reported = Recorder()
        var router = Router()
        router.get("/known") { _ in throw Broken() }
        router.get("/unknown") { _ in throw Refusal.notFound }
        router.get("/other") { _ in throw RawClient.Failure(description: "other") }
        let configure = { (configuration: inout Server.Configuration) in
            configuration.answer = { error, request in
                error is Broken ? .problem(Array(#"{"status":409,"code":"broken"}"#.utf8), status: .conflict) : nil
            }
            configuration.report = { reported.add("\($0)") }
        }
        try await withServer(router, configure: configure) { server in
            let known = try await RawClient.ask(server, RawClient.get("/known"))
            #expect(known.problemCode == "broken")
            #expect(try await RawClient.ask(server, RawClient.get("/unknown")).status == 404)
            #expect(try await RawClient.ask(server, RawClient.get("/other")).status == 500)
        }
        #expect(reported.all == ["other"])
    }

    private enum UserKey: RequestKey { typealias Value = String }

    private struct Broken: Error, CustomStringConvertible {
        var description: String { "secret" }
    }
}
