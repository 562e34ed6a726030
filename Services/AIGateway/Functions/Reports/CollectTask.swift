import Contracts
import Offline
import Values

/// The function `collect_sources`: asks all sources of a report, and keeps what they gave as its input.
struct CollectTask: GatewayFunction, Hashable {
    static let name = Functions.collectSources
    static let promptVersion = "sources/1"
    static let saving = "Storing what was collected"

    var sources: [ReportSource]
    var jobName: String

    var requestedModel: String? { nil }

    init(_ work: Work) throws(FieldError) {
        let document: JSONDocument
        do throws(JSONError) {
            document = try JSONDocument(work.settings.bytes)
        } catch {
            throw FieldError(pointer: "/settings", message: error.description)
        }
        let settings: ReportTasks.Collect
        do throws(FieldError) {
            settings = try ReportTasks.Collect(json: document.root)
        } catch {
            throw FieldError(pointer: "/settings" + error.pointer, message: error.message)
        }
        self.sources = settings.sources
        self.jobName = work.jobName
    }

    func perform(_ work: Work, _ tools: FunctionTools) async throws -> Performed {
        let count = self.sources.count
        let report = tools.caller.report
        report(.call, 10, "Asking \(Count.text(count, "source"))")
        let collected = try await tools.collector.collect(
            self.sources,
            for: tools.organization,
            within: tools.caller.limits.remaining
        ) { answered in
            report(.call, 10 + answered * 70 / max(count, 1), "Collected \(answered) of \(Count.text(count, "source"))")
        }
        return Performed(yield: try self.yield(collected), usage: nil)
    }

    /// - Throws: ``ProviderError`` when no source gave anything.
    func yield(_ collected: SourceCollector.Collected) throws(ProviderError) -> BatchYield {
        let input = collected.input
        let facts = input.entries.map(\.facts)
        let failed = facts.failed
        guard failed.count < facts.count else {
            throw ProviderError(
                code: "sources_failed",
                isTransient: collected.isTransient,
                message: facts.failureText,
                detail: ProviderError.detail(CollectTask.detail(failed)),
                retryAfter: collected.retryAfter,
                output: BatchOutput(sources: facts)
            )
        }
        let artifact = BatchYield.Artifact(
            mediaType: CollectedInput.mediaType,
            title: "Input of \(self.jobName)",
            bytes: input.bytes
        )
        return BatchYield(
            result: ["sources": facts.count, "sources_failed": failed.count],
            output: BatchOutput(snapshotRef: artifact.id, sources: facts),
            artifacts: [artifact],
            sentence: "Collected \(facts.count - failed.count) of \(Count.text(facts.count, "source"))"
        )
    }

    /// A line for each source that gave nothing.
    private static func detail(_ failed: [SourceFacts]) -> String {
        failed.map { source in
            "\(source.name): \(source.code ?? "failed"): \(source.error ?? "") "
                + "(\(Count.text(source.tries, "request")), \(source.ms) ms, \(source.bytes) bytes)"
        }.joined(separator: "\n")
    }
}
