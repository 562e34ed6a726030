import Contracts
import HTTP
import Postgres
import Recurrence
import Values

/// What was generated; models; and trying a job out before it runs.
struct ContentRoutes: Sendable {
    private let backend: Backend
    private let reviews: ReviewRoutes

    init(_ backend: Backend) {
        self.backend = backend
        self.reviews = ReviewRoutes(backend)
    }

    func add(to router: inout Router) {
        router.get("/contents/{id}", self.show)
        router.get("/models", self.models)
        router.post("/jobs/preview", self.preview)
        router.post("/jobs/{id}/test", self.test)
    }

    /// A newsletter by its artifact, or a content of a pipeline by its item.
    private func show(_ request: Request) async throws -> Response {
        let id = try request.id()
        if let content = try await self.reviews.show(id, request) { return content }
        let found = try await self.backend.database.read(for: request.organization) { try ContentReader.fetch($0, id) }
        guard let view = found else { throw Problem(.notFound, "There is no such content") }
        return .json(
            Answer.object { writer in
                writer.field("id", view.id)
                writer.nullable("runId", view.runID)
                Self.write(view.content, to: &writer)
                if let report = view.report {
                    writer.field("output", view.output ?? "html")
                    writer.field("report", report)
                }
                Self.write(view.provenance, to: &writer)
                writer.field("generatedAt", view.createdAt)
            }
        )
    }

    private static func write(_ content: NewsletterContent, to writer: inout JSONWriter) {
        writer.field("subject", content.subject)
        writer.field("topic", content.topic)
        writer.field("html", content.html)
        writer.field("text", content.text)
    }

    /// The facts of how it came about, whoever wrote them down.
    static func write(_ provenance: JSON, to writer: inout JSONWriter) {
        let input = provenance["inputTokens"]?.integer ?? 0
        let output = provenance["outputTokens"]?.integer ?? 0
        writer.nullable("model", provenance["model"]?.string)
        writer.nullable("requestedModel", provenance["requestedModel"]?.string)
        writer.nullable("provider", provenance["provider"]?.string)
        writer.nullable("promptVersion", provenance["promptVersion"]?.string)
        writer.field("tokens", input + output)
        writer.field("inputTokens", input)
        writer.field("outputTokens", output)
        writer.nullable("cost", Double(provenance["costMicros"]?.integer ?? 0) / 1_000_000)
    }

    private func models(_ request: Request) async throws -> Response {
        _ = try Paging(request.query)
        let models = try await self.backend.database.read(for: request.organization) { try ContentReader.models($0) }
        return Answer.list(models, next: nil) { model, writer in
            writer.beginObject()
            writer.field("id", model.id)
            writer.field("provider", model.provider)
            writer.field("name", model.title)
            writer.field("kind", model.kind)
            writer.field("default", model.isDefault)
            writer.endObject()
        }
    }

    // MARK: - Trying out

    /// Generates, and neither stores nor sends: for a job by its id, or one that is not saved yet.
    private func preview(_ request: Request) async throws -> Response {
        let body = try request.jsonObject()
        let definition: JobDefinition
        if let element = body["jobId"] {
            try KnownMembers.check(body, ["jobId"])
            guard let id = element.id else {
                throw Problem([FieldError(pointer: "/jobId", message: "must be the id of a job")])
            }
            definition = try await self.definition(id, request)
        } else {
            definition = try JobForm.trial(body)
        }
        let (preview, _) = try await self.generate(definition, request)
        let provenance = try JSON(JSONDocument(preview.usage.jsonBytes()).root)
        return .json(
            Answer.object { writer in
                Self.write(preview.content, to: &writer)
                Self.write(provenance, to: &writer)
                writer.field("generatedAt", Timestamp.now())
            }
        )
    }

    /// Generates and sends one mail, which counts as nothing: no run, no subscriber.
    private func test(_ request: Request) async throws -> Response {
        let body = try request.jsonObject()
        try KnownMembers.check(body, ["to"])
        guard let to = body["to"]?.string else {
            throw Problem([FieldError(pointer: "/to", message: "must be an e-mail address")])
        }
        let definition = try await self.definition(try request.id(), request)
        let (preview, date) = try await self.generate(definition, request)
        let template = definition.tasks["publish"]?["subject"]?.string
        let subject = SubjectTemplate.subject(
            template,
            of: preview.content,
            jobName: definition.name,
            date: date
        )
        let tested: MailTested = try await self.backend.command(
            MailTest(to: to, subject: subject, html: preview.content.html, text: preview.content.text),
            request,
            patience: CommandBus.longPatience
        )
        return .json(
            Answer.object { writer in
                writer.field("outcome", tested.outcome)
                writer.field("detail", tested.detail)
                writer.field("subject", subject)
            }
        )
    }

    private func definition(_ id: ID, _ request: Request) async throws -> JobDefinition {
        let job = try await self.backend.database.read(for: request.organization) { try JobReader.fetch($0, id) }
        guard let job else { throw Problem(.notFound, "There is no such job") }
        return try JobDefinition(json: try JSONDocument(job.definition.bytes).root)
    }

    private func generate(
        _ definition: JobDefinition,
        _ request: Request
    ) async throws -> (preview: Preview, date: String) {
        guard definition.type == .newsletter, let settings = definition.tasks["generate"] else {
            throw Problem([FieldError(pointer: "/type", message: "only newsletters have a preview")])
        }
        let timezone = try await self.backend.database.read(for: request.organization) { try JobReader.timezone($0) }
        let zone = try ZoneDatabase.system.zone(
            definition.schedule?["timezone"]?.string ?? timezone ?? "UTC"
        )
        let date = zone.date(at: .now()).text
        let preview: Preview = try await self.backend.command(
            PreviewRequest(
                jobName: definition.name,
                function: Functions.generateNewsletter,
                settings: settings,
                date: date
            ),
            request,
            patience: CommandBus.longPatience
        )
        return (preview, date)
    }
}
