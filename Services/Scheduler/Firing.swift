import Contracts
import Postgres
import Recurrence
import ServiceKit
import Values

/// Decides about schedules whose time has come, within a transaction.
struct Firing: Sendable {
    let reader: ScheduleReader
    let messages: SchedulerMessages
    let logger: Logger
    let metrics: ScheduleMetrics

    /// What has come of a transaction, to be counted when it is committed.
    struct Fired {
        /// Where each planned time has been decided about that had come.
        var isDone = true
        /// By how they ended; `dispatched` have not.
        var outcomes: [String: Int] = [:]
        /// From when they were due to the transaction's beginning.
        var lateness: [Duration] = []
        /// The database's clock at the beginning, against which ``lateness`` is.
        var began = ContinuousClock.now
    }

    /// So many planned times are entered in one transaction, or a few more.
    static let budget = 1000

    /// Enters what is due of locked schedules, and sets their next times.
    ///
    /// What goes beyond ``budget`` stays due.
    ///
    /// - Parameters:
    ///   - isRush: Whether there is more to enter. The commands to start are then held back until all is entered: that each
    ///     planned time has its row comes first, and others would be kept busy with the runs.
    ///   - cutsSpread: Whether what has come, and is only put off for the spread, is entered too.
    func fire(
        _ session: Session,
        _ schedules: [ScheduleStore.Stored],
        now: Timestamp,
        isRush: Bool = false,
        cutsSpread: Bool = false,
        _ entry: inout JournalEntry
    ) throws -> Fired {
        var fired = Fired()
        var occurrences: [OccurrenceStore.Occurrence] = []
        var next: [(job: ID, next: Plan.Next?)] = []
        for schedule in schedules {
            if occurrences.count >= Firing.budget {
                fired.isDone = false
                break
            }
            guard let (planned, policy) = self.plan(schedule, now, cutsSpread) else {
                // It was checked when it was stored; it must not keep the others from firing.
                next.append((schedule.jobID, nil))
                continue
            }
            var plan = planned
            next.append((schedule.jobID, plan.next))
            // One of them may have been left out beforehand.
            if plan.decisions.count > 1 {
                let known = try OccurrenceStore.states(session, schedule.jobID, plan.decisions.map(\.fire.at))
                plan.leaveOut(Set(known.keys), policy, now: now)
            }
            if let next = plan.next, next.dueAt <= now { fired.isDone = false }
            occurrences += Firing.chained(plan.decisions.map { Firing.occurrence($0, schedule, policy, now) }, now)
        }
        if isRush { for place in occurrences.indices { occurrences[place].isHeld = true } }
        let entered = try OccurrenceStore.insert(session, occurrences)
        ScheduleStore.setNext(session, next)
        for occurrence in occurrences where entered.contains(occurrence.id) {
            try self.announce(occurrence, &entry)
            fired.outcomes[occurrence.state, default: 0] += 1
            if occurrence.state == "dispatched" { fired.lateness.append(now - occurrence.dueAt) }
        }
        return fired
    }

    /// To be called after the commit.
    func count(_ fired: Fired) {
        let took = ContinuousClock.now - fired.began
        for lateness in fired.lateness { self.metrics.lateness.observe(lateness + took) }
        self.metrics.fired.add(fired.lateness.count)
        for (outcome, count) in fired.outcomes { self.metrics.outcomes[outcome]?.add(count) }
    }

    private func plan(
        _ stored: ScheduleStore.Stored,
        _ now: Timestamp,
        _ cutsSpread: Bool
    ) -> (Plan, SchedulePolicy)? {
        do {
            let schedule = try self.reader.read(stored.form, of: stored.type, timezone: stored.timezone)
            let plan = Plan(
                schedule,
                of: stored.jobID,
                from: stored.plannedAt,
                now: now,
                window: Plan.window(for: stored.type),
                cutsSpread: cutsSpread
            )
            return (plan, schedule.policy)
        } catch {
            self.logger.error("a schedule cannot be read", ["job": "\(stored.jobID)", LogKeys.error: "\(error)"])
            return nil
        }
    }

    private static func occurrence(
        _ decision: Plan.Decision,
        _ schedule: ScheduleStore.Stored,
        _ policy: SchedulePolicy,
        _ now: Timestamp
    ) -> OccurrenceStore.Occurrence {
        var occurrence = OccurrenceStore.Occurrence(
            jobID: schedule.jobID,
            organization: schedule.organization,
            type: schedule.type,
            plannedAt: decision.fire.at,
            dueAt: decision.dueAt,
            local: decision.fire.local,
            reason: decision.fire.reason,
            state: "dispatched",
            firedAt: now,
            expiresAt: Plan.expiry(of: decision, policy, schedule.type),
            overlap: policy.overlap
        )
        switch decision.verdict {
        case .dispatch: occurrence.runID = SchedulerMessages.runID(schedule.jobID, decision.fire.at)
        case .coalesce:
            occurrence.state = "coalesced"
            occurrence.code = "coalesced"
            occurrence.detail = "A later planned time was started in its place"
        case .miss:
            occurrence.state = "missed"
            occurrence.code = policy.catchUp == .none ? "not_caught_up" : "not_in_window"
            occurrence.detail =
                policy.catchUp == .none
                ? "The scheduler was not running, and this schedule does not catch up"
                : "The scheduler was not running, and the time to catch up is over"
        }
        return occurrence
    }

    /// Of several planned times that are to be started, each but the first waits until the one before it has had its run.
    private static func chained(
        _ occurrences: [OccurrenceStore.Occurrence],
        _ now: Timestamp
    ) -> [OccurrenceStore.Occurrence] {
        let places = occurrences.indices.filter { occurrences[$0].state == "dispatched" }
        guard let first = places.first, places.count > 1, occurrences[first].overlap != .cancelOther else {
            return occurrences
        }
        var occurrences = occurrences
        occurrences[first].isChained = true
        for place in places.dropFirst() {
            let window = occurrences[place].expiresAt - occurrences[place].dueAt
            occurrences[place].state = "waiting"
            occurrences[place].isChained = true
            occurrences[place].overlap = .queueOne
            // It came back in time; that it has to wait for others is not its fault.
            occurrences[place].expiresAt = now + window
        }
        return occurrences
    }

    /// Tells of a planned time that was entered; what is dispatched is sent.
    func announce(_ occurrence: OccurrenceStore.Occurrence, _ entry: inout JournalEntry) throws {
        switch occurrence.state {
        case "waiting": break
        case "dispatched":
            try self.messages.tell("schedule.fired", "Fired for \(occurrence.local)", occurrence, &entry)
            if !occurrence.isHeld { entry.send(try self.messages.start(occurrence)) }
        case "coalesced", "skipped":
            try self.messages.tell("schedule.skipped", occurrence.detail ?? "", occurrence, &entry)
        default: try self.messages.tell("schedule.missed", occurrence.detail ?? "", occurrence, &entry)
        }
    }
}
