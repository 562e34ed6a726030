import AMQP
import Postgres
import ServiceKit
import Testing
import Threads

@testable import API
@testable import HTTP

@Suite struct AccessTests {
    /// The routes of the service, with a backend that reaches nothing.
    private static func routes() throws -> Router {
        let identity = Identity(service: "api", instance: "api-test", user: "api")
        let logger = Logger(service: "api", instance: "api-test", minimum: .error)
        let database = Database(
            DatabaseConfiguration(url: "postgres://nobody@127.0.0.1:1/none", applicationName: "test")
        )
        let publisher = Publisher(try #require(Endpoint("amqp://x:x@127.0.0.1:1")), Publisher.Settings(name: "test"))
        let journal = Journal(identity, lane: "api", database: database, publisher: publisher, logger: logger)
        let keeper = JournalKeeper(
            identity,
            journals: [journal],
            database: database,
            publisher: publisher,
            logger: logger,
            metrics: Metrics()
        )
        let bus = CommandBus(
            identity,
            publisher: publisher,
            replies: Subscription(.exclusive(prefix: "reply.api.", bindings: []), prefetch: 1),
            resends: ResendHandler(keeper: keeper, identity: identity),
            logger: logger
        )
        let backend = Backend(
            database: database,
            bus: bus,
            journal: journal,
            events: EventTail(database, logger: logger),
            links: UnsubscribeLinks(base: "", secret: "x"),
            keys: APIKeys(database),
            sessions: Sessions(
                database: database,
                settings: Sessions.Settings(idle: .seconds(1), lifetime: .seconds(1), publicURL: nil)
            ),
            passwords: Passwords(),
            logins: Lock(LoginGuard()),
            triggerKeys: nil,
            queues: QueueWatch(try #require(Endpoint("amqp://x:x@127.0.0.1:1"))),
            logger: logger
        )
        return APIRouter.routes(backend)
    }

    @Test("each route stands in the table, and each entry is a route")
    func complete() throws {
        let routes = try AccessTests.routes().endpoints
        #expect(routes.count > 80)
        for (method, pattern) in routes {
            #expect(AccessTable.access(method, pattern) != nil, "\(method) \(pattern)")
        }
        let names = Set(
            routes.map { method, pattern in
                "\(method) \(pattern.hasSuffix("/") ? String(pattern.dropLast()) : pattern)"
            }
        )
        for entry in AccessTable.entries { #expect(names.contains(entry), "\(entry) is no route") }
    }

    @Test("what is open is open on purpose")
    func open() {
        let open = AccessTable.entries.filter { entry in
            let parts = entry.split(separator: " ").map(String.init)
            return HTTP.Method(rawValue: parts[0]).flatMap { AccessTable.access($0, parts[1]) } == .open
        }
        #expect(open == ["POST /hooks/{triggerId}", "POST /invitations/accept", "POST /sessions"])
    }

    @Test("a route that nobody knows has no access, and HEAD that of GET")
    func methods() {
        #expect(AccessTable.access(.get, "/nothing") == nil)
        #expect(AccessTable.access(.put, "/jobs") == nil)
        #expect(AccessTable.access(.head, "/jobs") == .with(.jobsView))
        #expect(AccessTable.access(.post, "/automation/run_now/") == .with(.contentRun))
    }

    @Test("a role may all that the one below it may")
    func roles() {
        let order: [Role] = [.viewer, .operator, .editor, .owner]
        for (lower, higher) in zip(order, order.dropFirst()) {
            #expect(lower.permissions.isStrictSubset(of: higher.permissions))
        }
        #expect(Role.viewer.permissions.allSatisfy { $0.isView })
        #expect(!Role.operator.permissions.contains { $0.rawValue.hasSuffix(":edit") })
        #expect(Role.allCases.allSatisfy { !$0.permissions.contains(.organizationsCreate) })
        #expect(Role.owner.permissions.count == Permission.allCases.count - 1)
        #expect(Role.editor.permissions.isDisjoint(with: [.usersManage, .keysManage, .creditsEdit]))
    }

    @Test("names of permissions are stable, and unknown ones permit nothing")
    func names() {
        #expect(Set(names: ["jobs:run", "jobs:all", ""]) == [.jobsRun])
        #expect(Set<Permission>([.jobsRun, .jobsView]).names == ["jobs:view", "jobs:run"])
        #expect(Permission.allCases.allSatisfy { $0.rawValue.split(separator: ":").count == 2 })
    }
}
