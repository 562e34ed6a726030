import Contracts
import FoundationEssentials
import HTTP
import Postgres
import Values

/// `/dead_letters`: messages that could not be handled: list, show, send again, close.
struct DeadLetterRoutes: Sendable {
    private let backend: Backend

    init(_ backend: Backend) { self.backend = backend }

    func add(to router: inout Router) {
        router.get("/dead_letters", self.list)
        router.get("/dead_letters/{id}", self.show)
        router.post("/dead_letters/{id}/requeue") { request in
            try await self.change(request) { DeadRequeue(id: $0) }
        }
        router.post("/dead_letters/{id}/discard") { request in
            try await self.change(request) { DeadDiscard(id: $0) }
        }
    }

    private func list(_ request: Request) async throws -> Response {
        let paging = try Paging(request.query)
        let status = try request.query.word("status", of: ["open", "requeued", "discarded"])
        let letters = try await self.backend.database.read(for: request.organization) { session in
            try DeadLetterReader.list(session, status: status, before: paging.after, limit: paging.limit + 1)
        }
        return Answer.page(letters, limit: paging.limit) { letter, writer in
            letter.write(to: &writer, isWhole: false)
        }
    }

    private func show(_ request: Request) async throws -> Response { try await self.answer(request, try request.id()) }

    private func answer(_ request: Request, _ id: ID) async throws -> Response {
        let letter = try await self.backend.database.read(for: request.organization) { session in
            try DeadLetterReader.fetch(session, id)
        }
        guard let letter else { throw Problem(.notFound, "There is no such dead letter") }
        return .json(Answer.value { letter.write(to: &$0, isWhole: true) })
    }

    private func change(_ request: Request, _ command: (ID) -> some Payload) async throws -> Response {
        let id = try request.id()
        let _: DeadAccepted = try await self.backend.command(command(id), request)
        return try await self.answer(request, id)
    }
}

extension DeadLetterView {
    /// - Parameter isWhole: With the message's body: as text when it is some, else in base64.
    func write(to writer: inout JSONWriter, isWhole: Bool) {
        writer.beginObject()
        writer.field("id", self.id)
        writer.field("status", self.status)
        writer.field("code", self.code)
        writer.field("reason", self.reason)
        writer.field("service", self.service)
        writer.field("queue", self.queue)
        writer.field("exchange", self.exchange)
        writer.field("routingKey", self.routingKey)
        writer.field("size", self.size)
        writer.field("at", self.at)
        writer.field("updatedAt", self.updatedAt)
        if isWhole {
            writer.field("properties", self.properties)
            let text = String(validating: self.body, as: UTF8.self)
            writer.nullable("body", text)
            writer.nullable("bodyBase64", text == nil ? Data(self.body).base64EncodedString() : nil)
        }
        writer.endObject()
    }
}
