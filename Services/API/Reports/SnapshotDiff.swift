import Values

/// What differs between two snapshots, path by path. The sources are told apart by their names, so that their order and
/// others between them mean nothing; within a source lists are compared place by place.
struct SnapshotDiff: Hashable, Sendable {
    /// More differences help nobody.
    static let limit = 1000
    /// Of a value that is shown, in bytes of JSON.
    private static let shown = 500

    struct Difference: Hashable, Sendable {
        enum Kind: String, Sendable {
            case added
            case removed
            case changed
        }

        /// A JSON pointer: the source's name, `data`, and the way within.
        var path: String
        var kind: Kind
        var before: JSON?
        var after: JSON?
    }

    private(set) var differences: [Difference] = []
    /// Whether there are more than are listed.
    private(set) var isCut = false

    /// - Parameters:
    ///   - before: The snapshot that is compared with.
    ///   - after: The one that is looked at.
    init(before: JSON, after: JSON) {
        self.compare(SnapshotDiff.sources(before), SnapshotDiff.sources(after), at: JSONPointer([]))
    }

    /// Each source's state and data, by its name. Sizes and times differ always and are left out.
    private static func sources(_ snapshot: JSON) -> JSON {
        var sources: [String: JSON] = [:]
        for source in snapshot["sources"]?.array ?? [] {
            guard let name = source["name"]?.string else { continue }
            var kept: [String: JSON] = [:]
            for member in ["status", "error", "truncated", "data"] {
                if let value = source[member], value != .null { kept[member] = value }
            }
            sources[name] = .object(kept)
        }
        return .object(sources)
    }

    private mutating func compare(_ before: JSON, _ after: JSON, at path: JSONPointer) {
        if before == after || self.isCut { return }
        switch (before, after) {
        case (.object(let old), .object(let new)):
            for name in Set(old.keys).union(new.keys).sorted() {
                self.compare(old[name], new[name], at: path.appending(name))
            }
        case (.array(let old), .array(let new)):
            for index in 0..<max(old.count, new.count) {
                // Not by the conditional operator, whose nil would be the null of JSON.
                self.compare(
                    SnapshotDiff.element(index, old),
                    SnapshotDiff.element(index, new),
                    at: path.appending("\(index)")
                )
            }
        // A whole number may come as another kind of number.
        case (.integer(let old), .number(let new)) where Double(old) == new: break
        case (.number(let old), .integer(let new)) where Double(new) == old: break
        default: self.add(path, .changed, before, after)
        }
    }

    private static func element(_ index: Int, _ elements: [JSON]) -> JSON? {
        guard elements.indices.contains(index) else { return .none }
        return elements[index]
    }

    private mutating func compare(_ before: JSON?, _ after: JSON?, at path: JSONPointer) {
        switch (before, after) {
        case (let before?, let after?): self.compare(before, after, at: path)
        case (let before?, nil): self.add(path, .removed, before, nil)
        case (nil, let after?): self.add(path, .added, nil, after)
        case (nil, nil): break
        }
    }

    private mutating func add(_ path: JSONPointer, _ kind: Difference.Kind, _ before: JSON?, _ after: JSON?) {
        guard self.differences.count < SnapshotDiff.limit else {
            self.isCut = true
            return
        }
        self.differences.append(
            Difference(
                path: path.description,
                kind: kind,
                before: before.map(SnapshotDiff.short),
                after: after.map(SnapshotDiff.short)
            )
        )
    }

    /// The value, or the beginning of its text when that is long.
    private static func short(_ value: JSON) -> JSON {
        if let text = value.string {
            return text.utf8.count <= self.shown ? value : .string(text.prefix(self.shown / 4) + "…")
        }
        let bytes = value.bytes
        if bytes.count <= self.shown { return value }
        return .string(String(decoding: bytes, as: UTF8.self).prefix(self.shown / 4) + "…")
    }
}

extension SnapshotDiff {
    func write(to writer: inout JSONWriter) {
        writer.key("differences")
        writer.beginArray()
        for difference in self.differences {
            writer.beginObject()
            writer.field("path", difference.path)
            writer.field("kind", difference.kind.rawValue)
            if let before = difference.before { writer.field("before", before) }
            if let after = difference.after { writer.field("after", after) }
            writer.endObject()
        }
        writer.endArray()
        writer.field("truncated", self.isCut)
    }
}
