import Contracts
import HTTP
import ServiceKit
import Values

/// `/u/{token}`: the links in mails (RFC 8058). They need no key; the token is one.
struct UnsubscribeRoutes: Sendable {
    private let backend: Backend

    init(_ backend: Backend) { self.backend = backend }

    func add(to router: inout Router) {
        router.get("/u/{token}", self.ask)
        router.post("/u/{token}", self.unsubscribe)
    }

    /// Only asks: link scanners follow every link in a mail, and must not unsubscribe anyone.
    private func ask(_ request: Request) async throws -> Response {
        guard self.backend.links.read(request.parameters["token"]) != nil else { return Self.unknown }
        return Self.page(
            "Unsubscribe?",
            "<p>You will get no more newsletters from this sender.</p>"
                + "<form method=\"post\"><button>Unsubscribe</button></form>"
        )
    }

    private func unsubscribe(_ request: Request) async throws -> Response {
        guard let (organization, subscriber) = self.backend.links.read(request.parameters["token"]) else {
            return Self.unknown
        }
        _ = try await self.backend.certainly(
            SubscribersUnsubscribe(subscriberId: subscriber),
            for: organization,
            key: "unsubscribe/\(subscriber)",
            trace: request.trace
        )
        return Self.page("You are unsubscribed", "<p>You will get no more newsletters from this sender.</p>")
    }

    private static var unknown: Response {
        self.page(
            "This link is not valid",
            "<p>Please take it from the mail as it is, or answer the mail.</p>",
            status: .notFound
        )
    }

    private static func page(_ title: String, _ body: String, status: Status = .ok) -> Response {
        let html = """
            <!doctype html><html lang="en"><head><meta charset="utf-8">\
            <meta name="viewport" content="width=device-width"><meta name="robots" content="noindex">\
            <title>\(title)</title></head><body><h1>\(title)</h1>\(body)</body></html>
            """
        return .bytes(
            Array(html.utf8),
            type: "text/html; charset=utf-8",
            status: status,
            headers: [
                .contentSecurityPolicy: "default-src 'none'; form-action 'self'; frame-ancestors 'none'",
                "Referrer-Policy": "no-referrer",
            ]
        )
    }
}
