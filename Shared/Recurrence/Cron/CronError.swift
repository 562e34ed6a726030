/// What is wrong with a cron expression, and where.
public struct CronError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Characters before the place of the error: 0 is the first character.
    public let position: Int
    /// A sentence without a subject, fit to follow a field's name.
    public let message: String

    init(_ position: Int, _ message: String) {
        self.position = position
        self.message = message
    }

    public var description: String { "\(self.message) (character \(self.position))" }
}
