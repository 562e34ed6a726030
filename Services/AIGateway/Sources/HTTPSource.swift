import Contracts
import Curl
import Values

/// Takes JSON from a web server.
struct HTTPSource: Sendable {
    /// Of an answer, in bytes.
    static let sizeLimit = 5 << 20
    private static let redirects = 3

    let clients: OutboundClients
    /// Hosts beside the public ones that requests may go to, in lower case.
    let hosts: Set<String>

    /// An answer that can be used.
    struct Answer: Sendable {
        /// The part that was selected.
        var element: JSONElement
        /// In bytes, as it came.
        var size: Int
    }

    /// Asks once.
    ///
    /// - Parameters:
    ///   - secrets: Those that the source names, by their names.
    ///   - limit: For all of it.
    /// - Throws: ``SourceFailure``; `CancellationError`.
    func fetch(_ source: ReportSource, _ secrets: [String: String], within limit: Duration) async throws -> Answer {
        let end = ContinuousClock.now + limit
        var request = try HTTPSource.request(source, secrets)
        for _ in 0...HTTPSource.redirects {
            request.deadline = max(end - .now, .milliseconds(1))
            let response = try await self.send(request, limit)
            switch response.status {
            case 200..<300: return try HTTPSource.read(response.body, select: source.select)
            case 301, 302, 303, 307, 308:
                request.url = try HTTPSource.redirected(request, response)
            default: throw HTTPSource.failure(response)
            }
        }
        throw SourceFailure("too_many_redirects", "the server sends from one address to the next")
    }

    private func send(_ request: HTTPClient.Request, _ limit: Duration) async throws -> HTTPClient.Response {
        let target: OutboundTarget
        do throws(OutboundTarget.Refused) {
            target = try OutboundTarget(request.url, named: self.hosts)
        } catch {
            throw SourceFailure("refused_address", "the address \(error.message)")
        }
        do throws(HTTPClientError) {
            return try await self.clients.client(for: target.way).send(request)
        } catch {
            if error.code == .cancelled { throw CancellationError() }
            throw SourceFailure(error, limit: limit, size: HTTPSource.sizeLimit)
        }
    }

    // MARK: - Pure

    /// The request, with the secrets in it.
    static func request(
        _ source: ReportSource,
        _ secrets: [String: String]
    ) throws(SourceFailure) -> HTTPClient.Request {
        var request = HTTPClient.Request(source.method ?? (source.body == nil ? "GET" : "POST"), source.url ?? "")
        var names: Set<String> = []
        for (name, value) in (source.headers ?? [:]).sorted(by: { $0.key < $1.key }) {
            guard let value = SecretTemplate.render(value, secrets) else { throw self.missing }
            names.insert(name.lowercased())
            request.headers.add(name, value)
        }
        if !names.contains("accept") { request.headers.add("Accept", "application/json") }
        if let body = source.body {
            guard body.texts.allSatisfy({ SecretTemplate.render($0, secrets) != nil }) else { throw self.missing }
            let filled = body.mapTexts { SecretTemplate.render($0, secrets) ?? "" }
            request.body = filled.string.map { Array($0.utf8) } ?? filled.bytes
            if !names.contains("content-type") {
                request.headers.add("Content-Type", filled.string == nil ? "application/json" : "text/plain")
            }
        }
        request.maximumBodySize = self.sizeLimit
        return request
    }

    private static var missing: SourceFailure {
        SourceFailure("secret_missing", "a secret that it names is not in the store")
    }

    /// Where a redirect leads, if it stays with the server. To another one nothing goes that was meant for this one.
    static func redirected(
        _ request: HTTPClient.Request,
        _ response: HTTPClient.Response
    ) throws(SourceFailure) -> String {
        let refused = SourceFailure(
            "redirected",
            "the server sends to another one (status \(response.status)), which is not followed"
        )
        guard request.method == "GET", let location = response.headers["Location"],
            let origin = WebAddress(origin: request.url)
        else { throw refused }
        if location.hasPrefix("/"), !location.hasPrefix("//") { return origin.text + location }
        guard WebAddress(origin: location) == origin else { throw refused }
        return location
    }

    static func failure(_ response: HTTPClient.Response) -> SourceFailure {
        let isTransient = response.status >= 500 || [408, 425, 429].contains(response.status)
        return SourceFailure(
            "http_status",
            "the server answered with status \(response.status)",
            isTransient: isTransient,
            retryAfter: isTransient ? RetryAfter.find(response.headers, body: "", now: .now()) : nil,
            bytes: response.body.count
        )
    }

    /// The part of an answer that counts.
    static func read(_ body: [UInt8], select: String?) throws(SourceFailure) -> Answer {
        let document: JSONDocument
        do throws(JSONError) {
            document = try JSONDocument(body)
        } catch {
            throw SourceFailure("invalid_json", "the answer is no JSON: \(error)", bytes: body.count)
        }
        guard let select else { return Answer(element: document.root, size: body.count) }
        guard let element = JSONPointer(select)?.find(in: document.root) else {
            throw SourceFailure("nothing_selected", "the answer has nothing at \(select)", bytes: body.count)
        }
        return Answer(element: element, size: body.count)
    }
}
