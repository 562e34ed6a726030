import Curl
import Offline
import ServiceKit
import Threads
import Values

/// Models behind the interface of OpenAI, which many others speak too: Azure, OpenRouter, Ollama, vLLM, llama.cpp.
///
/// Asks once. A request that is refused for a member that the server does not know is made again without it, since
/// nothing was generated for the first one; everything else is the caller's to repeat.
struct OpenAIProvider: Provider {
    let name = OpenAISettings.providerName
    let settings: OpenAISettings
    let client: HTTPClient
    let images: ImageFetcher
    /// By model and function, since a schema is refused for what stands in it as well.
    private let dialects = Lock<[String: OpenAIDialect]>([:])

    init(_ settings: OpenAISettings) throws(HTTPClientError) {
        self.settings = settings
        var configuration = HTTPClient.Configuration(addressPolicy: settings.base.isEncrypted ? .any : .innerOnly)
        configuration.requiresTLS = settings.base.isEncrypted
        self.client = try HTTPClient(configuration)
        self.images = try ImageFetcher(settings.base, client: self.client)
    }

    var models: [ProviderModel] {
        self.settings.models.map { ProviderModel(id: $0.id, title: $0.id, kind: $0.kind, credits: $0.credits) }
    }

    func complete(_ request: ModelRequest) async throws -> ModelAnswer {
        let model = try self.model(request.model, .text)
        let place = "\(request.model) \(request.function)"
        var dialect = self.dialects.withLock { $0[place] } ?? OpenAIDialect()
        var attempt = 1
        while true {
            let outcome = try await self.ask(request, dialect, key: self.key(request, attempt))
            switch outcome {
            case .success(let answer):
                let known = dialect
                self.dialects.withLock { $0[place] = known }
                return try self.finished(answer, request, model)
            case .failure(let refusal):
                guard let plainer = dialect.without(refusal) else { throw refusal.error(now: .now()) }
                dialect = plainer
                attempt += 1
            }
        }
    }

    func model(_ id: String, _ kind: ModelKind) throws(ProviderError) -> OpenAIModel {
        if let model = self.settings.models.first(where: { $0.id == id && $0.kind == kind }) { return model }
        throw ProviderError(code: "no_model", isTransient: false, message: "There is no model \(id) for this")
    }

    /// Another request needs another key, or a provider that knows it answers as to the first one.
    private func key(_ request: ModelRequest, _ attempt: Int) -> String? {
        request.callKey.map { key in
            key + (request.repair.map { "-repair\($0.round)" } ?? "") + (attempt > 1 ? "-plain\(attempt - 1)" : "")
        }
    }

    private enum Outcome {
        case success(ChatAnswer)
        case failure(OpenAIRefusal)
    }

    private func ask(_ request: ModelRequest, _ dialect: OpenAIDialect, key: String?) async throws -> Outcome {
        var post = try self.post("chat/completions", ChatRequest.body(request, dialect), key: key, request.limits)
        post.headers.add("Accept", "text/event-stream, application/json")
        post.minimumRate = HTTPClient.Rate(bytesPerSecond: 1, over: max(request.limits.silence, .seconds(1)))
        // Each token comes in some 300 bytes, those of its thoughts as well, and only the text is kept.
        post.maximumBodySize = 256 << 20
        do {
            let response = try await self.client.stream(post)
            guard response.head.status == 200 else {
                return .failure(try await self.refusal(response))
            }
            return .success(try await self.read(response, request))
        } catch let error as HTTPClientError {
            throw ProviderError.of(error)
        }
    }

    func post(_ path: String, _ body: [UInt8], key: String?, _ limits: CallLimits) throws -> HTTPClient.Request {
        let remaining = limits.remaining
        if remaining <= .zero {
            throw ProviderError(
                code: "timeout",
                isTransient: true,
                message: "The time was over before the provider was asked"
            )
        }
        var post = HTTPClient.Request("POST", "\(self.settings.base.text)/\(path)", body: body)
        post.headers.add("Content-Type", "application/json")
        if let secret = self.settings.key { post.headers.add("Authorization", "Bearer \(secret.reveal())") }
        if let key { post.headers.add("Idempotency-Key", key) }
        post.deadline = remaining
        post.minimumRate = nil
        return post
    }

    private func refusal(_ response: HTTPClient.StreamingResponse) async throws -> OpenAIRefusal {
        var body: [UInt8] = []
        do throws(HTTPClientError) {
            for try await piece in response.body {
                body += piece
                if body.count >= OpenAIRefusal.maximumBody { break }
            }
        } catch {
            // The status says enough, unless it was us who stopped.
            if error.code == .cancelled { throw CancellationError() }
        }
        return self.refusal(response.head, body)
    }

    func refusal(_ head: HTTPClient.Head, _ body: [UInt8]) -> OpenAIRefusal {
        let text = String(decoding: body.prefix(OpenAIRefusal.maximumBody), as: UTF8.self)
        return OpenAIRefusal(status: head.status, headers: head.headers, body: text, key: self.settings.key)
    }

    private func read(_ response: HTTPClient.StreamingResponse, _ request: ModelRequest) async throws -> ChatAnswer {
        var answer = ChatAnswer(maximumText: request.limits.maximumText, key: self.settings.key)
        guard OpenAIProvider.isStream(response.head) else {
            // 6: what JSON may make of a character.
            let body = try await OpenAIProvider.collect(response.body, limit: request.limits.maximumText * 6)
            try answer.take(whole: body)
            request.progress?(answer.text)
            return answer
        }
        var events = EventStreamParser()
        var told = 0
        do {
            for try await piece in response.body {
                for event in events.take(piece) where !answer.isDone { try answer.take(event: event) }
                if answer.text.utf8.count > told {
                    told = answer.text.utf8.count
                    request.progress?(answer.text)
                }
                if answer.isDone { break }
            }
        } catch let error as HTTPClientError {
            // The model had come to its end before the connection did: nothing but the count of tokens is missing.
            if answer.finish == nil || error.code == .cancelled { throw error }
        }
        return answer
    }

    /// Not all servers say what their streams are.
    private static func isStream(_ head: HTTPClient.Head) -> Bool {
        let type = head.headers["Content-Type"]?.lowercased() ?? ""
        return !type.contains("json") && !type.contains("html")
    }

    private static func collect(_ body: HTTPClient.Body, limit: Int) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        for try await piece in body {
            bytes += piece
            if bytes.count > limit {
                throw ProviderError(
                    code: "answer_too_large",
                    isTransient: false,
                    message: "The answer is larger than \(limit) bytes"
                )
            }
        }
        return bytes
    }

    private func finished(
        _ answer: ChatAnswer,
        _ request: ModelRequest,
        _ model: OpenAIModel
    ) throws(ProviderError) -> ModelAnswer {
        let asked = request.prompt.system + request.prompt.user + (request.repair?.answer ?? "")
        let input = answer.inputTokens ?? TextMeasure.estimatedTokens(in: asked)
        let output = answer.outputTokens ?? TextMeasure.estimatedTokens(in: answer.text)
        let spent = Spent(
            inputTokens: input,
            outputTokens: output,
            costMicros: model.cost(input: input, output: output)
        )
        if var fault = answer.fault() {
            fault.spent = spent
            throw fault
        }
        return ModelAnswer(
            text: answer.text,
            inputTokens: input,
            outputTokens: output,
            costMicros: spent.costMicros
        )
    }
}
