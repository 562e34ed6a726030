import Contracts
import Postgres
import Recurrence
import Threads
import Values

/// The job versions that runs are made from. They never change, so those that were read once are kept.
final class Definitions: Sendable {
    private struct Key: Hashable, Sendable {
        let job: ID
        let version: Int
    }

    /// More are forgotten all at once, rather than kept count of.
    private static let limit = 20_000
    private let known = Lock<[Key: RunDefinition]>([:])

    /// Fetches those that are not known yet.
    func load(_ session: Session, _ versions: [(job: ID, version: Int)]) throws {
        let missing = self.known.withLock { known in
            Set(versions.map { Key(job: $0.job, version: $0.version) }).filter { known[$0] == nil }
        }
        if missing.isEmpty { return }
        let keys = Array(missing)
        let rows = try session.query(
            """
            select v.job_id, v.version, v.definition, v.pipeline,
                coalesce(v.definition -> 'schedule' ->> 'timezone', o.timezone)
            from unnest($1::uuid[], $2::int8[]) u (job, version)
            join job_versions v on v.job_id = u.job and v.version = u.version
            join jobs j on j.id = v.job_id
            join organizations o on o.id = j.organization_id
            """,
            keys.map(\.job),
            keys.map(\.version)
        )
        for row in rows {
            var row = row
            let key = Key(job: try row.next(), version: try row.next())
            let definition = try JobDefinition(json: JSONDocument(try row.next(JSONBytes.self).bytes).root)
            let pipeline = try Pipeline(json: JSONDocument(try row.next(JSONBytes.self).bytes).root)
            let value = RunDefinition(
                jobID: key.job,
                version: key.version,
                name: definition.name,
                type: definition.type,
                siteID: definition.siteId,
                pipeline: pipeline,
                tasks: definition.tasks,
                zone: try ZoneDatabase.system.zone(try row.next()),
                pauseAfterFailures: definition.pauseAfterFailures
            )
            self.known.withLock { known in
                if known.count >= Definitions.limit { known = [:] }
                known[key] = value
            }
        }
    }

    /// - Throws: ``Missing`` for a version that was not loaded, or does not exist.
    subscript(job: ID, version: Int) -> RunDefinition {
        get throws {
            guard let definition = self.known.withLock({ $0[Key(job: job, version: version)] }) else {
                throw Missing(job: job, version: version)
            }
            return definition
        }
    }

    struct Missing: Error, CustomStringConvertible {
        let job: ID
        let version: Int
        var description: String { "version \(self.version) of job \(self.job) does not exist" }
    }
}
