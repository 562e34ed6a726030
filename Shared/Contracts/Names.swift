/// The exchanges. They are made with the broker (`infra/rabbitmq/definitions.json`), not by the services.
public enum Exchanges {
    /// What should happen. Topic; keys `<what>.<organization>`. What no queue takes goes to ``dead``.
    public static let commands = "stagecoach.commands"
    /// Batches for workers. Direct; the key is the worker, with `.scheduled` behind it where nobody waits.
    public static let work = "stagecoach.work"
    /// Workers' answers. Direct; keys `batch.completed`, `batch.failed`, `batch.progress`.
    public static let results = "stagecoach.results"
    /// All events of a commit in one message. Direct; key ``RoutingKeys/journal``.
    public static let journal = "stagecoach.journal"
    /// The same events singly, for anyone. Topic; keys end with the organization.
    public static let events = "stagecoach.events"
    /// What could not be handled, with its reason.
    public static let dead = "stagecoach.dead"
}

/// The queues of the services: quorum queues, one for each group of consumers, declared by them.
public enum Queues {
    public static let orchestratorCommands = "orchestrator.commands"
    public static let orchestratorResults = "orchestrator.results"
    public static let orchestratorProgress = "orchestrator.progress"
    public static let schedulerJobs = "scheduler.jobs"
    public static let schedulerReplies = "scheduler.replies"
    public static let schedulerCommands = "scheduler.commands"
    public static let gatewayCommands = "ai-gateway.commands"
    public static let mailerCommands = "mailer.commands"
    /// Events that people or programs want to hear of.
    public static let mailerNotifications = "mailer.notifications"
    public static let schedulerErasures = "scheduler.erasures"
    public static let gatewayErasures = "ai-gateway.erasures"
    public static let mailerErasures = "mailer.erasures"
    public static let historyJournal = "history.journal"
    public static let historyCommands = "history.commands"
    public static let historyDead = "history.dead"
    /// The last seven days of the journal, to be read again by anyone who may.
    public static let journalStream = "stagecoach.journal.stream"

    /// The queue of a worker: one for work that somebody waits for, one for what a schedule started.
    public static func work(_ worker: String, service: String, isScheduled: Bool) -> String {
        "\(service).\(worker)" + (isScheduled ? ".scheduled" : "")
    }
}

public enum RoutingKeys {
    public static let journal = "journal"
    public static let batchCompleted = "batch.completed"
    public static let batchFailed = "batch.failed"
    public static let batchSuspended = "batch.suspended"
    public static let batchProgress = "batch.progress"

    /// `run.start.demo` for a command of an organization.
    public static func command(_ name: String, _ organization: OrganizationID) -> String {
        "\(name).\(organization.text)"
    }

    /// The key of a worker's queue on ``Exchanges/work``.
    public static func work(_ worker: String, isScheduled: Bool) -> String {
        isScheduled ? worker + ".scheduled" : worker
    }

    /// Where a worker's processes hear that a batch is to pause, resume or stop.
    public static func control(_ worker: String) -> String { "control.\(worker)" }

    /// The organization that a message belongs to, as far as that can be told: by its key, or by who sent it.
    public static func organization(of key: String, on exchange: String, sender: String?) -> OrganizationID? {
        // Elsewhere keys end with something else: `batch.completed` is not of an organization called `completed`.
        let endsWithOne = exchange == Exchanges.commands || exchange == Exchanges.events
        if endsWithOne, let organization = self.parseCommand(key)?.organization { return organization }
        guard let sender, !Users.services.contains(sender) else { return nil }
        return OrganizationID(String(sender.prefix { $0 != "." }))
    }

    /// Splits a command's key into what is wanted and for whom; `nil` when it has no organization at its end.
    public static func parseCommand(_ key: String) -> (name: String, organization: OrganizationID)? {
        guard let dot = key.lastIndex(of: "."),
            let organization = OrganizationID(String(key[key.index(after: dot)...]))
        else { return nil }
        return (String(key[..<dot]), organization)
    }
}

/// The headers that Stagecoach's messages carry besides their properties.
public enum MessageHeaders {
    /// W3C Trace Context, version 1.
    public static let traceparent = "traceparent"
    /// On ``Exchanges/journal``: which sequence of commits the message belongs to, and its place there.
    public static let writer = "writer"
    public static let number = "n"
    /// On ``Exchanges/dead``: who parked the message, and why.
    public static let parkedBy = "parked-by"
    public static let parkedCode = "parked-code"
}

/// The users of the broker.
public enum Users {
    /// Asks for things in the name of people and programs, and hands the answers on to them.
    public static let api = "api"
    /// Those of the system itself, which may speak for any organization. All others belong to the organization that they
    /// are named after: `acme`, `acme.shop`.
    public static let services: Set<String> = [
        "operator", api, "scheduler", "orchestrator", "ai-gateway", "mailer", "history-writer",
    ]
}

/// How much may be in a message.
public enum Limits {
    /// Larger bodies are refused as `too_large`, in bytes. The broker's own limit is higher, so that we can answer.
    public static let body = 1 << 20
    /// How deep JSON may nest.
    public static let depth = 32
    /// The largest figure that a worker may state, of whatever: sums of them must stay numbers.
    public static let figure = 1_000_000_000_000
    /// How many items an event lists by their ids.
    public static let listedItems = 10_000
    /// The largest number of recipients, of whatever kind.
    public static let recipients = 1_000_000_000
}
