import Curl
import Values

/// Asks the API in the name of the one whose key is in the environment.
struct APIClient {
    private let base: String
    private let key: String
    private let client: HTTPClient

    /// - Throws: ``UsageError`` when the environment does not say where the API is, and who asks.
    init(_ environment: [String: String]) throws {
        guard let base = environment["STAGECOACH_API"], let key = environment["STAGECOACH_API_KEY"] else {
            throw UsageError(
                "Set STAGECOACH_API and STAGECOACH_API_KEY; `eval \"$(infra/env)\"` does it for the local instance"
            )
        }
        self.base = base.hasSuffix("/") ? String(base.dropLast()) : base
        self.key = key
        // The user names the server; it may well be their own machine.
        self.client = try HTTPClient(HTTPClient.Configuration(addressPolicy: .any))
    }

    /// The API refused.
    struct Refused: Error, CustomStringConvertible {
        let status: Int
        let description: String
    }

    /// Sends a request and returns the JSON that comes back.
    ///
    /// - Throws: ``Refused``; `HTTPClientError` when there is no answer.
    func send(_ method: String, _ path: String, _ body: JSON? = nil) async throws -> JSON {
        var headers: HTTPClient.Headers = ["Authorization": "Bearer \(self.key)"]
        if body != nil { headers.add("Content-Type", "application/json") }
        let response = try await self.client.send(
            HTTPClient.Request(method, self.base + "/api/v1" + path, headers: headers, body: body?.bytes)
        )
        let document = try? JSONDocument(response.body)
        guard (200..<300).contains(response.status) else {
            let detail = document?.root["detail"]?.string ?? "status \(response.status)"
            throw Refused(status: response.status, description: detail)
        }
        return document.map { JSON($0.root) } ?? .null
    }

    /// All items of a list, page after page.
    func items(_ path: String, limit: Int = .max) async throws -> [JSON] {
        var items: [JSON] = []
        var cursor = ""
        repeat {
            let separator = path.contains("?") ? "&" : "?"
            let page = try await self.send("GET", path + (cursor.isEmpty ? "" : "\(separator)cursor=\(cursor)"))
            items += page["items"]?.array ?? []
            cursor = page["nextCursor"]?.string ?? ""
        } while !cursor.isEmpty && items.count < limit
        return items
    }

    /// The id of a job that is named by its id or its name.
    func job(_ text: String) async throws -> String {
        if ID(text) != nil { return text }
        let found = try await self.items("/jobs?limit=100").filter { $0["name"]?.string == text }
        guard let id = found.first?["id"]?.string else {
            throw UsageError("There is no job with the id or name \(text)")
        }
        guard found.count == 1 else { throw UsageError("Several jobs are called \(text); name one by its id") }
        return id
    }
}
