/// The kinds of jobs.
public enum JobType: String, Codable, Sendable, CaseIterable {
    case newsletter
    case content
    case report
    case custom
    /// Internal: seven stages that do nothing, to measure and to watch a system with.
    case echo
}

/// What a person has decided about a job.
public enum JobStatus: String, Codable, Sendable, CaseIterable {
    case draft
    case active
    case paused
}

/// What started a run.
public enum Trigger: String, Codable, Sendable, CaseIterable {
    /// A person: dashboard, command line, `run_now`.
    case manual
    case scheduled
    case api
    case message
    case webhook
    case backfill

    /// Nobody sits and waits for it; its work may queue behind that of people.
    public var isBackground: Bool { self == .scheduled || self == .backfill }
}

/// What a start does when its job or site has an active run; a paused one is active.
public enum Overlap: String, Codable, Sendable, CaseIterable {
    /// It is refused.
    case skip
    /// It waits for the active run to end, unless another one does so already.
    case queueOne = "queue_one"
    /// It cancels the active run, and takes its place.
    case cancelOther = "cancel_other"
}

/// Where a run stands.
public enum RunStatus: String, Codable, Sendable, CaseIterable {
    /// Accepted; waits for its turn.
    case pending
    case running
    /// To be paused when the batch in flight has ended.
    case pausing
    case paused
    /// A gate of its pipeline holds it open.
    case waitingReview = "waiting_review"
    case completed
    /// Ended with a part of it missing: not sent, some recipients unconfirmed, some items left out.
    case partial
    case failed
    case cancelled

    /// Whether nothing more happens by itself.
    public var isEnded: Bool {
        switch self {
        case .completed, .partial, .failed, .cancelled: true
        case .pending, .running, .pausing, .paused, .waitingReview: false
        }
    }
}

/// Where a stage of a run stands.
public enum StageStatus: String, Codable, Sendable, CaseIterable {
    case running
    case completed
    case failed
    case skipped
    case cancelled
}

/// The phases of a batch's work, in their order.
public enum Phase: String, Codable, Sendable, CaseIterable {
    case start = "INIT"
    case prepare = "PREP"
    case call = "AI_CALL"
    case parse = "PARSE"
    case save = "SAVE"
    case done = "DONE"
}

/// The weight of a log line.
public enum LogLevel: String, Codable, Sendable, CaseIterable {
    case info
    case success
    case warning
    case error
}

/// The workers that belong to the system. Users' own workers are `external.<queue>`.
public enum Workers {
    public static let text = "ai.text"
    public static let image = "ai.image"
    public static let mail = "mail.send"
    public static let source = "source.fetch"
    public static let echo = "echo"
    /// The orchestrator itself: what needs nobody else is done in the transaction that finds it.
    public static let local = "local"
}

/// What the system's own workers can be asked to do.
public enum Functions {
    public static let generateNewsletter = "generate_newsletter"
    public static let sendNewsletter = "send_newsletter"
    public static let echo = "echo"
    public static let clusterKeywords = "auto_cluster"
    public static let generateIdeas = "generate_ideas"
    public static let queueTasks = "bulk_queue_to_writer"
    public static let generateContent = "generate_content"
    public static let generateImagePrompts = "generate_image_prompts"
    public static let generateImages = "generate_images"
    public static let countForReview = "review_gate"
    public static let collectSources = "collect_sources"
    public static let generateReport = "generate_report"
    public static let sendReport = "send_report"
}
