import Contracts
import HTTP
import Postgres
import ServiceKit
import Threads
import Values

/// All routes, and what stands around them.
enum APIRouter {
    static let prefix = "/api/v1"

    static func make(_ context: Context, _ backend: Backend, _ gate: Gate, _ pages: Pages) -> Router {
        var api = self.routes(backend)
        api.use(gate.pass)
        api.use(QueryParameters.check)
        var router = Router()
        router.use(APIRouter.measured(context))
        router.mount(api, at: self.prefix)
        UnsubscribeRoutes(backend).add(to: &router)
        HealthServer.addRoutes(to: &router, context)
        pages.add(to: &router)
        return router
    }

    /// All routes below the prefix. Stops the program when nobody has said who may use one of them.
    static func routes(_ backend: Backend) -> Router {
        var api = Router()
        JobRoutes(backend).add(to: &api)
        ScheduleRoutes(backend).add(to: &api)
        RunRoutes(backend).add(to: &api)
        TemplateRoutes(backend).add(to: &api)
        ExecutionRoutes(backend).add(to: &api)
        ContentRoutes(backend).add(to: &api)
        ReviewRoutes(backend).add(to: &api)
        ArtifactRoutes(backend).add(to: &api)
        SubscriberRoutes(backend).add(to: &api)
        CreditRoutes(backend).add(to: &api)
        SiteRoutes(backend).add(to: &api)
        AutomationRoutes(backend).add(to: &api)
        SecretRoutes(backend).add(to: &api)
        NotificationRoutes(backend).add(to: &api)
        DeadLetterRoutes(backend).add(to: &api)
        RetentionRoutes(backend).add(to: &api)
        EventRoutes(backend).add(to: &api)
        OrganizationRoutes(backend).add(to: &api)
        UserRoutes(backend).add(to: &api)
        InvitationRoutes(backend).add(to: &api)
        SignInRoutes(backend).add(to: &api)
        SessionRoutes(backend).add(to: &api)
        KeyRoutes(backend).add(to: &api)
        AuditRoutes(backend).add(to: &api)
        TriggerRoutes(backend).add(to: &api)
        SystemRoutes(backend).add(to: &api)
        for (method, pattern) in api.endpoints {
            precondition(
                AccessTable.access(method, pattern) != nil,
                "the access table does not say who may use \(method) \(pattern)"
            )
        }
        return api
    }

    /// Follows each request with a trace, and counts it.
    private static func measured(_ context: Context) -> Middleware {
        let help = "Requests answered, by class of status"
        let counters = (1...5).map {
            context.metrics.counter("stagecoach_http_requests_total", help, ["status": "\($0)xx"])
        }
        let durations = context.metrics.histogram(
            "stagecoach_http_request_seconds",
            "Time to the answer, without streams"
        )
        let logger = context.logger
        return { request, next in
            var request = request
            let trace = Trace(request.headers["traceparent"])?.child() ?? Trace()
            request[TraceKey.self] = trace
            let start = ContinuousClock.now
            let response = await next(request)
            let duration = ContinuousClock.now - start
            counters[max(1, min(5, response.status.code / 100)) - 1].add()
            durations.observe(duration)
            logger.debug(
                "request",
                [
                    "method": request.method.rawValue, "route": request.route ?? "", "status": response.status.code,
                    "ms": Int(duration.milliseconds), LogKeys.trace: trace.traceID,
                ]
            )
            return response
        }
    }

    static func configuration(_ context: Context) -> Server.Configuration {
        var configuration = Server.Configuration()
        let logger = context.logger
        configuration.answer = { error, _ in APIRouter.answer(error) }
        configuration.report = { error in logger.error("a request failed", [LogKeys.error: "\(error)"]) }
        return configuration
    }

    /// The answer that an error is.
    static func answer(_ error: any Error) -> Response? {
        switch error {
        case let problem as Problem: return APIRouter.answer(problem)
        case let error as FieldError: return APIRouter.answer(Problem([error]))
        case let error as Unauthenticated:
            var response = APIRouter.answer(Problem(.unauthenticated, error.detail))
            // RFC 6750, section 3.
            response?.headers[.wwwAuthenticate] = "Bearer"
            return response
        case let error as SignInRefused:
            // No challenge: a browser would ask for the key with a window of its own.
            return APIRouter.answer(Problem(.unauthenticated, error.detail))
        case let error as PostgresError where error.isOutage:
            return APIRouter.answer(Problem(.unavailable, "The database does not answer", retryAfter: 2))
        default: return nil
        }
    }

    private static func answer(_ problem: Problem) -> Response? {
        var problem = problem
        // A command wraps the definition that the client sent.
        problem.errors = problem.errors.map { error in
            guard error.pointer.hasPrefix("/definition") else { return error }
            let pointer = String(error.pointer.dropFirst(11))
            return FieldError(pointer: pointer, message: error.message, position: error.position)
        }
        if problem.errors.count == 1 { problem.detail = problem.errors[0].description }
        guard let bytes = try? problem.jsonBytes() else { return nil }
        var response = Response.problem(bytes, status: Status(problem.code.status))
        if let seconds = problem.retryAfter { response.headers[.retryAfter] = HeaderValue(seconds) }
        return response
    }
}
