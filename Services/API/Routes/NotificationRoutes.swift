import Contracts
import HTTP
import Postgres
import ServiceKit
import Values

/// `/notifications`: whom to notify of what, and what became of it.
struct NotificationRoutes: Sendable {
    private let backend: Backend

    init(_ backend: Backend) { self.backend = backend }

    func add(to router: inout Router) {
        router.get("/notifications", self.list)
        router.post("/notifications", self.create)
        router.get("/notifications/{id}", self.show)
        router.put("/notifications/{id}", self.replace)
        router.delete("/notifications/{id}", self.delete)
        router.post("/notifications/{id}/test", self.test)
        router.get("/notifications/{id}/deliveries", self.deliveries)
    }

    // MARK: - Reading

    private func list(_ request: Request) async throws -> Response {
        let paging = try Paging(request.query)
        let rules = try await self.backend.database.read(for: request.organization) { session in
            try NotificationReader.list(session, after: paging.after, limit: paging.limit + 1)
        }
        return Answer.page(rules, limit: paging.limit) { $0.write(to: &$1) }
    }

    private func show(_ request: Request) async throws -> Response {
        try Self.answer(try await self.find(try request.id(), request))
    }

    private func find(_ id: ID, _ request: Request) async throws -> NotificationView {
        let rule = try await self.backend.database.read(for: request.organization) { session in
            try NotificationReader.fetch(session, id)
        }
        guard let rule else { throw Problem(.notFound, "There are no such notifications") }
        return rule
    }

    private static func answer(_ rule: NotificationView, made: Secret? = nil) throws -> Response {
        .json(
            Answer.value { rule.write(to: &$0, signingSecret: made?.reveal()) },
            headers: [.etag: try Revision.tag(rule.revision)]
        )
    }

    private func deliveries(_ request: Request) async throws -> Response {
        let paging = try Paging(request.query)
        let state = try request.query.word(
            "state",
            of: ["pending", "sending", "sent", "failed", "unconfirmed", "dropped"]
        )
        let id = try await self.find(try request.id(), request).id
        let deliveries = try await self.backend.database.read(for: request.organization) { session in
            try NotificationReader.deliveries(
                session,
                id,
                state: state,
                before: paging.after,
                limit: paging.limit + 1
            )
        }
        return Answer.page(deliveries, limit: paging.limit) { $0.write(to: &$1) }
    }

    // MARK: - Changing

    private func create(_ request: Request) async throws -> Response {
        let form = try NotificationForm(try request.jsonObject())
        let key = try await self.backend.sealingKey()
        var shown: (rule: NotificationView, made: Secret)?
        var response = try await self.backend.once(request) { idempotency in
            let (definition, made) = form.sealed(with: key, known: nil)
            let accepted: NotificationAccepted = try await self.backend.command(
                NotificationDefine(ruleId: idempotency.resource, definition: definition),
                request,
                key: idempotency.commandKey
            )
            let rule = try await self.find(accepted.ruleId, request)
            if let made { shown = (rule, made) }
            let location = try HeaderValue(validating: "/api/v1/notifications/\(rule.id)")
            let headers: Headers = [.location: location, .etag: try Revision.tag(rule.revision)]
            // What is kept for repeats has no secret in it.
            return (.created, Answer.value { rule.write(to: &$0) }, headers)
        }
        if let shown {
            let json = Answer.value { shown.rule.write(to: &$0, signingSecret: shown.made.reveal()) }
            response = .json(json, status: response.status, headers: response.headers)
        }
        return response
    }

    private func replace(_ request: Request) async throws -> Response {
        let form = try NotificationForm(try request.jsonObject())
        // A definition for an id that is not there must not make anything.
        let known = try await self.find(try request.id(), request)
        let expected = try Revision.expected(request)
        let key = try await self.backend.sealingKey()
        let (definition, made) = form.sealed(with: key, known: NotificationChannel(rawValue: known.channel))
        let _: NotificationAccepted = try await self.backend.command(
            // Which secrets stay was decided by what was read.
            NotificationDefine(ruleId: known.id, revision: expected ?? known.revision, definition: definition),
            request
        )
        return try Self.answer(try await self.find(known.id, request), made: made)
    }

    private func delete(_ request: Request) async throws -> Response {
        let command = NotificationDelete(ruleId: try request.id())
        let _: NotificationAccepted = try await self.backend.command(command, request)
        return Response(status: .noContent)
    }

    private func test(_ request: Request) async throws -> Response {
        let id = try request.id()
        return try await self.backend.once(request) { idempotency in
            let accepted: NotificationAccepted = try await self.backend.command(
                NotificationTest(ruleId: id),
                request,
                key: idempotency.commandKey
            )
            let json = Answer.object { writer in
                writer.ids("deliveries", accepted.deliveries)
            }
            return (.accepted, json, [:])
        }
    }
}
