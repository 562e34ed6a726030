import Contracts
import Postgres
import ServiceKit
import Threads
import Values

/// An event as it is stored, as JSON text.
struct TailedEvent: Sendable {
    var position: Int
    var bytes: [UInt8]
}

/// Follows the stored events, once for all clients of an organization.
///
/// Positions are given in the order of commits and without gaps, so whoever knows the last one it has seen misses nothing.
final class EventTail: Sendable {
    private struct State: Sendable {
        var rooms: [OrganizationID: Room] = [:]
    }

    private let database: Database
    private let logger: Logger
    private let listener: Listener
    private let state = Lock(State())

    init(_ database: Database, logger: Logger) {
        self.database = database
        self.logger = logger
        self.listener = Listener(database.configuration, channel: "history")
    }

    /// Wakes the rooms when there is something new. Runs until ``stop()``.
    func run() async {
        for await _ in self.listener.events {
            for room in self.state.withLock({ Array($0.rooms.values) }) { room.stir() }
        }
    }

    func stop() { self.listener.close() }

    /// The room of an organization. It stays for as long as somebody holds it.
    func enter(_ organization: OrganizationID) -> Room {
        let (room, isNew) = self.state.withLock { state in
            if let room = state.rooms[organization] {
                room.enter()
                return (room, false)
            }
            let room = Room(organization, self.database, self.logger)
            room.enter()
            state.rooms[organization] = room
            return (room, true)
        }
        if isNew { room.start() }
        return room
    }

    func leave(_ room: Room) {
        self.state.withLock { state in
            if room.leave() {
                state.rooms[room.organization] = nil
                room.stop()
            }
        }
    }

    /// The clients of one organization, and the last events that they were shown.
    final class Room: Sendable {
        private struct State: Sendable {
            var clients = 0
            /// In the order of their positions.
            var recent: [TailedEvent] = []
            /// Everything up to it has been read.
            var head: Int?
            /// The first position that `recent` goes back to.
            var start = 0
            var waiting: [Int: CheckedContinuation<Void, Never>] = [:]
            var next = 0
            var task: Task<Void, Never>?
        }

        /// Clients that are further behind read for themselves.
        private static let limit = 500

        let organization: OrganizationID
        private let database: Database
        private let logger: Logger
        private let state = Lock(State())
        private let stirred = Signal()

        init(_ organization: OrganizationID, _ database: Database, _ logger: Logger) {
            self.organization = organization
            self.database = database
            self.logger = logger
        }

        func stir() { self.stirred.send() }

        fileprivate func enter() { self.state.withLock { $0.clients += 1 } }

        /// - Returns: Whether it was the last one.
        fileprivate func leave() -> Bool {
            self.state.withLock { state in
                state.clients -= 1
                return state.clients == 0
            }
        }

        fileprivate func start() {
            let task = Task { await self.follow() }
            self.state.withLock { $0.task = task }
        }

        fileprivate func stop() { self.state.withLock { $0.task }?.cancel() }

        private func follow() async {
            while !Task.isCancelled {
                do {
                    while try await self.read() {}
                } catch {
                    self.logger.debug("events cannot be read now", [LogKeys.error: "\(error)"])
                }
                // Also unasked now and then: a notification may be lost with its connection.
                await self.stirred.wait(for: .seconds(5))
                // What comes close together is read together.
                try? await Task.sleep(for: .milliseconds(50))
            }
        }

        /// - Returns: Whether there may be more.
        private func read() async throws -> Bool {
            let known = self.state.withLock { $0.head }
            let (head, events) = try await self.database.read(for: self.organization) { session in
                try EventReader.page(session, after: known)
            }
            let waiting = self.state.withLock { state in
                if state.head == nil { state.start = head }
                state.head = head
                state.recent += events
                if state.recent.count > Room.limit {
                    let cut = state.recent.count - Room.limit
                    state.start = state.recent[cut - 1].position
                    state.recent.removeFirst(cut)
                }
                guard !events.isEmpty || known == nil else { return [Int: CheckedContinuation<Void, Never>]() }
                defer { state.waiting = [:] }
                return state.waiting
            }
            for continuation in waiting.values { continuation.resume() }
            return events.count == EventReader.limit
        }

        /// The events behind a position.
        ///
        /// - Parameter position: `nil`: those that come from now on.
        /// - Returns: The events, and the position up to which there are no others.
        func events(after position: Int?) async throws -> (events: [TailedEvent], head: Int) {
            while true {
                let found: (events: [TailedEvent], head: Int)? = self.state.withLock { state in
                    guard let head = state.head else { return nil }
                    guard let position else { return ([], head) }
                    if position < state.start { return ([], -1) }
                    let events = Array(state.recent.drop { $0.position <= position })
                    return events.isEmpty && position >= head ? nil : (events, max(head, position))
                }
                if let found, found.head >= 0 { return found }
                if found != nil, let position {
                    // Further behind than what is kept here.
                    let (head, events) = try await self.database.read(for: self.organization) { session in
                        try EventReader.page(session, after: position)
                    }
                    return (events, head)
                }
                try Task.checkCancellation()
                await self.wait()
            }
        }

        private func wait() async {
            let id = self.state.withLock { state in
                state.next += 1
                return state.next
            }
            await withTaskCancellationHandler {
                await withCheckedContinuation { continuation in
                    self.state.withLock { $0.waiting[id] = continuation }
                    if Task.isCancelled { self.wake(id) }
                }
            } onCancel: {
                self.wake(id)
            }
        }

        private func wake(_ id: Int) {
            self.state.withLock { $0.waiting.removeValue(forKey: id) }?.resume()
        }
    }
}
