import HTTP
import Values

extension JSONWriter {
    /// Writes `null` where there is no value: members of answers are always there.
    mutating func nullable(_ key: StaticString, _ value: String?) {
        if let value { self.field(key, value) } else { self.nothing(key) }
    }

    mutating func nullable(_ key: StaticString, _ value: ID?) {
        if let value { self.field(key, value) } else { self.nothing(key) }
    }

    mutating func nullable(_ key: StaticString, _ value: Timestamp?) {
        if let value { self.field(key, value) } else { self.nothing(key) }
    }

    mutating func nullable(_ key: StaticString, _ value: Int?) {
        if let value { self.field(key, value) } else { self.nothing(key) }
    }

    mutating func nullable(_ key: StaticString, _ value: Double?) {
        if let value {
            self.key(key)
            self.number(value)
        } else {
            self.nothing(key)
        }
    }

    private mutating func nothing(_ key: StaticString) {
        self.key(key)
        self.null()
    }
}

/// The forms that answers have.
enum Answer {
    static func object(_ write: (inout JSONWriter) -> Void) -> [UInt8] {
        var writer = JSONWriter(capacity: 1024)
        writer.beginObject()
        write(&writer)
        writer.endObject()
        return writer.bytes
    }

    static func value(_ write: (inout JSONWriter) -> Void) -> [UInt8] {
        var writer = JSONWriter(capacity: 1024)
        write(&writer)
        return writer.bytes
    }

    /// `{"items":[…],"nextCursor":…}`
    static func list<Item>(_ items: [Item], next: String?, _ write: (Item, inout JSONWriter) -> Void) -> Response {
        .json(
            self.object { writer in
                writer.key("items")
                writer.beginArray()
                for item in items { write(item, &writer) }
                writer.endArray()
                writer.nullable("nextCursor", next)
            }
        )
    }

    /// A page of a list of which one item more was read than is shown.
    static func page<Item: Listed>(
        _ items: [Item],
        limit: Int,
        _ write: (Item, inout JSONWriter) -> Void
    ) -> Response {
        let shown = Array(items.prefix(limit))
        return self.list(shown, next: items.count > limit ? shown.last?.cursor : nil, write)
    }
}

extension JSONWriter {
    mutating func strings(_ key: StaticString, _ strings: [String]) {
        self.key(key)
        self.beginArray()
        for string in strings { self.string(string) }
        self.endArray()
    }
}
