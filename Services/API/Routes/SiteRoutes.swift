import Contracts
import HTTP
import Postgres
import Values

/// `/sites` and `/items`.
struct SiteRoutes: Sendable {
    private let backend: Backend

    init(_ backend: Backend) { self.backend = backend }

    /// A hundred thousand keywords.
    private static let importLimit = 16 << 20
    /// Keywords of one command.
    private static let part = 1000

    func add(to router: inout Router) {
        router.post("/sites", self.create)
        router.get("/sites", self.list)
        router.get("/sites/{id}", self.show)
        router.patch("/sites/{id}", self.rename)
        router.delete("/sites/{id}", self.delete)
        router.post("/sites/{id}/keywords", body: .buffered(limit: Self.importLimit), self.importKeywords)
        router.get("/items", self.items)
        for change in [ItemsChange.Change.disable, .enable, .delete] {
            router.post("/items/\(change.rawValue)") { try await self.changeItems($0, change) }
        }
    }

    // MARK: - Sites

    private func create(_ request: Request) async throws -> Response {
        let name = try request.name()
        return try await self.backend.once(request) { idempotency in
            let accepted: SiteAccepted = try await self.backend.command(
                SiteDefine(siteId: idempotency.resource, name: name),
                request,
                key: idempotency.commandKey
            )
            let site = try await self.find(accepted.siteId, request)
            let location = try HeaderValue(validating: "/api/v1/sites/\(site.id)")
            return (.created, Answer.value { site.write(to: &$0) }, [.location: location])
        }
    }

    private func list(_ request: Request) async throws -> Response {
        let paging = try Paging(request.query)
        let sites = try await self.backend.database.read(for: request.organization) { session in
            try SiteReader.list(session, after: paging.after, limit: paging.limit + 1)
        }
        return Answer.page(sites, limit: paging.limit) { $0.write(to: &$1) }
    }

    private func find(_ id: ID, _ request: Request) async throws -> SiteView {
        let site = try await self.backend.database.read(for: request.organization) { try SiteReader.fetch($0, id) }
        guard let site else { throw Problem(.notFound, "There is no such site") }
        return site
    }

    private func show(_ request: Request) async throws -> Response {
        let site = try await self.find(try request.id(), request)
        return .json(Answer.value { site.write(to: &$0) })
    }

    private func rename(_ request: Request) async throws -> Response {
        let (id, name) = (try await self.find(try request.id(), request).id, try request.name())
        let _: SiteAccepted = try await self.backend.command(SiteDefine(siteId: id, name: name), request)
        return try await self.show(request)
    }

    private func delete(_ request: Request) async throws -> Response {
        let _: SiteAccepted = try await self.backend.command(SiteDelete(siteId: try request.id()), request)
        return Response(status: .noContent)
    }

    // MARK: - Items

    private func importKeywords(_ request: Request) async throws -> Response {
        let site = try await self.find(try request.id(), request)
        let file = try KeywordRows(request)
        if file.rows.isEmpty, file.rejected.isEmpty {
            throw Problem([FieldError(pointer: "/keywords", message: "must not be empty")])
        }
        return try await self.backend.once(request) { idempotency in
            var (imported, duplicates, rejected) = (0, 0, file.rejected)
            for start in stride(from: 0, to: file.rows.count, by: Self.part) {
                let part = file.rows[start..<min(start + Self.part, file.rows.count)]
                let answer: ItemsImported = try await self.backend.command(
                    ItemsImport(siteId: site.id, keywords: Array(part)),
                    request,
                    key: "\(idempotency.commandKey)/\(start)"
                )
                imported += answer.imported
                duplicates += answer.duplicates
                rejected += answer.rejected
            }
            rejected.sort { $0.line < $1.line }
            let json = Answer.object { writer in
                writer.field("imported", imported)
                writer.field("duplicates", duplicates)
                writer.rejected(rejected, line: \.line, reason: \.reason)
            }
            return (.ok, json, [:])
        }
    }

    private func items(_ request: Request) async throws -> Response {
        let paging = try Paging(request.query)
        var filter = ItemFilter()
        if let text = try request.query.single("siteId") {
            guard let id = ID(text) else { throw Refusal.badParameter("siteId", "must be the id of a site") }
            filter.site = id
        }
        if let text = try request.query.single("id") {
            guard let id = ID(text) else { throw Refusal.badParameter("id", "must be the id of an item") }
            filter.id = id
        }
        filter.kinds = try request.query.words("kind")
        filter.statuses = try request.query.words("status")
        if let text = try request.query.single("parent") {
            guard let id = ID(text) else { throw Refusal.badParameter("parent", "must be the id of an item") }
            filter.parent = id
        }
        if let text = try request.query.single("disabled") {
            guard let flag = Bool(text) else { throw Refusal.badParameter("disabled", "must be true or false") }
            filter.isDisabled = flag
        }
        let wanted = filter
        let items = try await self.backend.database.read(for: request.organization) { session in
            try SiteReader.items(session, wanted, after: paging.after, limit: paging.limit + 1)
        }
        return Answer.page(items, limit: paging.limit) { $0.write(to: &$1) }
    }

    private func changeItems(_ request: Request, _ change: ItemsChange.Change) async throws -> Response {
        let body = try request.jsonObject()
        try KnownMembers.check(body, ["ids"])
        let ids = try body.ids("ids", of: "an item")
        let command = ItemsChange(ids: ids, change: change)
        let errors = command.problems()
        if !errors.isEmpty { throw Problem(errors) }
        let changed: ItemsChanged = try await self.backend.command(command, request)
        return .json(Answer.object { $0.field("changed", changed.changed) })
    }
}
