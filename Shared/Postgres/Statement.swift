/// The text of an SQL statement, with parameters as `$1`, `$2`, …
///
/// It can only be written as a literal, never put together at run time, so that no input can become SQL on a database of
/// ours.
public struct Statement: Hashable, Sendable, ExpressibleByStringLiteral {
    public let text: String

    public init(stringLiteral text: StaticString) { self.text = text.description }

    /// For migration files, which are as trusted as the program; for questions of organizations to their own databases,
    /// with their own logins; and for tests.
    package init(trusted text: String) { self.text = text }

    /// One text behind the other: literals stay literals.
    public static func + (left: Statement, right: Statement) -> Statement {
        Statement(trusted: left.text + " " + right.text)
    }
}
