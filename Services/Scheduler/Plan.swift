import Contracts
import Recurrence
import Values

/// What becomes of the planned times of a schedule that have come.
///
/// Pure: the clock comes in as an argument, and the next planned time is computed from the last one, never from now.
struct Plan {
    /// A planned time, when it is due, and what is to be done about it.
    struct Decision: Equatable {
        var fire: Fire
        /// The planned time, and what it is put off for the spread.
        var dueAt: Timestamp
        var verdict: Verdict
    }

    enum Verdict: Equatable {
        /// The run is to be started.
        case dispatch
        /// A later one, also missed, is started in its place.
        case coalesce
        /// It came up too late: the window for catching up is over.
        case miss
    }

    /// A planned time that is still to be decided about.
    struct Next: Equatable {
        var plannedAt: Timestamp
        /// What it is put off for the spread; whole seconds.
        var delay: Duration

        var dueAt: Timestamp { self.plannedAt + self.delay }
    }

    var decisions: [Decision] = []
    /// `nil` when there is none. It may have come too, when there were more than could be decided about at once.
    var next: Next?

    /// So many planned times of one schedule are decided about at once.
    static let limit = 500
    /// What is not caught up with may still be so late: nobody fires on the very instant.
    static let grace = Duration.seconds(60)

    /// - Parameters:
    ///   - job: Whose schedule it is; each has its own place in the spread.
    ///   - first: The planned time that has come, as it was stored.
    ///   - window: How late a run may start, for a schedule that does not say.
    ///   - cutsSpread: Whether a planned time that has come is due, also while it is put off for the spread.
    init(
        _ schedule: Schedule,
        of job: ID,
        from first: Timestamp,
        now: Timestamp,
        window: Duration,
        limit: Int = Plan.limit,
        cutsSpread: Bool = false
    ) {
        var times = Times(schedule, job, from: first)
        let policy = schedule.policy
        let longest = policy.catchUp == .none ? Plan.grace : policy.window ?? window
        while let (fire, planned) = times.next {
            var time = planned
            if cutsSpread, time.plannedAt <= now, time.dueAt > now { time.delay = now - time.plannedAt }
            guard time.dueAt <= now, self.decisions.count < limit else {
                self.next = time
                return
            }
            times.advance()
            let isLatest = times.next.map { $0.time.dueAt > now } ?? true
            let verdict: Verdict =
                time.dueAt < now - longest
                ? .miss : policy.catchUp == .latest && !isLatest ? .coalesce : .dispatch
            self.decisions.append(Decision(fire: fire, dueAt: time.dueAt, verdict: verdict))
        }
    }

    /// Takes out planned times that have their rows already. With the latest of them gone, the one before it is the latest.
    mutating func leaveOut(_ known: Set<Timestamp>, _ policy: SchedulePolicy, now: Timestamp) {
        if known.isEmpty { return }
        let wasLatest = self.decisions.last?.fire.at
        self.decisions.removeAll { known.contains($0.fire.at) }
        let isEnd = self.next.map { $0.dueAt > now } ?? true
        guard policy.catchUp == .latest, isEnd, let wasLatest, known.contains(wasLatest),
            let last = self.decisions.indices.last,
            self.decisions[last].verdict == .coalesce
        else { return }
        self.decisions[last].verdict = .dispatch
    }

    /// The first planned time after an instant.
    static func first(_ schedule: Schedule, of job: ID, after instant: Timestamp) -> Next? {
        Times(schedule, job, from: Timestamp(microseconds: instant.microseconds + 1)).next?.time
    }

    /// How late a run of a job may start, for a schedule that does not say.
    static func window(for type: JobType) -> Duration {
        switch type {
        case .newsletter: .seconds(3600)
        case .report: .seconds(6 * 3600)
        case .content: .seconds(12 * 3600)
        case .custom, .echo: .seconds(3600)
        }
    }

    /// Until when a run may start.
    static func expiry(of decision: Decision, _ policy: SchedulePolicy, _ type: JobType) -> Timestamp {
        decision.dueAt + (policy.window ?? Plan.window(for: type))
    }
}

extension SchedulePolicy {
    var window: Duration? { self.windowMinutes.map { .seconds($0 * 60) } }
}

/// The planned times of a schedule, one after the other, each with its place in the spread.
private struct Times {
    private let schedule: Schedule
    private let job: ID
    private var fire: Fire?
    /// Known beforehand only where the spread has to be cut.
    private var following: Fire?
    private(set) var next: (fire: Fire, time: Plan.Next)?

    init(_ schedule: Schedule, _ job: ID, from first: Timestamp) {
        self.schedule = schedule
        self.job = job
        // The stored time is found again as the first one after the moment before it.
        self.fire = schedule.recurrence.next(after: Timestamp(microseconds: first.microseconds - 1), in: schedule.zone)
        self.look()
    }

    mutating func advance() {
        self.fire = self.following ?? self.fire.flatMap { self.after($0) }
        self.look()
    }

    private func after(_ fire: Fire) -> Fire? {
        self.schedule.recurrence.next(after: fire.at, in: self.schedule.zone)
    }

    private mutating func look() {
        guard let fire = self.fire else {
            self.next = nil
            return
        }
        let minutes = self.schedule.policy.spreadMinutes
        self.following = minutes == 0 ? nil : self.after(fire)
        let delay = Spread.delay(of: self.job, over: minutes, planned: fire.at, next: self.following?.at)
        self.next = (fire, Plan.Next(plannedAt: fire.at, delay: delay))
    }
}
