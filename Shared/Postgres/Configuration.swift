import Values

/// Where the database is and how to use it.
public struct DatabaseConfiguration: Sendable {
    /// `postgres://user:password@host:port/database?parameter=value`, as libpq reads it. Never logged.
    public var url: String
    /// Shown in `pg_stat_activity`.
    public var applicationName: String
    /// The schema in which names without one are looked for; `nil`: as the role has it.
    public var searchPath: String?
    /// Further settings of the server for each connection: `jit`. Names and values go into its command line as they are.
    public var settings: [(name: String, value: String)] = []
    /// How many connections at most, each with a thread of its own. They are opened when needed.
    public var connections = 4
    /// A statement that takes longer is cancelled by the server.
    public var statementTimeout: Duration = .seconds(30)
    /// A statement that waits longer for a lock fails.
    public var lockTimeout: Duration = .seconds(10)
    /// A transaction in which nothing happens is ended by the server, with its locks: our end may be gone without a word.
    public var idleInTransactionTimeout: Duration = .seconds(15)
    /// How long a caller waits for a free connection, and for a new one to be opened.
    public var acquireTimeout: Duration = .seconds(5)
    /// How long unanswered bytes keep a connection to a silent server alive (TCP_USER_TIMEOUT).
    public var silenceTimeout: Duration = .seconds(10)

    public init(url: String, applicationName: String) {
        self.url = url
        self.applicationName = applicationName
    }

    /// Connection parameters that overrule those of the URL.
    var parameters: [(String, String)] {
        [
            ("dbname", self.url),
            ("application_name", self.applicationName),
            ("client_encoding", "UTF8"),
            ("connect_timeout", "\(max(2, self.acquireTimeout.components.seconds))"),
            ("keepalives_idle", "10"),
            ("keepalives_interval", "3"),
            ("keepalives_count", "3"),
            ("tcp_user_timeout", "\(self.silenceTimeout.milliseconds)"),
            (
                "options",
                """
                -c statement_timeout=\(self.statementTimeout.milliseconds) \
                -c lock_timeout=\(self.lockTimeout.milliseconds) \
                -c idle_in_transaction_session_timeout=\(self.idleInTransactionTimeout.milliseconds) \
                -c timezone=UTC\(self.searchPath.map { " -c search_path=\($0)" } ?? "")\
                \(self.settings.map { " -c \($0.name)=\($0.value)" }.joined())
                """
            ),
        ]
    }
}
