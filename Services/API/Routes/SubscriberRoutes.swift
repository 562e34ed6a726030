import Contracts
import HTTP
import Postgres
import Values

/// `/subscribers` and `/lists`.
struct SubscriberRoutes: Sendable {
    private let backend: Backend

    init(_ backend: Backend) { self.backend = backend }

    /// A file of a million subscribers.
    private static let importLimit = 200 << 20

    func add(to router: inout Router) {
        router.get("/subscribers", self.list)
        router.post("/subscribers/import", body: .streamed(limit: Self.importLimit), self.importing)
        router.get("/subscribers/export", self.export)
        router.get("/subscribers/{id}", self.show)
        router.post("/subscribers/{id}/suppress", self.suppress)
        router.get("/lists", self.lists)
        router.post("/lists", self.createList)
    }

    private func list(_ request: Request) async throws -> Response {
        let paging = try Paging(request.query)
        let email = try request.query.single("email")
        let status = try request.query.word(
            "status",
            of: ["pending", "confirmed", "unsubscribed", "suppressed"]
        )
        let subscribers = try await self.backend.database.read(for: request.organization) { session in
            try SubscriberReader.list(
                session,
                email: email,
                status: status,
                after: paging.after,
                limit: paging.limit + 1
            )
        }
        return Answer.page(subscribers, limit: paging.limit) { $0.write(to: &$1) }
    }

    private func show(_ request: Request) async throws -> Response {
        let subscriber = try await self.find(request)
        return .json(Answer.value { subscriber.write(to: &$0) })
    }

    private func find(_ request: Request) async throws -> SubscriberView {
        let id = try request.id()
        let found = try await self.backend.database.read(for: request.organization) { session in
            try SubscriberReader.fetch(session, id)
        }
        guard let found else { throw Problem(.notFound, "There is no such subscriber") }
        return found
    }

    // MARK: - Files

    private func importing(_ request: Request) async throws -> Response {
        guard request.mediaType == "text/csv" else {
            throw Refusal(.unsupportedMediaType, .unsupportedMediaType, "the body must be sent as text/csv")
        }
        var list: ID?
        if let text = try request.query.single("list") {
            guard let id = ID(text) else { throw Refusal.badParameter("list", "must be the id of a list") }
            list = id
        }
        let outcome: SubscriberImport.Outcome
        do {
            outcome = try await SubscriberImport(backend: self.backend, request: request, list: list).run()
        } catch let error as SubscriberRows.Unreadable {
            throw Problem([FieldError(pointer: "", message: error.reason)])
        }
        return .json(
            Answer.object { writer in
                writer.field("imported", outcome.imported)
                writer.field("updated", outcome.updated)
                writer.rejected(outcome.rejected, line: \.line, reason: \.reason)
            }
        )
    }

    /// All subscribers as a file that can be imported again.
    private func export(_ request: Request) async throws -> Response {
        let subscribers = try await self.backend.database.read(for: request.organization) { session in
            try SubscriberReader.list(session, email: nil, status: nil, after: nil, limit: .max)
        }
        let names = Set(subscribers.flatMap { $0.attributeNames })
            .filter { !SubscriberRows.reserved.contains($0.lowercased()) }.sorted()
        var writer = CSVWriter()
        writer.row(["email", "name", "status"] + names)
        for subscriber in subscribers {
            let values = names.map { subscriber.attributes[$0]?.string ?? "" }
            writer.row([subscriber.email, subscriber.name ?? "", subscriber.status] + values)
        }
        return .bytes(
            writer.bytes,
            type: "text/csv; charset=utf-8",
            headers: [.contentDisposition: "attachment; filename=\"subscribers.csv\""]
        )
    }

    // MARK: - Changing

    /// Always possible: it is written down here, and the mailer does it as soon as it can.
    private func suppress(_ request: Request) async throws -> Response {
        var reason = "manual"
        if !request.body.isEmpty {
            let body = try request.jsonObject()
            try KnownMembers.check(body, ["reason"])
            if let given = body["reason"]?.string {
                var check = Check()
                check.line(given, "/reason", limit: 100)
                if !check.errors.isEmpty { throw Problem(check.errors) }
                reason = given
            }
        }
        let id = try await self.find(request).id
        let isDone = try await self.backend.certainly(
            SubscribersSuppress(subscriberId: id, reason: reason),
            for: request.organization,
            key: "suppress/\(ID())",
            trace: request.trace
        )
        return .json(
            Answer.object { writer in
                writer.field("id", id)
                writer.field("status", "suppressed")
            },
            status: isDone ? .ok : .accepted
        )
    }

    // MARK: - Lists

    private func lists(_ request: Request) async throws -> Response {
        _ = try Paging(request.query)
        let lists = try await self.backend.database.read(for: request.organization) { try SubscriberReader.lists($0) }
        return Answer.list(lists, next: nil) { $0.write(to: &$1) }
    }

    private func createList(_ request: Request) async throws -> Response {
        let name = try request.name()
        return try await self.backend.once(request) { idempotency in
            let _: ListAccepted = try await self.backend.command(
                ListDefine(listId: idempotency.resource, name: name),
                request,
                key: idempotency.commandKey
            )
            let json = Answer.object { writer in
                writer.field("id", idempotency.resource)
                writer.field("name", name)
                writer.field("members", 0)
            }
            return (.created, json, [:])
        }
    }
}

extension SubscriberView {
    fileprivate var attributeNames: [String] {
        guard case .object(let members) = self.attributes else { return [] }
        return Array(members.keys)
    }
}
