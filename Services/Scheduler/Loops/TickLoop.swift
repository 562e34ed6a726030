import Contracts
import Postgres
import Recurrence
import ServiceKit
import Threads
import Values

/// Fires what is due.
struct TickLoop: Sendable {
    let journal: Journal
    let database: Database
    let messages: SchedulerMessages
    let logger: Logger
    let lateness: Histogram
    let fired: Counter
    /// Sent when a schedule has changed: the next planned time may be nearer now.
    let changed: Signal

    private static let limit = 500

    /// Runs until the task is cancelled.
    func run() async {
        while !Task.isCancelled {
            var pause = Duration.seconds(1)
            do {
                while try await self.tick() == TickLoop.limit {}
                while try await self.resend() == TickLoop.limit {}
                // At the latest after a second, for what other schedulers have brought in.
                if let next = try await self.database.session({ try ScheduleStore.pause($0) }) {
                    pause = min(pause, max(.zero, next))
                }
            } catch is CancellationError {
                return
            } catch {
                self.logger.debug("the tick is put off", [LogKeys.error: "\(error)"])
            }
            await self.changed.wait(for: pause)
        }
    }

    /// Decides about a batch of schedules whose time has come.
    ///
    /// - Returns: How many there were.
    private func tick() async throws -> Int {
        let dispatched = try await self.journal.transaction { session, entry in
            let (now, schedules) = try ScheduleStore.lockDue(session, limit: TickLoop.limit)
            if schedules.isEmpty { return (0, [Duration]()) }
            var occurrences: [OccurrenceStore.Occurrence] = []
            var next: [(job: ID, at: Timestamp?)] = []
            for schedule in schedules {
                guard let plan = self.plan(schedule, now) else {
                    // It was checked when it was stored; it must not keep the others from firing.
                    next.append((schedule.jobID, nil))
                    continue
                }
                next.append((schedule.jobID, plan.next))
                occurrences += plan.decisions.map { self.occurrence($0, schedule, now) }
            }
            let entered = try OccurrenceStore.insert(session, occurrences)
            ScheduleStore.setNext(session, next)
            var lateness: [Duration] = []
            for occurrence in occurrences
            where entered.contains(.init(jobID: occurrence.jobID, plannedAt: occurrence.plannedAt)) {
                try self.announce(occurrence, &entry)
                if occurrence.state == "dispatched" { lateness.append(now - occurrence.plannedAt) }
            }
            return (schedules.count, lateness)
        }
        for lateness in dispatched.1 { self.lateness.observe(lateness) }
        self.fired.add(dispatched.1.count)
        return dispatched.0
    }

    private func plan(_ schedule: ScheduleStore.Stored, _ now: Timestamp) -> Plan? {
        do {
            let (recurrence, zone) = try ScheduleReader.read(
                schedule.form,
                of: schedule.type,
                timezone: schedule.timezone
            )
            return Plan(
                recurrence,
                in: zone,
                due: schedule.nextAt,
                now: now,
                window: Plan.window(for: schedule.type)
            )
        } catch {
            self.logger.error(
                "a schedule cannot be read",
                ["job": "\(schedule.jobID)", LogKeys.error: "\(error)"]
            )
            return nil
        }
    }

    private func occurrence(
        _ decision: Plan.Decision,
        _ schedule: ScheduleStore.Stored,
        _ now: Timestamp
    ) -> OccurrenceStore.Occurrence {
        var occurrence = OccurrenceStore.Occurrence(
            jobID: schedule.jobID,
            organization: schedule.organization,
            type: schedule.type,
            plannedAt: decision.fire.at,
            local: decision.fire.local,
            reason: decision.fire.reason,
            state: "dispatched",
            firedAt: now,
            expiresAt: decision.fire.at + Plan.window(for: schedule.type)
        )
        switch decision.verdict {
        case .dispatch: occurrence.runID = SchedulerMessages.runID(schedule.jobID, decision.fire.at)
        case .coalesce:
            occurrence.state = "coalesced"
            occurrence.code = "coalesced"
            occurrence.detail = "A later planned time was started in its place"
        case .miss:
            occurrence.state = "missed"
            occurrence.code = "not_in_window"
            occurrence.detail = "The scheduler was not running, and the time to catch up is over"
        }
        return occurrence
    }

    private func announce(_ occurrence: OccurrenceStore.Occurrence, _ entry: inout JournalEntry) throws {
        switch occurrence.state {
        case "dispatched":
            try self.messages.tell("schedule.fired", "Fired for \(occurrence.local)", occurrence, &entry)
            entry.send(try self.messages.start(occurrence))
        case "coalesced":
            try self.messages.tell("schedule.skipped", occurrence.detail ?? "", occurrence, &entry)
        default: try self.messages.tell("schedule.missed", occurrence.detail ?? "", occurrence, &entry)
        }
    }

    /// Asks again where no answer has come.
    private func resend() async throws -> Int {
        try await self.journal.transaction { session, entry in
            let unanswered = try OccurrenceStore.lockUnanswered(session, limit: TickLoop.limit)
            for occurrence in unanswered { entry.send(try self.messages.start(occurrence)) }
            return unanswered.count
        }
    }
}

/// Reads a schedule as it is stored.
enum ScheduleReader {
    struct Unreadable: Error, CustomStringConvertible {
        let errors: [FieldError]
        var description: String { self.errors.map(\.description).joined(separator: "; ") }
    }

    /// - Parameter timezone: For a schedule without a zone of its own.
    static func read(_ form: JSON, of type: JobType, timezone: String) throws -> (Recurrence, Zone) {
        var errors: [FieldError] = []
        let read = try ScheduleForm(json: JSONDocument(form.bytes).root)
        let result = try read.validated(
            rules: ScheduleRules(for: type),
            defaultZone: ZoneDatabase.system.zone(timezone),
            errors: &errors
        )
        guard let (recurrence, zone) = result else { throw Unreadable(errors: errors) }
        return (recurrence, zone)
    }
}
