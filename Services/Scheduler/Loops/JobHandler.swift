import AMQP
import Contracts
import Postgres
import Recurrence
import ServiceKit
import Threads
import Values

/// Keeps the schedules as the jobs have them.
struct JobHandler: Sendable {
    let database: Database
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

    /// Stores what is newer than what is known. A change never replays the past: the next time is computed from now.
    func store(_ jobs: [(OrganizationID, JobSnapshot)]) async throws {
        try await self.database.transaction { session in
            let known = try ScheduleStore.revisions(session, jobs.map(\.1.id).sorted())
            let now = try ScheduleStore.now(session)
            let changes = jobs.compactMap { organization, job -> ScheduleStore.Change? in
                if let revision = known[job.id], revision >= job.revision { return nil }
                // A job without a schedule, or that is gone, and that was never known, needs no row.
                if known[job.id] == nil, job.deleted || job.schedule == nil { return nil }
                return self.change(organization, job, now)
            }
            ScheduleStore.upsert(session, changes)
        }
        self.changed.send()
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
            nextAt: nil
        )
        guard let form = job.schedule, form != .null, job.status == .active, !job.deleted else { return change }
        do {
            let (recurrence, zone) = try ScheduleReader.read(form, of: job.type, timezone: job.timezone)
            change.nextAt = recurrence.next(after: now, in: zone)?.at
        } catch {
            self.logger.error("a schedule cannot be read", ["job": "\(job.id)", LogKeys.error: "\(error)"])
        }
        return change
    }

    /// Plans the schedules anew that follow the organization's zone.
    private func changeZone(_ event: OrganizationEvent) async throws {
        try await self.database.transaction { session in
            let now = try ScheduleStore.now(session)
            for (job, type, form, isActive) in try ScheduleStore.lockFollowing(session, event.organization) {
                let (recurrence, zone) = try ScheduleReader.read(form, of: type, timezone: event.timezone)
                let next = isActive ? recurrence.next(after: now, in: zone)?.at : nil
                ScheduleStore.setZone(session, job, event.timezone, next: next)
            }
        }
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
