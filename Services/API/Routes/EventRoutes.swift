import Contracts
import HTTP
import Values

/// `/events`: what happens, as it happens (server-sent events).
struct EventRoutes: Sendable {
    private let backend: Backend

    init(_ backend: Backend) { self.backend = backend }

    func add(to router: inout Router) { router.get("/events", self.follow) }

    /// For how long nobody is asked again who they are.
    private static let trust = Duration.seconds(10)

    /// Each event is a CloudEvent, its id the position in the history. A client that comes back with `Last-Event-ID`, or
    /// asks for what is `?after=` a position, gets what it has missed first.
    private func follow(_ request: Request) async throws -> Response {
        let text = try request.headers[.lastEventID] ?? request.query.single("after")
        var start: Int?
        if let text {
            guard let position = Int(text), position >= 0 else {
                throw Refusal.badParameter("after", "must be a position")
            }
            start = position
        }
        let (tail, organization) = (self.backend.events, request.organization)
        if let start {
            let head = try await self.backend.database.read(for: organization) { session in
                try EventReader.page(session, after: nil).head
            }
            // Whoever waited for it would miss everything up to it.
            guard start <= head else { throw Problem(.notFound, "There is no such position: the latest is \(head)") }
        }
        let first = start
        let (caller, database) = (request.caller, self.backend.database)
        return .events { stream in
            var checked = ContinuousClock.now
            let room = tail.enter(organization)
            defer { tail.leave(room) }
            var position = first
            if first == nil {
                let head = try await room.events(after: nil).head
                position = head
                // So that a client knows where it stands before anything happens.
                try await stream.send(id: "\(head)", event: "ready", data: "{}")
            }
            while true {
                let (events, head) = try await room.events(after: position)
                // A stream goes on for days: it ends when whoever opened it may not see what comes any more.
                if ContinuousClock.now - checked > EventRoutes.trust {
                    guard try await caller.stillMay(.jobsView, database) else { return }
                    checked = .now
                }
                for event in events { try await stream.send(id: "\(event.position)", data: event.bytes) }
                position = head
            }
        }
    }
}
