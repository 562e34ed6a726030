import AMQP
import Contracts
import Recurrence
import Testing
import Values

@testable import Scheduler
@testable import ServiceKit

@Suite struct ScheduleTests {
    @Test(
        "a schedule that cannot be fired is refused, with each mistake",
        arguments: [
            ([:], ["/frequency", "/time"]), (["frequency": "hourly", "time": "09:00"], ["/frequency"]),
            (["frequency": "daily", "time": "9:00"], ["/time"]), (["frequency": "daily", "time": "24:00"], ["/time"]),
            (["frequency": "daily", "time": 900], ["/time"]),
            (["frequency": "daily", "time": "09:00", "day": "monday"], ["/day"]),
            (["frequency": "weekly", "time": "09:00"], ["/day"]),
            (["frequency": "weekly", "time": "09:00", "day": "Monday"], ["/day"]),
            (["frequency": "weekly", "time": "09:00", "day": []], ["/day"]),
            (["frequency": "weekly", "time": "09:00", "day": ["monday", "funday", "monday"]], ["/day/1", "/day/2"]),
            (["frequency": "daily", "time": "09:00", "timezone": "Mars/Olympus"], ["/timezone"]),
            (["frequency": "daily", "time": "09:00", "timezone": "../../etc/passwd"], ["/timezone"]),
            (["frequency": "daily", "time": "09:00", "timezone": "EST5EDT"], ["/timezone"]),
            (["frequency": "monthly", "time": "09:00"], ["/frequency"]),
            (["frequency": "x", "time": "y", "day": 1, "timezone": 2], ["/frequency", "/time", "/day", "/timezone"]),
        ] as [(JSON, [String])]
    )
    func refused(form: JSON, pointers: [String]) {
        let error = #expect(throws: ScheduleReader.Unreadable.self) {
            try ScheduleReader.read(form, of: .newsletter, timezone: "Europe/Berlin")
        }
        #expect(error?.errors.map(\.pointer) == pointers)
    }

    @Test("a form that is no object, and a zone of the organization that is none")
    func unreadable() {
        #expect(throws: FieldError.self) { try ScheduleReader.read("daily", of: .report, timezone: "UTC") }
        #expect(throws: ZoneError.self) {
            try ScheduleReader.read(["frequency": "daily", "time": "09:00"], of: .report, timezone: "Nowhere/City")
        }
    }

    @Test("a content job takes a month, and a week without a day; the others say which day they mean")
    func types() throws {
        let weekly: JSON = ["frequency": "weekly", "time": "02:00"]
        let monthly: JSON = ["frequency": "monthly", "time": "02:00", "day": 31]
        func words(_ form: JSON, _ type: JobType) throws -> String {
            try ScheduleReader.read(form, of: type, timezone: "UTC").0.text()
        }
        #expect(try words(weekly, .content) == "Mondays at 02:00")
        #expect(try words(monthly, .content) == "Monthly on the 31st at 02:00")
        #expect(try words(monthly, .report) == "Monthly on the 31st at 02:00")
        for type in [JobType.newsletter, .report, .custom] {
            #expect(throws: ScheduleReader.Unreadable.self) { try words(weekly, type) }
        }
        #expect(throws: ScheduleReader.Unreadable.self) { try words(monthly, .newsletter) }
    }

    @Test("a schedule follows its own zone, else that of its organization")
    func zones() throws {
        let daily: JSON = ["frequency": "daily", "time": "09:00", "later": 1]
        #expect(try ScheduleReader.read(daily, of: .report, timezone: "Asia/Tokyo").1.name == "Asia/Tokyo")
        var own = daily
        own["timezone"] = "Europe/Berlin"
        #expect(try ScheduleReader.read(own, of: .report, timezone: "Asia/Tokyo").1.name == "Europe/Berlin")
        own["timezone"] = .null
        #expect(try ScheduleReader.read(own, of: .report, timezone: "Asia/Tokyo").1.name == "Asia/Tokyo")
    }

    // MARK: - Messages

    private static let occurrence = OccurrenceStore.Occurrence(
        jobID: ID(high: 0x0199_F3A0_0002_7000, low: 1 << 63 | 2),
        organization: OrganizationID("demo")!,
        type: .newsletter,
        plannedAt: Timestamp("2026-11-23T08:00:00Z")!,
        local: "2026-11-23T09:00",
        reason: nil,
        state: "dispatched",
        code: nil,
        detail: nil,
        runID: SchedulerMessages.runID(
            ID(high: 0x0199_F3A0_0002_7000, low: 1 << 63 | 2),
            Timestamp("2026-11-23T08:00:00Z")!
        ),
        firedAt: Timestamp("2026-11-23T08:00:00.012345Z")!,
        expiresAt: Timestamp("2026-11-23T09:00:00Z")!
    )

    @Test("the run of a planned time has the same id whoever asks, and no other has it")
    func runIDs() {
        let (job, other) = (ID(), ID())
        let planned = Timestamp("2026-11-23T08:00:00Z")!
        let ids = [
            SchedulerMessages.runID(job, planned), SchedulerMessages.runID(other, planned),
            SchedulerMessages.runID(job, planned + .microseconds(1)),
            SchedulerMessages.runID(job, planned + .seconds(1)),
        ]
        #expect(Set(ids).count == ids.count)
        #expect(ids[0] == SchedulerMessages.runID(job, planned))
        #expect(ids.allSatisfy { $0.description.dropFirst(14).first == "8" })
        #expect(ids[0].time == planned)
    }

    @Test("the command that starts a run can be repeated, and expires with the window")
    func start() throws {
        let messages = SchedulerMessages(source: "/services/scheduler")
        let message = try messages.start(ScheduleTests.occurrence)
        #expect(message.exchange == Exchanges.commands)
        #expect(message.routingKey == "run.start.demo")
        #expect(message.isMandatory && message.isPersistent)
        #expect(message.properties.replyTo == Queues.schedulerReplies)
        let root = try JSONDocument(message.body).root
        let envelope = try Envelope(json: root)
        #expect(envelope.type == RunStart.type)
        #expect(envelope.id == message.properties.messageID)
        #expect(envelope.expiryTime == ScheduleTests.occurrence.expiresAt)
        let command = try RunStart(checking: #require(root["data"]))
        #expect(command.trigger == .scheduled)
        #expect(command.plannedAt == ScheduleTests.occurrence.plannedAt)
        #expect(command.runId == ScheduleTests.occurrence.runID)
        #expect(command.idempotencyKey == ScheduleTests.occurrence.key)
        let again = try JSONDocument(messages.start(ScheduleTests.occurrence).body).root
        #expect(try RunStart(checking: #require(again["data"])) == command)
        #expect(again["id"]?.string != envelope.id)
    }

    @Test("the answer finds the planned time that it is about")
    func answers() {
        let occurrence = ScheduleTests.occurrence
        let key = ReplyHandler.key(occurrence.key)
        #expect(key == OccurrenceStore.Key(jobID: occurrence.jobID, plannedAt: occurrence.plannedAt))
        let (job, time) = (occurrence.jobID, occurrence.plannedAt)
        for text in [
            nil, "", "schedule", "schedule/\(job)", "run/\(job)/\(time)", "schedule/\(job)/\(time)/1",
            "schedule/1/\(time)",
            "schedule/\(job)/soon",
        ] {
            #expect(ReplyHandler.key(text) == nil)
        }
    }

    @Test("what became of a planned time is told")
    func told() throws {
        var occurrence = ScheduleTests.occurrence
        occurrence.code = "already_running"
        var entry = JournalEntry()
        try SchedulerMessages(source: "/services/scheduler").tell("schedule.skipped", "Because", occurrence, &entry)
        let event = try #require(entry.events.first)
        #expect(event.routingKey == "schedule.skipped.newsletter.demo")
        #expect(event.isPublic)
        let root = try JSONDocument(event.bytes).root
        #expect(root["type"]?.string == "stagecoach.schedule.skipped.v1")
        let told = try ScheduleEvent(json: #require(root["data"]))
        #expect(told.code == "already_running")
        #expect(told.runId == occurrence.runID)
        #expect(told.local == "2026-11-23T09:00")
    }
}
