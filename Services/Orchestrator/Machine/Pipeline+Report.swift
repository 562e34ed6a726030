import Contracts

extension Pipeline {
    /// Collect from all sources, write the report of what they gave, send it to those who are to get it. There are no
    /// items: each stage is for the run itself, and hands on what it has by reference.
    ///
    /// - Parameter isDelivered: Without recipients there is no last stage, and the run is complete with the report.
    static func report(isDelivered: Bool) -> Pipeline {
        Pipeline(stages: [.collect, .generate] + (isDelivered ? [.deliver] : []))
    }
}

extension Stage {
    fileprivate static let collect = Stage(
        name: "Collect",
        select: nil,
        worker: Workers.source,
        function: Functions.collectSources,
        settings: "collect",
        timeout: .seconds(300)
    )

    fileprivate static let generate = Stage(
        name: "Generate",
        select: nil,
        worker: Workers.text,
        function: Functions.generateReport,
        settings: "generate",
        timeout: .seconds(300)
    )

    fileprivate static let deliver = Stage(
        name: "Deliver",
        select: nil,
        worker: Workers.mail,
        function: Functions.sendReport,
        settings: "deliver",
        timeout: nil,
        silence: .seconds(300),
        // Recipients are retried by the mailer, one by one.
        retries: 0,
        gate: .init(setting: "enabled"),
        failure: .partial,
        isSuspendable: true
    )
}
