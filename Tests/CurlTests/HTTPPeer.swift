/// A request as a server got it.
struct ReceivedRequest: Sendable {
    let line: String
    let headers: [String]
    let body: [UInt8]

    /// The value of a header, by its lower-case name.
    func header(_ name: String) -> String? {
        self.headers.first { $0.lowercased().hasPrefix(name + ":") }.map { String($0.dropFirst(name.count + 1)) }
            .map { $0.hasPrefix(" ") ? String($0.dropFirst()) : $0 }
    }
}

extension Peer {
    func readRequest() throws -> ReceivedRequest {
        let line = try self.readLine()
        var headers: [String] = []
        while case let header = try self.readLine(), !header.isEmpty { headers.append(header) }
        let request = ReceivedRequest(line: line, headers: headers, body: [])
        let length = request.header("content-length").flatMap { Int($0) } ?? 0
        return ReceivedRequest(line: line, headers: headers, body: try self.read(length))
    }

    func answer(_ body: String, status: String = "200 OK", headers: String = "") throws {
        try self.write("HTTP/1.1 \(status)\r\nContent-Length: \(body.utf8.count)\r\n\(headers)\r\n\(body)")
    }
}

extension ScriptedServer {
    func url(_ path: String = "/") -> String { "http://127.0.0.1:\(self.port)\(path)" }
}
