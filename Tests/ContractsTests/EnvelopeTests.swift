import Contracts
import Testing
import Values

@Suite struct EnvelopeTests {
    private static let whole: JSON = [
        "specversion": "1.0", "id": "1", "source": "/services/api", "type": "stagecoach.run.start.v1", "data": ["a": 1],
    ]

    private static func read(_ member: String, _ value: JSON?) throws -> Envelope {
        var json = self.whole
        json[member] = value
        return try Envelope(json: JSONDocument(json.bytes).root)
    }

    @Test("an attribute that is missing or wrong is named")
    func wrong() throws {
        let missing = ["id", "source", "type", "specversion", "data"].map { ($0, nil as JSON?) }
        let wrong: [(String, JSON?)] = [
            ("specversion", "0.3"), ("specversion", 1), ("id", ""), ("id", 7), ("source", .null), ("type", [:]),
            ("id", .string(String(repeating: "x", count: 1025))), ("subject", ""), ("time", "now"), ("time", 0),
            ("orgid", "No.Organization"), ("orgid", "UPPER"), ("runid", "1"), ("runid", 1), ("stage", -1),
            ("stage", .number(1.5)), ("stage", 2_147_483_648), ("attempt", "one"), ("sequence", "x"),
            ("sequence", true),
            ("correlationid", []), ("causationid", 1), ("idempotencykey", ""), ("expirytime", "2026-11-21"),
            ("traceparent", 0), ("data", "text"), ("data", [1]), ("data", .null),
        ]
        for (member, value) in missing + wrong {
            let error = #expect(throws: FieldError.self) { try EnvelopeTests.read(member, value) }
            #expect(error?.pointer == "/\(member)", "\(String(describing: value))")
        }
    }

    @Test("attributes may be null, as if they were not there, and unknown ones are passed over")
    func lenient() throws {
        let plain = try EnvelopeTests.read("x", nil)
        for member in ["subject", "time", "orgid", "runid", "stage", "sequence", "expirytime", "comexampleextension"] {
            #expect(try EnvelopeTests.read(member, .null) == plain)
        }
        #expect(try EnvelopeTests.read("comexampleextension", ["a": 1]) == plain)
    }

    @Test("sequences are texts that sort as their numbers do")
    func sequences() throws {
        var texts: [String] = []
        for number in [1, 9, 10, 999_999_999, 2_147_483_647] {
            var envelope = try EnvelopeTests.read("x", nil)
            envelope.sequence = number
            let root = try JSONDocument(envelope.bytes).root
            texts.append(try #require(root["sequence"]?.string))
            #expect(try Envelope(json: root).sequence == number)
        }
        #expect(texts == texts.sorted())
        #expect(try EnvelopeTests.read("sequence", 12).sequence == 12)
    }

    @Test("data is handed on byte by byte")
    func data() throws {
        let text = #"{"specversion":"1.0","id":"1","source":"s","type":"t","data":{ "b" : 1.50, "a":"\u00e9" }}"#
        let envelope = try Envelope(json: JSONDocument(Array(text.utf8)).root)
        #expect(String(decoding: envelope.data, as: UTF8.self) == #"{ "b" : 1.50, "a":"\u00e9" }"#)
    }

    @Test("types of messages are split into name and version")
    func types() {
        #expect(RunStart.type == "stagecoach.run.start.v1")
        #expect(
            MessageType.parse("stagecoach.run.start.v12").map { [$0.name, "\($0.version)"] } == ["run.start", "12"]
        )
        let strange = [
            "", "run.start.v1", "stagecoach.run.start", "stagecoach.v1", "stagecoach..v1", "stagecoach.run.start.vx",
            "stagecoach.run.start.v", "stagecoach.run.start.1", "stagecoach.run.start.v-1", "stagecoach.run.start.v+1",
            "stagecoach.run.start.v0", "stagecoach.run.start.v01", "Stagecoach.run.start.v1",
        ]
        for text in strange { #expect(MessageType.parse(text) == nil, "\(text)") }
    }

    @Test("organizations have names that routing keys can end with")
    func organizations() {
        for name in ["a", "0", "acme", "a-b_c", String(repeating: "a", count: 63)] {
            #expect(OrganizationID(name)?.text == name)
        }
        for name in ["", "-a", "_a", "A", "a.b", "a b", "ä", "a\n", "a#", "*", String(repeating: "a", count: 64)] {
            #expect(OrganizationID(name) == nil)
        }
        #expect(OrganizationID("orchestrator")?.isReserved == true)
        #expect(OrganizationID("acme")?.isReserved == false)
        #expect(RoutingKeys.parseCommand("run.start.acme").map { "\($0.name) \($0.organization)" } == "run.start acme")
        #expect(RoutingKeys.parseCommand("run.start.") == nil)
        #expect(RoutingKeys.parseCommand("run") == nil)
    }

    @Test("a message belongs to whom its key names, else to whom its sender is")
    func owners() {
        func owner(_ key: String, _ exchange: String, _ sender: String?) -> String? {
            RoutingKeys.organization(of: key, on: exchange, sender: sender)?.text
        }
        #expect(owner("run.start.acme", Exchanges.commands, nil) == "acme")
        #expect(owner("job.changed.newsletter.acme", Exchanges.events, "orchestrator") == "acme")
        #expect(owner("JUNK", Exchanges.commands, "acme.shop") == "acme")
        #expect(owner("JUNK", Exchanges.commands, "orchestrator") == nil)
        #expect(owner("JUNK", Exchanges.commands, nil) == nil)
        for exchange in [Exchanges.results, Exchanges.work, Exchanges.journal, ""] {
            #expect(owner("batch.completed", exchange, "acme.shop") == "acme")
            #expect(owner("ai.text", exchange, "orchestrator") == nil)
        }
    }
}
