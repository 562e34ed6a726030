import Contracts
import Postgres
import Values

/// The statements about organizations and jobs.
enum JobStore {
    /// A job as it stands.
    struct Job {
        var id: ID
        var organization: OrganizationID
        var siteID: ID?
        var type: JobType
        var status: JobStatus
        var version: Int
        var revision: Int
        var createdAt: Timestamp
        var isDeleted: Bool
    }

    /// Jobs by their ids, of whatever organization.
    ///
    /// - Parameter locking: Whether to keep others from changing them until the end of the transaction.
    static func fetch(_ session: Session, _ ids: [ID], locking: Bool) throws -> [ID: Job] {
        let rows =
            locking
            ? try session.query(
                """
                select id, organization_id, site_id, type, status, version, revision, created_at, deleted_at is not null
                from jobs where id = any ($1) order by id for update
                """,
                ids
            )
            : try session.query(
                """
                select id, organization_id, site_id, type, status, version, revision, created_at, deleted_at is not null
                from jobs where id = any ($1)
                """,
                ids
            )
        var jobs: [ID: Job] = [:]
        for row in rows {
            var row = row
            let id = try row.next(ID.self)
            guard let organization = OrganizationID(try row.next()) else { continue }
            let site = try row.next(optional: ID.self)
            guard let type = JobType(rawValue: try row.next()), let status = JobStatus(rawValue: try row.next()) else {
                throw UnreadableRow(column: "type or status", value: "\(id)")
            }
            jobs[id] = Job(
                id: id,
                organization: organization,
                siteID: site,
                type: type,
                status: status,
                version: try row.next(),
                revision: try row.next(),
                createdAt: try row.next(),
                isDeleted: try row.next()
            )
        }
        return jobs
    }

    /// The content jobs of sites.
    static func contentJobs(_ session: Session, of sites: [ID]) throws -> [ID: ID] {
        if sites.isEmpty { return [:] }
        let rows = try session.query(
            "select site_id, id from jobs where site_id = any ($1) and type = 'content' and deleted_at is null",
            sites
        )
        var jobs: [ID: ID] = [:]
        for row in rows {
            var row = row
            let site = try row.next(ID.self)
            jobs[site] = try row.next()
        }
        return jobs
    }

    static func insert(
        _ session: Session,
        id: ID,
        organization: OrganizationID,
        _ definition: JobDefinition,
        now: Timestamp
    ) {
        session.enqueue(
            """
            insert into jobs (id, organization_id, site_id, type, name, status, version, revision, created_at, updated_at)
            values ($1, $2, $3, $4, $5, $6, 1, 1, $7, $7)
            """,
            id,
            organization.text,
            definition.siteId,
            definition.type.rawValue,
            definition.name,
            definition.status.rawValue,
            now
        )
    }

    static func addVersion(
        _ session: Session,
        id: ID,
        version: Int,
        _ definition: JobDefinition,
        _ pipeline: Pipeline
    ) throws {
        session.enqueue(
            "insert into job_versions (job_id, version, definition, pipeline) values ($1, $2, $3::json, $4::json)",
            id,
            version,
            JSONBytes(try definition.jsonBytes()),
            JSONBytes(try pipeline.jsonBytes())
        )
    }

    static func change(
        _ session: Session,
        id: ID,
        name: String,
        status: JobStatus,
        version: Int,
        revision: Int,
        now: Timestamp,
        isDeleted: Bool = false
    ) {
        session.enqueue(
            """
            update jobs set name = $2, status = $3, version = $4, revision = $5, updated_at = $6,
                deleted_at = case when $7 then $6 end
            where id = $1
            """,
            id,
            name,
            status.rawValue,
            version,
            revision,
            now,
            isDeleted
        )
    }

    static func definition(_ session: Session, id: ID, version: Int) throws -> JobDefinition {
        let rows = try session.query(
            "select definition from job_versions where job_id = $1 and version = $2",
            id,
            version
        )
        guard var row = rows.first else { throw Definitions.Missing(job: id, version: version) }
        return try JobDefinition(json: JSONDocument(try row.next(JSONBytes.self).bytes).root)
    }

    /// The organization's time zone; `nil` when there is no such organization.
    static func timezone(_ session: Session, of organization: OrganizationID) throws -> String? {
        guard var row = try session.query("select timezone from organizations where id = $1", organization.text).first
        else { return nil }
        return try row.next()
    }

    static func defineOrganization(_ session: Session, _ command: OrganizationDefine) {
        session.enqueue(
            """
            with organization as (
                insert into organizations (id, name, timezone) values ($1, $2, $3)
                on conflict (id) do update set name = $2, timezone = $3
                returning id
            )
            insert into accounts (organization_id) select id from organization on conflict do nothing
            """,
            command.organization.text,
            command.name,
            command.timezone
        )
    }
}
