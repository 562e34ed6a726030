import Contracts
import HTTP
import Postgres
import ServiceKit
import Threads
import Values

/// All routes, and what stands around them.
enum APIRouter {
    static func make(_ context: Context, _ backend: Backend, _ keys: APIKeys, _ pages: Pages) -> Router {
        var api = Router()
        api.use { request, next in
            var request = request
            request[CallerKey.self] = try await keys.caller(request)
            return await next(request)
        }
        SessionRoutes(backend, keys).add(to: &api)
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

        var router = Router()
        router.use(APIRouter.measured(context))
        router.mount(api, at: "/api/v1")
        UnsubscribeRoutes(backend).add(to: &router)
        HealthServer.addRoutes(to: &router, context)
        pages.add(to: &router)
        return router
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
            return FieldError(pointer: String(error.pointer.dropFirst(11)), message: error.message)
        }
        if problem.errors.count == 1 { problem.detail = problem.errors[0].description }
        guard let bytes = try? problem.jsonBytes() else { return nil }
        var response = Response.problem(bytes, status: Status(problem.code.status))
        if let seconds = problem.retryAfter { response.headers[.retryAfter] = HeaderValue(seconds) }
        return response
    }
}
