import Postgres
import Values

/// Reads how the services are: nothing of it belongs to an organization.
enum SystemReader {
    /// A process of a service.
    struct Worker: Sendable {
        var instance: String
        var service: String
        var beatAt: Timestamp
    }

    /// Work that was given out and that nobody has begun.
    struct Waiting: Sendable {
        var messages: Int
        var oldestAt: Timestamp?
    }

    struct State: Sendable {
        var now: Timestamp
        var workers: [Worker]
        /// By worker: `ai.text`.
        var work: [String: Waiting]
        /// Dead letters that nobody has dealt with.
        var dead: Int
        /// Entries of journals that the history has not received yet.
        var behind: Int
    }

    static func state(_ session: Session) throws -> State {
        var now = Timestamp.now()
        var (dead, behind) = (0, 0)
        if var row = try session.query("select clock_timestamp(), history.count_dead(), history.count_behind()").first {
            now = try row.next()
            dead = try row.next()
            behind = try row.next()
        }
        let workers = try session.query(
            """
            select instance, service, beat_at from history.services
            where beat_at > now() - interval '1 day' order by service, instance
            """
        ).map { row in
            var row = row
            return Worker(instance: try row.next(), service: try row.next(), beatAt: try row.next())
        }
        var work: [String: Waiting] = [:]
        for row in try session.query("select worker, messages, oldest_at from orchestrator.queues_v1") {
            var row = row
            let name = try row.next(String.self)
            work[name] = Waiting(messages: try row.next(), oldestAt: try row.next(optional: Timestamp.self))
        }
        return State(now: now, workers: workers, work: work, dead: dead, behind: behind)
    }
}
