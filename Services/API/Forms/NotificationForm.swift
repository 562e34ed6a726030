import Contracts
import Crypto
import ServiceKit
import Values

/// Notifications as clients write them: with their secrets in the clear, which are sealed here.
struct NotificationForm: Sendable {
    private static let members: Set<String> = [
        "name", "events", "channel", "enabled", "addresses", "url", "signingSecret",
    ]
    /// What an answer has besides; a client that sends back what it got is not wrong.
    private static let shown: Set<String> = ["id", "host", "disabledReason", "revision", "createdAt", "updatedAt"]

    private let definition: NotificationDefinition
    private let url: Secret?
    private let signingSecret: Secret?

    /// - Throws: ``Refusal`` (400) for members that nobody knows; ``Problem`` (422), naming each wrong member.
    init(_ body: JSONElement) throws {
        try KnownMembers.check(body, Self.members.union(Self.shown))
        self.url = try SecretText.read(body, "url", at: "/url")
        self.signingSecret = try SecretText.read(body, "signingSecret", at: "/signingSecret")
        guard case .object(var members) = JSON(body) else {
            throw Problem([FieldError(pointer: "", message: "must be an object")])
        }
        for name in ["url", "signingSecret"] { members[name] = nil }
        members["enabled"] = members["enabled"] ?? true
        // An answer has the member for every channel.
        if members["addresses"] == .array([]) || members["addresses"] == .null { members["addresses"] = nil }
        self.definition = try NotificationDefinition(json: try JSONDocument(JSON.object(members).bytes).root)
        var check = Check()
        check.add(self.definition.problems(at: ""))
        let isMail = self.definition.channel == .email
        check.require(isMail || self.definition.addresses == nil, "/addresses", "is for the channel email only")
        check.require(self.url == nil || !isMail, "/url", "is not for the channel email")
        let isSigned = self.definition.channel == .webhook
        check.require(self.signingSecret == nil || isSigned, "/signingSecret", "is for the channel webhook only")
        if !check.errors.isEmpty { throw Problem(check.errors) }
    }

    /// The definition as it travels.
    ///
    /// - Parameter known: The channel of what is changed; its secrets stay where none are given. `nil`: it is new.
    /// - Returns: With the signing secret that was made up, which is shown this once.
    func sealed(with key: SealingKey, known: NotificationChannel?) -> (NotificationDefinition, made: Secret?) {
        var definition = self.definition
        definition.url = self.url.map { Sealed($0, with: key) }
        var made: Secret?
        if definition.channel == .webhook, self.signingSecret == nil, known != .webhook {
            made = NotificationForm.makeSigningSecret()
        }
        definition.signingSecret = (self.signingSecret ?? made).map { Sealed($0, with: key) }
        return (definition, made)
    }

    /// 32 bytes that nobody can predict, as Standard Webhooks writes them.
    private static func makeSigningSecret() -> Secret {
        let bytes = (0..<4).flatMap { _ in withUnsafeBytes(of: Entropy.next()) { Array($0) } }
        return Secret("whsec_" + Encoding.base64(bytes))
    }
}
