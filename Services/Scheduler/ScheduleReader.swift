import Contracts
import Recurrence
import ServiceKit
import Threads
import Values

/// Reads schedules as they are stored. What has been read once is kept: most of them are alike.
final class ScheduleReader: Sendable {
    struct Unreadable: Error, CustomStringConvertible {
        let errors: [FieldError]
        var description: String { self.errors.map(\.description).joined(separator: "; ") }
    }

    private struct Key: Hashable {
        var form: JSON
        var type: JobType
        var timezone: String
    }

    private static let limit = 10_000
    private let known = Lock<[Key: Schedule]>([:])

    /// - Parameter timezone: For a schedule without a zone of its own.
    /// - Throws: ``Unreadable``, or `ZoneError`.
    func read(_ form: JSON, of type: JobType, timezone: String) throws -> Schedule {
        let key = Key(form: form, type: type, timezone: timezone)
        if let schedule = self.known.withLock({ $0[key] }) { return schedule }
        var errors: [FieldError] = []
        let schedule = try ScheduleForm(json: JSONDocument(form.bytes).root).validated(
            rules: ScheduleRules(for: type),
            defaultZone: ZoneDatabase.system.zone(timezone),
            errors: &errors
        )
        guard let schedule else { throw Unreadable(errors: errors) }
        self.known.withLock { known in
            if known.count >= ScheduleReader.limit { known = [:] }
            known[key] = schedule
        }
        return schedule
    }
}
