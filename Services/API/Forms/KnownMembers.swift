import Contracts
import HTTP
import Values

/// Takes no members that nobody knows: what is misspelled must not be passed over.
enum KnownMembers {
    /// - Throws: ``Refusal`` (400, `unknown_field`).
    static func check(_ element: JSONElement, _ names: Set<String>, at pointer: String = "") throws(Refusal) {
        for member in element.members where !names.contains(member.key) {
            // As much of it as can be shown anywhere, also on a terminal.
            let name = member.key.unicodeScalars.prefix(64).filter { (0x20..<0x7F).contains($0.value) }
            throw Refusal(
                .badRequest,
                Refusal.Code(rawValue: "unknown_field"),
                "\(pointer)/\(String(String.UnicodeScalarView(name))): there is no such member"
            )
        }
    }
}

extension Request {
    /// The `{id}` of the path.
    ///
    /// - Throws: ``Problem`` (404) for what is no id: there is nothing by that name.
    func id(_ name: String = "id") throws(Problem) -> ID {
        guard let id = ID(self.parameters[name]) else { throw Problem(.notFound, "There is nothing with this id") }
        return id
    }
}
