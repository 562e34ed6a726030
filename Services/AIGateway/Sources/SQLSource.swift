import Contracts
import Curl
import Postgres
import Threads
import Values

/// Asks a PostgreSQL database of the organization's. What is asked can only read: the transaction is read-only, and what
/// the login of the secret may read besides is for its owner to say.
struct SQLSource: Sendable {
    /// More rows are left out.
    static let rowLimit = 1000
    /// Of the rows as JSON, in bytes.
    static let sizeLimit = 5 << 20

    /// Hosts beside the public ones that may be connected to, in lower case.
    let hosts: Set<String>

    struct Answer: Sendable {
        var element: JSONElement
        var size: Int
        /// Whether there were more rows than are taken.
        var isCut: Bool
    }

    /// Asks once.
    ///
    /// - Parameters:
    ///   - url: The connection's, from the store of secrets.
    ///   - limit: For all of it.
    /// - Throws: ``SourceFailure``; `CancellationError`.
    func fetch(_ source: ReportSource, url: String, within limit: Duration) async throws -> Answer {
        guard let address = DatabaseAddress(url) else {
            throw SourceFailure("invalid_connection", "the connection's secret \(DatabaseAddress.rule)")
        }
        let thread = SerialThread(name: "lookup")
        defer { thread.stop() }
        let hosts = self.hosts
        let connection = try await thread.run { () throws in try SQLSource.connection(to: address, hosts) }
        var configuration = DatabaseConfiguration(url: connection, applicationName: "stagecoach report")
        configuration.connections = 1
        configuration.acquireTimeout = min(limit, .seconds(10))
        configuration.statementTimeout = limit
        configuration.lockTimeout = limit
        configuration.idleInTransactionTimeout = limit
        let database = Database(configuration)
        defer { database.close() }
        let statement = Statement(trusted: SQLSource.statement(source.query ?? ""))
        let parameters = source.parameters ?? []
        let rows: (text: JSONBytes?, size: Int, count: Int)
        do {
            rows = try await database.transaction(retries: 0) { session in
                session.enqueue("set transaction read only")
                let found = try session.query(statement, binding: parameters.map(\.bound))
                guard var row = found.first else { return (nil, 0, 0) }
                return (try row.next(optional: JSONBytes.self), try row.next(), try row.next())
            }
        } catch let error as PostgresError {
            throw SourceFailure(error, limit: limit)
        }
        guard let text = rows.text else { throw SourceFailure.tooLarge(SQLSource.sizeLimit) }
        return Answer(element: try SQLSource.read(text.bytes), size: rows.size, isCut: rows.count > SQLSource.rowLimit)
    }

    // MARK: - Pure but for the name server

    /// The parameters of a connection to an address that was looked at; by the host's name the certificate is checked.
    private static func connection(to address: DatabaseAddress, _ hosts: Set<String>) throws(SourceFailure) -> String {
        let isNamed = hosts.contains(address.host) || hosts.contains("[\(address.host)]")
        guard let found = HostLookup.addresses(of: address.host, isNamed ? .any : .publicOnly) else {
            throw SourceFailure("unreachable", "the host's name leads nowhere", isTransient: true)
        }
        guard !found.isEmpty else {
            throw SourceFailure("refused_address", "the host has no address that may be connected to")
        }
        return self.connection(to: address, at: Array(found.prefix(4)), isNamed: isNamed)
    }

    /// - Parameter addresses: In digits.
    static func connection(to address: DatabaseAddress, at addresses: [String], isNamed: Bool) -> String {
        func quoted(_ text: String) -> String {
            "'" + text.flatMap { "'\\".contains($0) ? ["\\", $0] : [$0] } + "'"
        }
        // Nothing goes to a public server unencrypted.
        let weak: Set<String> = ["prefer", "disable", "allow"]
        let encryption = address.encryption.flatMap { isNamed || !weak.contains($0) ? $0 : nil }
        let parameters: [(String, String)] = [
            ("host", addresses.map { _ in address.host }.joined(separator: ",")),
            ("hostaddr", addresses.joined(separator: ",")), ("port", "\(address.port)"), ("user", address.user),
            ("password", address.password), ("dbname", address.database),
            ("sslmode", encryption ?? (isNamed ? "prefer" : "require")), ("target_session_attrs", "any"),
        ]
        return parameters.map { "\($0.0)=\(quoted($0.1))" }.joined(separator: " ")
    }

    /// The question with a limit around it, its rows as JSON. As the inner part of another it can be nothing but a query.
    static func statement(_ query: String) -> String {
        """
        with stagecoach_rows as materialized (select * from (
        \(ReportQuery.statement(query))) stagecoach_query limit \(self.rowLimit + 1)),
        stagecoach_answer as (
            select coalesce(json_agg(row_to_json(stagecoach_row)), '[]')::text as rows
            from (select * from stagecoach_rows limit \(self.rowLimit)) stagecoach_row
        )
        select case when octet_length(rows) <= \(self.sizeLimit) then rows::json end, octet_length(rows),
            (select count(*) from stagecoach_rows)
        from stagecoach_answer
        """
    }

    static func read(_ bytes: [UInt8]) throws(SourceFailure) -> JSONElement {
        do throws(JSONError) {
            return try JSONDocument(bytes).root
        } catch {
            let words =
                error.code == .duplicateKey
                ? "two columns have one name; give them names of their own with as" : "the rows are no JSON: \(error)"
            throw SourceFailure("invalid_rows", words)
        }
    }
}

extension SourceFailure {
    init(_ error: PostgresError, limit: Duration) {
        let words = error.message
        switch error.code {
        case .cancelled: self = .timeout(limit)
        case .unavailable:
            self.init("unreachable", "the database gives no connection: \(words)", isTransient: true)
        case .connectionLost: self.init("unreachable", "the connection ended: \(words)", isTransient: true)
        case .conflict: self.init("conflict", "the database was busy: \(words)", isTransient: true)
        default:
            let isWrite = error.sqlState == "25006"
            self.init(isWrite ? "read_only" : "query_refused", "the database refused the query: \(words)")
        }
    }
}

extension JSON {
    /// As a parameter: texts are `text`, and cast where the query wants something else.
    fileprivate var bound: any PostgresEncodable {
        switch self {
        case .null, .array, .object: Optional<String>.none
        case .bool(let value): value
        case .integer(let value): value
        case .number(let value): value
        case .string(let value): value
        }
    }
}
