import Contracts
import FoundationEssentials
import Testing
import Values

@Suite struct GoldenTests {
    @Test("an example is read and written again as it was", arguments: Golden.examples)
    func roundTrip(example: Golden.Example) throws {
        let document = try example.document()
        let payload = try example.payload(of: document)
        let value = try example.type.init(json: payload)
        #expect(try JSON(parsing: value.jsonBytes()) == JSON(payload))
        if let payload = value as? any Payload { #expect(payload.problems() == []) }
        guard example.isEvent else { return }
        let envelope = try Envelope(json: document.root)
        #expect(envelope.type == example.messageType)
        #expect(try JSON(parsing: envelope.bytes) == JSON(document.root))
    }

    @Test("there is an example of each type, and none of a type that there is not")
    func complete() throws {
        var found: Set<String> = []
        for folder in ["commands", "work", "results", "replies", "dead", "events"] {
            for file in try FileManager.default.contentsOfDirectory(atPath: "\(Golden.folder)/\(folder)") {
                #expect(file.hasSuffix(".v1.json") || file.hasSuffix(".v1.schema.json"))
                if !file.hasSuffix(".schema.json") { found.insert("\(folder)/\(file.dropLast(".json".count))") }
            }
        }
        #expect(found == Set(Golden.examples.map(\.path)))
        #expect(Golden.examples.count == found.count)
    }

    @Test("each kind of payload that is declared has its example")
    func declared() throws {
        let sources = String(Golden.folder.dropLast("Tests/Contracts".count)) + "Shared/Contracts"
        var names: Set<String> = []
        for file in try FileManager.default.subpathsOfDirectory(atPath: sources) where file.hasSuffix(".swift") {
            let text = String(decoding: try Data(contentsOf: URL(filePath: "\(sources)/\(file)")), as: UTF8.self)
            for line in text.split(separator: "\n") {
                guard let start = line.firstRange(of: "static let name = \"") else { continue }
                names.insert(String(line[start.upperBound...].prefix { $0 != "\"" }))
            }
        }
        #expect(names.count > 30)
        let known = Golden.examples.compactMap { ($0.type as? any Payload.Type)?.name }
        #expect(names == Set(known))
    }

    @Test("the examples of a type show all its members between them")
    func whole() throws {
        var hidden: [String: Set<String>] = [:]
        for example in Golden.examples {
            let found = GoldenTests.hidden(in: try example.value(), at: "")
            hidden["\(example.type)", default: found].formIntersection(found)
        }
        for (type, members) in hidden { #expect(members == [], "\(type)") }
        let envelopes = try Golden.examples.filter(\.isEvent).map { try Envelope(json: $0.document().root) }
        let unused = envelopes.map { GoldenTests.hidden(in: $0, at: "") }.reduce(nil as Set<String>?) { all, next in
            all?.intersection(next) ?? next
        }
        #expect(unused == [])
    }

    /// The members that have no value, or an empty one, so that nobody sees what they would be like.
    private static func hidden(in value: Any, at path: String) -> Set<String> {
        let mirror = Mirror(reflecting: value)
        switch mirror.displayStyle {
        case .optional:
            guard let some = mirror.children.first else { return [path] }
            return self.hidden(in: some.value, at: path)
        case .collection, .dictionary:
            if mirror.children.isEmpty { return [path] }
            let all = mirror.children.map { self.hidden(in: $0.value, at: path + "[]") }
            return all.dropFirst().reduce(all[0]) { $0.intersection($1) }
        case .struct:
            return mirror.children.reduce(into: []) { found, child in
                found.formUnion(self.hidden(in: child.value, at: "\(path)/\(child.label ?? "")"))
            }
        default: return []
        }
    }

    @Test("members that nobody knows are passed over", arguments: Golden.examples)
    func unknownMembers(example: Golden.Example) throws {
        let known = try example.value().jsonBytes()
        let changed = try example.changed { $0["x-later"] = ["a": [1, .null]] }
        #expect(try example.type.init(json: changed.root).jsonBytes() == known)
    }

    @Test("a member that has to be there, and one of another kind, are named", arguments: Golden.examples)
    func members(example: Golden.Example) throws {
        let schema = try JSON(parsing: Golden.bytes(example.path + ".schema.json"))
        let data = example.isEvent ? schema["properties"]?["data"] : schema
        let required = data?["required"]?.array?.compactMap(\.string) ?? []
        guard case .object(let members)? = data?["properties"] else { return }
        for name in members.keys.sorted() {
            // Made up by the writer, and not read: they say to people what the code says to programs.
            let isForPeople = example.type == Problem.self && !["code", "runId", "runKey", "retryAfter"].contains(name)
            if isForPeople { continue }
            let error = GoldenTests.error { try example.type.init(json: example.changed { $0[name] = nil }.root) }
            #expect(error?.pointer == (required.contains(name) ? "/\(name)" : nil))
            // No member is a list of numbers.
            let wrong = GoldenTests.error { try example.type.init(json: example.changed { $0[name] = [7] }.root) }
            let isFree = members[name]?["additionalProperties"] != nil
            if !isFree { #expect(wrong?.pointer.hasPrefix("/\(name)") == true, "\(name)") }
        }
    }

    private static func error(_ body: () throws -> some Any) -> FieldError? {
        do {
            _ = try body()
            return nil
        } catch {
            return error as? FieldError ?? FieldError(pointer: "?", message: "\(error)")
        }
    }

    @Test("no two examples of events have the same id, and those of a run are numbered")
    func identities() throws {
        let envelopes = try Golden.examples.filter(\.isEvent).map { try Envelope(json: $0.document().root) }
        #expect(Set(envelopes.map(\.id)).count == envelopes.count)
        let numbers = envelopes.compactMap(\.sequence)
        #expect(numbers == Array(1...numbers.count))
    }
}
