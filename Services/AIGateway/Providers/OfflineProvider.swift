import Offline
import Values

/// Composes from the settings themselves: no network, no key, no model, and the same answer for the same request.
struct OfflineProvider: Provider {
    let name = "offline"
    let models = [
        ProviderModel(id: "composer", title: "Offline composer (no model)", kind: .text),
        ProviderModel(id: "cards", title: "Offline title cards (no model)", kind: .image),
    ]
    let isModel = false

    func complete(_ request: ModelRequest) async throws -> ModelAnswer {
        switch request.facts {
        case let task as NewsletterTask: try OfflineProvider.compose(task)
        case let task as ClusterTask: try OfflineProvider.compose(task)
        case let task as IdeasTask: try OfflineProvider.compose(task)
        case let task as ContentTask: try OfflineProvider.compose(task, request.progress)
        case let task as ImagePromptsTask: try OfflineProvider.compose(task)
        case let task as ReportTask: OfflineProvider.compose(task)
        default:
            throw ProviderError(
                code: "unsupported",
                isTransient: false,
                message: "The offline provider does not know \(request.function)"
            )
        }
    }

    private static func compose(_ task: NewsletterTask) throws(ProviderError) -> ModelAnswer {
        do throws(FieldError) {
            let issue = try NewsletterComposer.compose(
                NewsletterSettings(
                    prompt: task.prompt,
                    tone: task.tone,
                    maxItems: task.maxItems,
                    jobName: task.jobName,
                    date: task.date
                )
            )
            guard let bytes = try? issue.jsonBytes() else {
                throw FieldError(pointer: "", message: "cannot be written")
            }
            return ModelAnswer(
                text: String(decoding: bytes, as: UTF8.self),
                inputTokens: TextMeasure.estimatedTokens(in: task.prompt),
                outputTokens: issue.estimatedTokens,
                costMicros: 0
            )
        } catch {
            throw ProviderError(code: "invalid_request", isTransient: false, message: "\(error)")
        }
    }
}
