import Contracts
import ServiceKit
import Values

/// Reads the members that requests about people and keys have in common, and collects what is wrong with them. Pure.
struct IdentityForm {
    private let body: JSONElement
    private var check = Check()

    init(_ body: JSONElement) { self.body = body }

    /// - Throws: ``Problem`` (422), naming each wrong member.
    func finish() throws(Problem) {
        if !self.check.errors.isEmpty { throw Problem(self.check.errors) }
    }

    /// An e-mail address in lower case: accounts are found by it.
    mutating func email(_ member: StaticString = "email") -> String {
        let text = self.body[member]?.string ?? ""
        self.check.require(IdentityForm.isAddress(text), "/\(member)", "must be an e-mail address")
        return text.lowercased()
    }

    mutating func name(_ member: StaticString = "name", default standard: String? = nil) -> String {
        if self.body[member] == nil, let standard { return standard }
        guard let text = self.body[member]?.string else {
            self.check.require(false, "/\(member)", "must be a string")
            return ""
        }
        self.check.line(text, "/\(member)")
        return text
    }

    mutating func role(default standard: Role? = nil) -> Role {
        if self.body["role"] == nil, let standard { return standard }
        guard let role = self.body["role"]?.string.flatMap({ Role(rawValue: $0) }) else {
            let names = Role.allCases.map(\.rawValue).joined(separator: ", ")
            self.check.require(false, "/role", "must be one of \(names)")
            return .viewer
        }
        return role
    }

    /// A password that exists: whatever it is, it is compared.
    mutating func password(_ member: StaticString) -> Secret {
        let text = self.body[member]?.string
        self.check.require(text.map { $0.utf8.count <= 1000 } ?? false, "/\(member)", "must be a string")
        return Secret(text ?? "")
    }

    /// A password that is to be.
    mutating func newPassword(_ member: StaticString) -> Secret {
        let text = self.body[member]?.string ?? ""
        self.check.require(Passwords.isAcceptable(text), "/\(member)", Passwords.rule)
        return Secret(text)
    }

    mutating func flag(_ member: StaticString, default standard: Bool) -> Bool {
        guard let element = self.body[member] else { return standard }
        if let flag = element.bool { return flag }
        self.check.require(false, "/\(member)", "must be true or false")
        return standard
    }

    /// What a key may do: some of what its maker may.
    ///
    /// - Returns: All of that without the member.
    mutating func scopes(within permissions: Set<Permission>) -> Set<Permission> {
        let own = permissions.subtracting([.organizationsCreate])
        guard let list = self.body["scopes"], !list.isNull else { return own }
        guard list.isArray, !list.elements.isEmpty else {
            self.check.require(false, "/scopes", "must be a list of permissions")
            return []
        }
        var scopes: Set<Permission> = []
        for (index, element) in list.elements.enumerated() {
            guard let scope = element.string.flatMap({ Permission(rawValue: $0) }) else {
                self.check.require(false, "/scopes/\(index)", "is not a permission")
                continue
            }
            self.check.require(own.contains(scope), "/scopes/\(index)", "is more than its maker may do")
            scopes.insert(scope)
        }
        return scopes
    }

    /// A time to come; `nil`: never.
    mutating func expiry(now: Timestamp) -> Timestamp? {
        guard let element = self.body["expiresAt"], !element.isNull else { return nil }
        guard let time = element.string.flatMap({ Timestamp($0) }), time > now else {
            self.check.require(false, "/expiresAt", "must be a time to come (RFC 3339)")
            return nil
        }
        return time
    }

    mutating func organization(_ member: StaticString) -> OrganizationID? {
        let found = self.body[member]?.string.flatMap { OrganizationID($0) }
        let message = "must be 1 to 63 of a-z, 0-9, _ and -, beginning with a letter or digit"
        self.check.require(found != nil, "/\(member)", message)
        return found
    }

    mutating func require(_ condition: Bool, _ pointer: String, _ message: String) {
        self.check.require(condition, pointer, message)
    }

    /// As far as an account needs it: one @ with something before it and a host name behind, in visible ASCII.
    static func isAddress(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, text.utf8.count <= 254, (1...64).contains(parts[0].utf8.count) else { return false }
        let isVisible = text.utf8.allSatisfy { (0x21..<0x7F).contains($0) && !"<>()[]\\,;:\"".utf8.contains($0) }
        let labels = parts[1].split(separator: ".", omittingEmptySubsequences: false)
        let isHost =
            labels.count >= 2
            && labels.allSatisfy { label in
                !label.isEmpty && label.utf8.count <= 63 && !label.hasPrefix("-") && !label.hasSuffix("-")
            }
        return isVisible && isHost
    }
}
