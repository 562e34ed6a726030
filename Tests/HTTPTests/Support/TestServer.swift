import HTTP

/// Runs `body` with a server on a free port, and stops it on every path.
func withServer(
    _ router: Router,
    configure: (inout Server.Configuration) -> Void = { _ in },
    _ body: (Server) async throws -> Void
) async throws {
    var configuration = Server.Configuration()
    configuration.report = { _ in }
    configure(&configuration)
    let server = try Server.start(router, configuration: configuration)
    do {
        try await body(server)
    } catch {
        await server.drain(within: .zero)
        throw error
    }
    await server.drain(within: .zero)
}

/// A router with what most tests need.
func echoRouter() -> Router {
    var router = Router()
    router.get("/") { _ in .text("root") }
    router.get("/hello") { _ in .text("hello") }
    router.get("/jobs/{id}") { request in .text(request.parameters["id"]) }
    router.post("/echo") { request in .bytes(request.body, type: "application/octet-stream") }
    return router
}

extension RawClient {
    /// Sends a request on a connection of its own.
    static func ask(_ server: Server, _ request: String, isHead: Bool = false) async throws -> Answer {
        let client = try await RawClient(port: server.port)
        try await client.send(request)
        return try await client.answer(isHead: isHead)
    }

    /// A request with the fields that are needed.
    static func get(_ path: String, _ fields: String...) -> String {
        "GET \(path) HTTP/1.1\r\nHost: test\r\n" + fields.map { $0 + "\r\n" }.joined() + "\r\n"
    }

    static func post(_ path: String, _ body: String, _ fields: String...) -> String {
        "POST \(path) HTTP/1.1\r\nHost: test\r\nContent-Length: \(body.utf8.count)\r\n"
            + fields.map { $0 + "\r\n" }.joined() + "\r\n" + body
    }
}

/// Waits until `condition` holds. The test's time limit is what ends a wait in vain.
func until(_ condition: () async -> Bool) async throws {
    while !(await condition()) { try await Task.sleep(for: .milliseconds(5)) }
}
