import Contracts
import Postgres
import Values

/// Events that come when their run was erased: entries of a journal that had been lost, and were sent again.
enum LateEvents {
    /// The youngest that a run can be when it is erased: a day, less what clocks may differ.
    private static let age = Duration.seconds(20 * 3600)

    /// Those to be stored. Only runs of an age to have been erased are looked up: of what happens now, none.
    static func filter(_ events: [StoredEvent], at now: Timestamp, _ session: Session) throws -> [StoredEvent] {
        let old = Set(events.compactMap(\.run)).filter { self.isOld($0, at: now) }
        if old.isEmpty { return events }
        let erased = try HistoryErasure.erased(session, old.sorted())
        if erased.isEmpty { return events }
        return events.filter { event in event.run.map { !erased.contains($0) } ?? true }
    }

    /// An id that was made elsewhere may hold any time.
    static func isOld(_ run: ID, at now: Timestamp) -> Bool { run.time < now - self.age || run.time > now + self.age }
}
