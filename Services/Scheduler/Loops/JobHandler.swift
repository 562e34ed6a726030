import AMQP
import Contracts
import Postgres
import Recurrence
import ServiceKit
import Threads
import Values

/// Keeps the schedules as the jobs have them.
struct JobHandler: Sendable {
    let journal: Journal
    let database: Database
    let firing: Firing
    let logger: Logger
    let changed: Signal

    /// Handles events of jobs and organizations.
    func handle(_ deliveries: [Delivery]) async throws {
        for delivery in deliveries {
            // Events come from our own services; one that cannot be read is made up for by the comparison of jobs.
            guard let document = try? JSONDocument(delivery.body, maximumDepth: Limits.depth),
                let envelope = try? Envelope(json: document.root), let organization = envelope.organization,
                let data = document.root["data"]
            else {
                self.logger.warning("an event cannot be read", ["key": delivery.routingKey])
                continue
            }
            if let event = try? JobEvent(json: data) {
                try await self.store([(organization, event.job)])
            } else if let event = try? OrganizationEvent(json: data) {
                try await self.changeZone(event)
            }
        }
    }

    /// Stores what is newer than what is known. A change never replays the past: the next time is computed from now. What
    /// had come before it is fired as it was planned.
    func store(_ jobs: [(OrganizationID, JobSnapshot)]) async throws {
        let fired = try await self.journal.transaction { session, entry in
            let known = try ScheduleStore.revisions(session, jobs.map(\.1.id).sorted())
            let fired = try self.fireDue(session, jobs.map(\.1.id), &entry)
            let now = try ScheduleStore.now(session)
            let changes = jobs.compactMap { organization, job -> ScheduleStore.Change? in
                if let revision = known[job.id], revision >= job.revision { return nil }
                // A job without a schedule, or that is gone, and that was never known, needs no row.
                if known[job.id] == nil, job.deleted || job.schedule == nil { return nil }
                return self.change(organization, job, now)
            }
            ScheduleStore.upsert(session, changes)
            return fired
        }
        for fired in fired { self.firing.count(fired) }
        self.changed.send()
    }

    /// Fires what has come of schedules that are about to change. What is put off for the spread is put off no longer: the
    /// schedule that would have fired it will be gone.
    private func fireDue(
        _ session: Session,
        _ jobs: [ID],
        _ entry: inout JournalEntry
    ) throws -> [Firing.Fired] {
        var fired: [Firing.Fired] = []
        repeat {
            let due = try ScheduleStore.lockDue(session, of: jobs)
            if due.schedules.isEmpty { return fired }
            fired.append(try self.firing.fire(session, due.schedules, now: due.now, cutsSpread: true, &entry))
        } while fired.last?.isDone == false
        return fired
    }

    private func change(
        _ organization: OrganizationID,
        _ job: JobSnapshot,
        _ now: Timestamp
    ) -> ScheduleStore.Change {
        let ownZone = job.schedule?["timezone"]?.string
        var change = ScheduleStore.Change(
            job: job,
            organization: organization,
            timezone: ownZone ?? job.timezone,
            followsOrganization: ownZone == nil,
            next: nil
        )
        guard let form = job.schedule, form != .null, job.status == .active, !job.deleted else { return change }
        do {
            let schedule = try self.firing.reader.read(form, of: job.type, timezone: job.timezone)
            change.next = Plan.first(schedule, of: job.id, after: now)
        } catch {
            self.logger.error("a schedule cannot be read", ["job": "\(job.id)", LogKeys.error: "\(error)"])
        }
        return change
    }

    /// Plans the schedules anew that follow the organization's zone.
    private func changeZone(_ event: OrganizationEvent) async throws {
        let fired = try await self.journal.transaction { session, entry in
            let following = try ScheduleStore.lockFollowing(session, event.organization)
            let fired = try self.fireDue(session, following.map(\.0), &entry)
            let now = try ScheduleStore.now(session)
            for (job, type, form, isActive) in following {
                let schedule = try self.firing.reader.read(form, of: type, timezone: event.timezone)
                let next = isActive ? Plan.first(schedule, of: job, after: now) : nil
                ScheduleStore.setZone(session, job, event.timezone, next: next)
            }
            return fired
        }
        for fired in fired { self.firing.count(fired) }
        self.changed.send()
    }

    /// Compares the schedules with the jobs themselves: at the start, after the broker has lost something, and each hour.
    func reconcile() async {
        var last = ID(high: 0, low: 0)
        var count = 0
        do {
            while true {
                let after = last
                let jobs = try await self.database.session { session in
                    try ScheduleStore.unknownJobs(session, after: after, limit: 500)
                }
                guard let end = jobs.last?.1.id else { break }
                try await self.store(jobs)
                last = end
                count += jobs.count
            }
            if count > 0 { self.logger.info("schedules were brought up to date", [LogKeys.count: count]) }
        } catch {
            self.logger.warning("schedules could not be compared with the jobs", [LogKeys.error: "\(error)"])
        }
    }
}
