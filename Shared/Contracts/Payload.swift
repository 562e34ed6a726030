public import Values

/// The data of a kind of message.
public protocol Payload: Codable, Hashable, Sendable {
    /// For example `run.start`. The message's type is `stagecoach.<name>.v<version>`.
    static var name: String { get }
    /// Raised by a change that readers of the old one would misread.
    static var version: Int { get }
    /// What is wrong with the values, beyond their types.
    func problems() -> [FieldError]
}

/// A command whose repeats are known by a key.
public protocol KeyedCommand: Payload {
    /// `nil`: the message's id takes its place.
    var idempotencyKey: String? { get }
    /// Adds what is wrong with the values, beyond their types and the key.
    func check(_ check: inout Check)
}

extension KeyedCommand {
    public func check(_ check: inout Check) {}

    public func problems() -> [FieldError] {
        var check = Check()
        if let key = self.idempotencyKey { check.key(key, "/idempotencyKey") }
        self.check(&check)
        return check.errors
    }
}

/// A command to the orchestrator. It keeps its answer under the command's key, so that it can be found out afterwards
/// whether the command was carried out.
public protocol RecordedCommand: KeyedCommand {}

/// What makes ``RecordedCommand``s certain: carrying some out holds this lock of the database shared; who holds it alone
/// knows that none is being carried out, and that what has expired never will be.
public enum CommandLock {
    /// A key of PostgreSQL's advisory locks.
    public static let key = 0x5374_6167_6563_6F61
}

extension Payload {
    public static var version: Int { 1 }
    /// The CloudEvents type.
    public static var type: String { "stagecoach.\(self.name).v\(self.version)" }
    public func problems() -> [FieldError] { [] }

    /// Reads and checks the data of a message.
    ///
    /// - Throws: ``Problem`` with the code `invalid_message`, naming each wrong member.
    public init(checking element: JSONElement) throws(Problem) {
        do throws(FieldError) {
            self = try Self(json: element)
        } catch {
            throw Problem([error])
        }
        let problems = self.problems()
        if !problems.isEmpty { throw Problem(problems) }
    }
}

/// A type as it stands in a message.
public enum MessageType {
    /// Splits `stagecoach.run.start.v1`; `nil` when it is not one of ours.
    public static func parse(_ type: String) -> (name: String, version: Int)? {
        guard type.hasPrefix("stagecoach."), let dot = type.lastIndex(of: "."),
            type[type.index(after: dot)...].hasPrefix("v"),
            let version = Int(type[type.index(dot, offsetBy: 2)...]),
            // As we write it: no sign, no zero in front.
            version > 0, type.hasSuffix(".v\(version)")
        else { return nil }
        let name = type[..<dot].dropFirst("stagecoach.".count)
        return name.isEmpty ? nil : (String(name), version)
    }
}
