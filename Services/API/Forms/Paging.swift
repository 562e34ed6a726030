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

/// Which page of a list is asked for, where pages have numbers.
struct NumberedPage: Hashable {
    /// From 1.
    let number: Int
    /// 1 to 100. Default 20.
    let size: Int

    var skip: Int { (self.number - 1) * self.size }

    /// - Throws: ``Refusal`` (400), naming the parameter.
    init(_ query: Query) throws(Refusal) {
        func number(_ name: String, default standard: Int, limit: Int) throws(Refusal) -> Int {
            guard let text = try query.single(name) else { return standard }
            guard let number = Int(text), number > 0 else { throw .badParameter(name, "must be a whole number from 1") }
            return min(number, limit)
        }
        self.number = try number("page", default: 1, limit: 1_000_000)
        self.size = try number("page_size", default: 20, limit: 100)
    }

    /// `{"count":…,"next":…,"previous":…,"results":[…]}`
    ///
    /// - Parameter parameters: What belongs to the addresses of the other pages, besides their number and size.
    func answer<Item>(
        _ request: Request,
        count: Int,
        parameters: [(name: String, value: String)],
        _ items: [Item],
        _ write: (Item, inout JSONWriter) -> Void
    ) -> Response {
        func address(_ page: Int) -> String {
            let own = [("page", "\(page)"), ("page_size", "\(self.size)")]
            return request.path + "?" + (parameters + own).map { "\($0.0)=\($0.1)" }.joined(separator: "&")
        }
        let last = max(1, (count + self.size - 1) / self.size)
        return .json(
            Answer.object { writer in
                writer.field("count", count)
                writer.nullable("next", self.number < last ? address(self.number + 1) : nil)
                writer.nullable("previous", self.number > 1 ? address(min(self.number - 1, last)) : nil)
                writer.key("results")
                writer.beginArray()
                for item in items { write(item, &writer) }
                writer.endArray()
            }
        )
    }
}
