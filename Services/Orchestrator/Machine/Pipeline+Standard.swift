public import Contracts
import Values

extension Pipeline {
    /// The pipeline that a definition describes, with the sizes of its batches.
    ///
    /// - Returns: `nil` for types that bring their own, or that do not exist yet.
    public static func standard(for definition: JobDefinition) -> Pipeline? {
        switch definition.type {
        case .newsletter: .newsletter
        case .content: Pipeline.content.with(settings: definition.tasks)
        case .echo: .echo
        case .report:
            Pipeline.report(isDelivered: definition.tasks["deliver"].map { $0 != .null } ?? false)
                .with(settings: definition.tasks)
        case .custom: nil
        }
    }

    /// The same with the sizes of batches and the times that the stages' settings name.
    private func with(settings tasks: JSON) -> Pipeline {
        var pipeline = self
        for index in pipeline.stages.indices {
            let settings = tasks[pipeline.stages[index].settings]
            if let size = settings?["batchSize"]?.integer, size >= 1 {
                pipeline.stages[index].batch = Int(clamping: size)
            }
            if let limit = settings?["timeoutSeconds"]?.integer, limit >= 1, pipeline.stages[index].timeout != nil {
                pipeline.stages[index].timeout = .seconds(limit)
            }
        }
        return pipeline
    }

    /// Generate, then send. With auto-send off the run ends between the two; when sending fails, what was generated stays.
    static let newsletter = Pipeline(
        stages: [
            Stage(
                name: "generate",
                select: .init(kind: "newsletter", status: "new"),
                worker: Workers.text,
                function: Functions.generateNewsletter,
                timeout: .seconds(300),
                yields: .init(statuses: ["generated"])
            ),
            Stage(
                name: "publish",
                select: .init(kind: "newsletter", status: "generated"),
                worker: Workers.mail,
                function: Functions.sendNewsletter,
                timeout: nil,
                silence: .seconds(300),
                // Recipients are retried by the mailer, one by one; a mailing as a whole is not sent twice by itself.
                retries: 0,
                gate: .init(setting: "enabled"),
                failure: .partial,
                isSuspendable: true,
                yields: .init(statuses: ["sent"])
            ),
        ],
        seeds: [.init(kind: "newsletter", status: "new")]
    )

    /// Seven stages whose worker answers at once.
    static let echo = Pipeline(
        stages: (1...7).map { number in
            Stage(
                name: "echo \(number)",
                select: nil,
                worker: Workers.echo,
                function: Functions.echo,
                settings: "echo",
                timeout: .seconds(300)
            )
        }
    )
}
