import Contracts
import HTTP
import Values

/// Which part of a list is asked for.
struct Paging {
    /// 1 to 100. Default 50.
    let limit: Int
    /// The last item of the page before.
    let after: ID?

    /// - Throws: ``Refusal`` (400), naming the parameter.
    init(_ query: Query, maximum: Int = 100) throws(Refusal) {
        self.limit = try Paging.limit(query, maximum)
        if let text = try query.single("cursor") {
            guard let id = Cursor.id(text) else { throw .badParameter("cursor", "is not one that was given out") }
            self.after = id
        } else {
            self.after = nil
        }
    }

    /// For lists whose cursor is something else than an id.
    init(limitOf query: Query, maximum: Int = 100) throws(Refusal) {
        self.limit = try Paging.limit(query, maximum)
        self.after = nil
    }

    private static func limit(_ query: Query, _ maximum: Int) throws(Refusal) -> Int {
        guard let text = try query.single("limit") else { return min(50, maximum) }
        guard let limit = Int(text), limit > 0 else { throw .badParameter("limit", "must be a whole number from 1") }
        return min(limit, maximum)
    }
}

/// The place in a list, as clients hand it back.
enum Cursor {
    static func text(_ id: ID) -> String { "c" + id.description.filter { $0 != "-" } }

    static func id(_ text: String) -> ID? {
        guard text.utf8.count == 33, text.hasPrefix("c") else { return nil }
        var parts: [Substring] = []
        var rest = text.dropFirst()
        for count in [8, 4, 4, 4, 12] {
            parts.append(rest.prefix(count))
            rest = rest.dropFirst(count)
        }
        return ID(parts.joined(separator: "-"))
    }
}

extension Refusal {
    static func badParameter(_ name: String, _ message: String) -> Refusal {
        Refusal(.badRequest, Code(rawValue: "invalid_parameter"), "The parameter \(name) \(message)")
    }
}

/// What comes in pages.
protocol Listed {
    /// What the page after this one begins behind.
    var cursor: String { get }
}

extension JobView: Listed { var cursor: String { Cursor.text(self.id) } }
extension RunView: Listed { var cursor: String { Cursor.text(self.id) } }
extension SubscriberView: Listed { var cursor: String { Cursor.text(self.id) } }
extension DeadLetterView: Listed { var cursor: String { Cursor.text(self.id) } }
extension LogLine: Listed { var cursor: String { "\(self.seq)" } }
extension OccurrenceView: Listed { var cursor: String { self.plannedAt.description } }
extension SiteView: Listed { var cursor: String { Cursor.text(self.id) } }
extension ItemView: Listed { var cursor: String { Cursor.text(self.id) } }
extension NotificationView: Listed { var cursor: String { Cursor.text(self.id) } }
extension NotificationDeliveryView: Listed { var cursor: String { Cursor.text(self.id) } }
