import Contracts
import Values

/// What there is to be told of an event, apart from the form in which it is told.
struct Notice: Sendable {
    /// Of what is sent: the same for every try.
    let id: ID
    let organization: OrganizationID
    let topic: NotificationTopic
    let isTest: Bool
    let eventID: String
    /// When it happened.
    let at: Timestamp
    let event: RunEvent
    /// The run, for people.
    let link: String

    /// A few words: `Run failed`.
    var title: String {
        let words =
            switch self.topic {
            case .runCompleted: "Run completed"
            case .runPartial: "Run completed in part"
            case .runFailed: "Run failed"
            case .runCancelled: "Run cancelled"
            case .reviewReady: self.readyForReview.map { Notice.ready($0) } ?? "Content is ready for review"
            }
        return self.isTest ? "Test: \(words)" : words
    }

    /// A name and a value each, in the order in which people want to know them.
    var facts: [(name: String, value: String)] {
        let run = self.event.run
        var facts = [(name: "Job", value: run.jobName), (name: "Run", value: run.key)]
        if !self.event.message.isEmpty { facts.append(("What happened", self.event.message)) }
        if let error = run.error, self.topic == .runFailed || self.topic == .runPartial {
            facts.append(("Error", error.stage > 0 ? "\(error.message) (stage \(error.stage))" : error.message))
        }
        if self.topic == .reviewReady, let count = self.readyForReview { facts.append(("For review", "\(count)")) }
        if run.sent { facts.append(("Recipients", "\(run.recipients)")) }
        return facts
    }

    private var readyForReview: Int? { self.event.stage?.result["ready_for_review"] }

    private static func ready(_ count: Int) -> String {
        count == 1 ? "1 piece is ready for review" : "\(count) pieces are ready for review"
    }
}

extension Notice {
    /// What is kept of an event: without the provider's whole answer, which may be long and is not for everyone.
    static func kept(_ event: RunEvent) -> RunEvent {
        var event = event
        if let error = event.run.error {
            let message = PlainText.line(error.message, limit: 4000)
            event.run.error = RunError(code: error.code, message: message, stage: error.stage)
        }
        event.message = PlainText.line(event.message, limit: 4000)
        event.next = nil
        event.batch = nil
        return event
    }

    /// Something to try notifications out with.
    static func sample(_ topic: NotificationTopic, at now: Timestamp) -> RunEvent {
        let status: RunStatus =
            switch topic {
            case .runCompleted, .reviewReady: .completed
            case .runPartial: .partial
            case .runFailed: .failed
            case .runCancelled: .cancelled
            }
        let isContent = topic == .reviewReady
        let id = ID()
        let hasError = topic == .runFailed || topic == .runPartial
        let run = RunSnapshot(
            id: id,
            key: "run_sample_\("\(id)".suffix(12))",
            jobId: ID(),
            jobName: "Sample job",
            siteId: nil,
            type: isContent ? .content : .newsletter,
            trigger: .manual,
            status: status,
            attempt: 1,
            stage: isContent ? 7 : 2,
            stages: isContent ? 7 : 2,
            createdAt: now,
            plannedAt: nil,
            startedAt: now,
            completedAt: now,
            generated: true,
            contentRef: nil,
            sent: topic == .runCompleted,
            recipients: topic == .runCompleted ? 120 : 0,
            refused: 0,
            unconfirmed: 0,
            credits: 0,
            costMicros: 0,
            error: hasError ? RunError(code: "sample", message: "Nothing is wrong: this is a test", stage: 2) : nil
        )
        let stage = StageSnapshot(
            number: 7,
            name: "review",
            status: .completed,
            total: 3,
            processed: 3,
            failed: 0,
            batches: 1,
            startedAt: now,
            completedAt: now,
            result: ["ready_for_review": 3]
        )
        return RunEvent(
            level: hasError ? .error : .info,
            message: "This is a test of your notifications",
            run: run,
            stage: isContent ? stage : nil
        )
    }
}
