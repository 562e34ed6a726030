import Contracts
import FoundationEssentials
import HTTP
import Postgres
import Values

/// `/contents`: what the content pipeline has written, and what a person decides about it.
struct ReviewRoutes: Sendable {
    private let backend: Backend

    init(_ backend: Backend) { self.backend = backend }

    func add(to router: inout Router) {
        router.get("/contents", self.list)
        router.get("/contents/{id}/preview", self.preview)
        router.post("/contents/approve") { request in
            try await self.decide(request) { ContentApprove(ids: $0, note: $1) }
        }
        router.post("/contents/reject") { request in
            try await self.decide(request) { ContentReject(ids: $0, note: $1) }
        }
        router.post("/contents/return") { request in
            try await self.decide(request) { ContentReturn(ids: $0, note: $1) }
        }
    }

    private func list(_ request: Request) async throws -> Response {
        let paging = try Paging(request.query)
        var filter = ReviewFilter(statuses: try request.query.words("status"))
        if let text = try request.query.single("siteId") {
            guard let id = ID(text) else { throw Refusal.badParameter("siteId", "must be the id of a site") }
            filter.site = id
        }
        let wanted = filter
        let contents = try await self.backend.database.readAll(for: request.organization) { session in
            try ReviewReader.list(session, wanted, after: paging.after, limit: paging.limit + 1)
        }
        return Answer.page(contents, limit: paging.limit) { content, writer in
            writer.beginObject()
            content.writeMembers(to: &writer)
            writer.endObject()
        }
    }

    /// One content; `nil` when there is none with this id.
    func show(_ id: ID, _ request: Request) async throws -> Response? {
        let found = try await self.backend.database.readAll(for: request.organization) { session in
            guard let view = try ReviewReader.fetch(session, id) else { return nil as Whole? }
            let artifact = try view.contentRef.flatMap { try ArtifactReader.fetch(session, $0) }
            return Whole(
                view: view,
                artifact: artifact,
                decisions: try ReviewReader.decisions(session, of: id)
            )
        }
        guard let found else { return nil }
        return .json(
            Answer.object { writer in
                found.view.writeMembers(to: &writer)
                writer.field("attributes", found.view.attributes)
                writer.field("html", found.view.html(found.artifact?.text ?? ""))
                ContentRoutes.write(found.artifact?.provenance ?? [:], to: &writer)
                writer.nullable("generatedAt", found.artifact?.createdAt)
                writer.field("preview", "/api/v1/contents/\(id)/preview")
                // The last word of a reviewer, or what the text was written anew for.
                let note = found.decisions.last?.note.map { JSON.string($0) } ?? found.view.note ?? .null
                writer.field("note", note)
                writer.key("decisions")
                writer.beginArray()
                for decision in found.decisions { decision.write(to: &writer) }
                writer.endArray()
            }
        )
    }

    private struct Whole: Sendable {
        var view: ReviewView
        var artifact: ArtifactView?
        var decisions: [DecisionView]
    }

    // MARK: - Preview

    private static let policy: HeaderValue = """
        sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; \
        frame-ancestors 'self'
        """

    /// A page for a sandboxed frame. Its images are in it: a page without an origin could ask for none of ours.
    private func preview(_ request: Request) async throws -> Response {
        let id = try request.id()
        let (database, organization) = (self.backend.database, request.organization)
        let found = try await database.readAll(for: organization) { session -> (ReviewView, String)? in
            guard let view = try ReviewReader.fetch(session, id) else { return nil }
            return (view, try view.contentRef.flatMap { try ArtifactReader.fetch(session, $0) }?.text ?? "")
        }
        guard let (view, text) = found else { return try await self.letter(id, request) }
        let headers: Headers = [.contentSecurityPolicy: Self.policy, "Referrer-Policy": "no-referrer"]
        return .streamed(type: "text/html; charset=utf-8", headers: headers) { body in
            try await body.write(Array(view.pageHead.utf8))
            for piece in view.pieces(text) {
                switch piece {
                case .html(let html): try await body.write(Array(html.utf8))
                case .image(let index):
                    guard let ref = view.images[index].ref,
                        let image = try await database.read(for: organization, { try ArtifactReader.fetch($0, ref) }),
                        image.mediaType.hasPrefix("image/")
                    else { continue }
                    let source = "data:\(image.mediaType);base64,\(Data(image.bytes).base64EncodedString())"
                    try await body.write(
                        Array(ArticleLayout.figure(view.images[index].attributes, source: source).utf8)
                    )
                }
            }
            try await body.write(Array("</article></body></html>\n".utf8))
        }
    }

    /// A newsletter or a report, which is a whole page by itself. What it names on other servers is not fetched.
    private func letter(_ id: ID, _ request: Request) async throws -> Response {
        let found = try await self.backend.database.read(for: request.organization) { try ContentReader.fetch($0, id) }
        guard let found else { throw Problem(.notFound, "There is no such content") }
        let headers: Headers = [.contentSecurityPolicy: Self.policy, "Referrer-Policy": "no-referrer"]
        return .bytes(Array(found.content.html.utf8), type: "text/html; charset=utf-8", headers: headers)
    }

    // MARK: - Decisions

    private func decide(
        _ request: Request,
        _ command: ([ID], String?) -> some ContentCommand
    ) async throws -> Response {
        let body = try request.jsonObject()
        try KnownMembers.check(body, ["ids", "note"])
        let ids = try body.ids("ids", of: "a content")
        var note: String?
        if let value = body["note"], !value.isNull {
            guard let text = value.string else {
                throw Problem([FieldError(pointer: "/note", message: "must be a text")])
            }
            note = text.isEmpty ? nil : text
        }
        let command = command(ids, note)
        let errors = command.problems()
        if !errors.isEmpty { throw Problem(errors) }
        return try await self.backend.once(request) { idempotency in
            let reviewed: ContentReviewed = try await self.backend.command(
                command,
                request,
                key: idempotency.commandKey
            )
            return (.ok, Answer.object { $0.field("changed", reviewed.changed) }, [:])
        }
    }
}

extension ArtifactView {
    fileprivate var text: String { String(decoding: self.bytes, as: UTF8.self) }
}

extension ReviewView {
    /// The text with the images that there are by now.
    func pieces(_ html: String) -> [ArticleLayout.Piece] {
        let images = self.images.map { (isFeatured: $0.isFeatured, heading: $0.attributes["heading"]?.string) }
        return ArticleLayout.pieces(html, images: images).filter { piece in
            if case .image(let index) = piece { self.images[index].ref != nil } else { true }
        }
    }

    fileprivate func html(_ html: String) -> String {
        self.pieces(html).map { piece in
            switch piece {
            case .html(let html): html
            case .image(let index):
                ArticleLayout.figure(self.images[index].attributes, source: self.images[index].url ?? "")
            }
        }.joined()
    }

    fileprivate var pageHead: String {
        let title = ArticleLayout.escaped(self.title)
        let language = ArticleLayout.escaped(self.attributes["language"]?.string ?? "en")
        return """
            <!doctype html><html lang="\(language)"><head><meta charset="utf-8">\
            <meta name="viewport" content="width=device-width"><title>\(title)</title><style>\
            body{margin:0;padding:24px;font:16px/1.6 system-ui,sans-serif;color:#17181a;background:#fff}\
            article{max-width:44rem;margin:0 auto}figure{margin:24px 0}img{max-width:100%;height:auto}\
            figcaption{color:#4b4d53;font-size:14px}</style></head><body><article><h1>\(title)</h1>

            """
    }
}
