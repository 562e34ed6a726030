public import AMQP
import FoundationEssentials
import Glibc
public import Postgres
import Threads

/// A service: reads its settings, then runs until it is told to stop.
public protocol Program: Sendable {
    /// `orchestrator`
    static var name: String { get }
    /// The newest migration that it needs. It waits at its start until the database has it.
    static var schema: Int { get }
    /// The schema with its tables.
    static var databaseSchema: String { get }
    /// Whether its statements are planned each time they are used. Else a connection keeps the plan of the first few times,
    /// also when a table that was empty then has grown: right where statements are many and tables grow slowly.
    static var plansEachTime: Bool { get }

    /// Reads the settings of its own; mistakes are collected by the reader.
    init(_ settings: inout SettingsReader)

    /// Runs until ``Context/shutdown`` is requested and everything is handed back.
    func run(_ context: Context) async throws
}

/// What every service has.
public struct Context: Sendable {
    public let identity: Identity
    public let endpoint: Endpoint
    public let database: Database
    public let logger: Logger
    public let metrics: Metrics
    public let readiness: Readiness
    public let shutdown: Shutdown
}

extension Program {
    public static var plansEachTime: Bool { false }

    /// The whole life of the process.
    public static func main() async {
        Memory.prepare()
        // A peer that goes away in the middle of a write is an error of that write, not the end of the process.
        signal(SIGPIPE, SIG_IGN)
        var reader = SettingsReader(environment: ProcessInfo.processInfo.environment)
        var common = CommonSettings(&reader, name: Self.name, schema: Self.databaseSchema)
        if Self.plansEachTime { common.database.settings.append(("plan_cache_mode", "force_custom_plan")) }
        let program = Self(&reader)
        if !reader.mistakes.isEmpty {
            for mistake in reader.mistakes { complain("\(Self.name): \(mistake)") }
            exit(2)
        }
        if CommandLine.arguments.contains("--check") {
            print("\(Self.name): the settings are valid")
            exit(0)
        }
        let logger = Logger(service: Self.name, instance: common.instance, minimum: common.logLevel)
        let status = await start(program, common, logger)
        logger.flush()
        exit(status)
    }

    private static func start(_ program: Self, _ common: CommonSettings, _ logger: Logger) async -> Int32 {
        let shutdown = Shutdown()
        let signals = shutdown.listenToSignals()
        defer { withExtendedLifetime(signals) {} }
        // What does not end by itself is ended: a supervisor would do it with less ceremony.
        shutdown.onRequest {
            Task {
                try? await Task.sleep(for: .seconds(30))
                logger.error("not finished within 30 s; ended all the same")
                logger.flush()
                exit(1)
            }
        }
        do {
            let pidFile = try PIDFile(common.pidFile)
            defer { pidFile.remove() }
            let context = Context(
                identity: Identity(service: Self.name, instance: common.instance, user: common.endpoint.user),
                endpoint: common.endpoint,
                database: Database(common.database),
                logger: logger,
                metrics: Metrics(),
                readiness: Readiness(),
                shutdown: shutdown
            )
            logger.info("started", ["pid": Int(getpid())])
            let memory = Task { await Memory.giveBack() }
            defer { memory.cancel() }
            let health = try HealthServer(address: common.httpAddress, port: UInt16(common.httpPort), context)
            try await SchemaCheck(context).wait(for: Self.schema)
            if !shutdown.isRequested { try await program.run(context) }
            context.database.close()
            await health.stop()
            logger.info("stopped")
            return 0
        } catch {
            logger.error("failed", [LogKeys.error: "\(error)"])
            return 1
        }
    }

    private static func complain(_ line: String) {
        let bytes = Array((line + "\n").utf8)
        _ = bytes.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }
}

/// The settings that every service has.
struct CommonSettings {
    let endpoint: Endpoint
    var database: DatabaseConfiguration
    let instance: String
    let logLevel: Logger.Level
    let pidFile: String?
    let httpAddress: String
    let httpPort: Int

    init(_ reader: inout SettingsReader, name: String, schema: String) {
        let nowhere = Endpoint(host: "", port: 0)
        self.endpoint =
            reader.value(
                "STAGECOACH_AMQP",
                expected: "must be an AMQP URL, like amqp://user:password@host:5672/vhost"
            ) { Endpoint($0) } ?? nowhere
        let url = reader.text("STAGECOACH_DATABASE")
        if !url.isEmpty, !url.hasPrefix("postgres://"), !url.hasPrefix("postgresql://") {
            reader.reject("STAGECOACH_DATABASE", "must be a URL, like postgres://user:password@host:5432/database")
        }
        self.instance = reader.text("STAGECOACH_INSTANCE", default: "\(name)-1")
        var database = DatabaseConfiguration(url: url, applicationName: self.instance)
        database.searchPath = schema
        // To compile a statement takes longer than any of ours does, and is tried where the planner believes one to be dear.
        database.settings = [("jit", "off")]
        database.connections = reader.integer("STAGECOACH_DATABASE_CONNECTIONS", default: 6, in: 2...100)
        self.database = database
        self.logLevel =
            reader.value(
                "STAGECOACH_LOG_LEVEL",
                default: .info,
                expected: "must be debug, info, warning or error"
            ) { Logger.Level(rawValue: $0) } ?? .info
        self.pidFile = reader.optional("STAGECOACH_PIDFILE")
        self.httpAddress = reader.address("STAGECOACH_HTTP_ADDRESS", default: "127.0.0.1")
        self.httpPort = reader.integer("STAGECOACH_HTTP_PORT", default: 0, in: 0...65535)
    }
}

/// Says under which number the process runs, for as long as it does.
private struct PIDFile {
    private let path: String?

    struct CannotWrite: Error, CustomStringConvertible {
        let path: String
        var description: String { "cannot write \(self.path)" }
    }

    init(_ path: String?) throws {
        self.path = path
        guard let path else { return }
        guard let file = fopen(path, "w") else { throw CannotWrite(path: path) }
        fputs("\(getpid())\n", file)
        fclose(file)
    }

    func remove() { if let path { unlink(path) } }
}

/// Waits until the database has the schema that the program was written for.
private struct SchemaCheck {
    private let context: Context

    init(_ context: Context) { self.context = context }

    func wait(for number: Int) async throws {
        var backoff = Backoff(base: .milliseconds(200), limit: .seconds(2))
        while !self.context.shutdown.isRequested {
            let problem: String?
            do {
                let found = try await self.context.database.session { session in
                    var row = try session.query("select coalesce(max(number), 0) from stagecoach.migrations").first
                    return try row?.next(Int.self) ?? 0
                }
                if found >= number {
                    self.context.readiness.set("schema", problem: nil)
                    return
                }
                problem = "migration \(number) is missing, the database has \(found)"
            } catch {
                problem = "\(error)"
            }
            self.context.readiness.set("schema", problem: problem)
            if backoff.failures % 20 == 3 {
                self.context.logger.warning("waiting for the database", [LogKeys.error: problem ?? ""])
            }
            try await Task.sleep(for: backoff.next())
        }
    }
}
