import Contracts
import HTTP
import Values

/// Takes no members that nobody knows: what is misspelled must not be passed over.
enum KnownMembers {
    /// - Throws: ``Refusal`` (400, `unknown_field`).
    static func check(_ element: JSONElement, _ names: Set<String>, at pointer: String = "") throws(Refusal) {
        for member in element.members where !names.contains(member.key) {
            throw Refusal(
                .badRequest,
                Refusal.Code(rawValue: "unknown_field"),
                "\(pointer)/\(member.key.prefix(64).filter { $0.isASCII && !$0.isNewline }): there is no such member"
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
