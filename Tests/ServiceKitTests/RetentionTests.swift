import Contracts
import Recurrence
import ServiceKit
import Testing
import Values

@Suite struct RetentionTests {
    @Test("each Monday at 03:00, as a schedule would have it")
    func weeks() throws {
        let zone = try ZoneDatabase.system.zone("UTC")
        let weekly = Recurrence.weekly(on: Weekdays(.monday), at: try #require(LocalTime("03:00")))
        for start in stride(from: -3_000_000_000 as Int64, to: 9_000_000_000, by: 7_654_321) {
            let now = Timestamp(seconds: start)
            let next = try #require(weekly.next(after: now, in: zone)).at
            #expect(RetentionTime.next(after: now) == next)
            #expect(RetentionTime.last(at: next) == next)
            #expect(RetentionTime.last(at: next - .microseconds(1)) == next - .seconds(7 * 86_400))
        }
    }

    private let organization = OrganizationID("demo")!

    private func document(_ value: some Encodable) throws -> JSONDocument { try JSONDocument(value.jsonBytes()) }

    @Test("what an event lets go")
    func events() throws {
        let task = ID()
        let runs = [ID(), ID()]
        let erased = RunErasedEvent(
            message: "2 content runs were erased",
            taskId: task,
            step: 3,
            jobType: .content,
            keepsOutputs: true,
            runs: runs
        )
        let erasure = Erasure(
            type: "stagecoach.run.erased.v1",
            organization: self.organization,
            try self.document(erased).root
        )
        #expect(erasure?.task == task && erasure?.step == 3 && erasure?.runs == runs && erasure?.keepsOutputs == true)
        #expect(erasure?.before == [:] && erasure?.beforeAll == nil)
        let other = Erasure(
            type: "stagecoach.run.completed.v1",
            organization: self.organization,
            try self.document(erased).root
        )
        #expect(other == nil)
        let broken = try JSONDocument(Array(#"{"taskId":"1"}"#.utf8))
        #expect(Erasure(type: "stagecoach.run.erased.v1", organization: self.organization, broken.root) == nil)
    }

    @Test("what belongs to no type goes by the longest time, and not at all where something is kept forever")
    func ages() throws {
        let time = try #require(Timestamp("2026-08-25T03:00:00Z"))
        func erasure(_ before: [String: Timestamp]) throws -> Erasure? {
            let event = RetentionStartedEvent(message: "Retention began", taskId: ID(), step: 0, before: before)
            return Erasure(
                type: "stagecoach.retention.started.v1",
                organization: self.organization,
                try self.document(event).root
            )
        }
        var before = Dictionary(uniqueKeysWithValues: JobType.allCases.map { ($0.rawValue, time) })
        before["report"] = time - .seconds(86_400)
        before["of later"] = time - .seconds(86_400 * 1000)
        #expect(try erasure(before)?.beforeAll == time - .seconds(86_400))
        before["report"] = nil
        let kept = try erasure(before)
        #expect(kept?.beforeAll == nil && kept?.before[.newsletter] == time && kept?.before[.report] == nil)
    }

    @Test(
        "types of jobs and the schedules that they take",
        arguments: [
            (JobType.newsletter, 2, nil), (.content, 3, .monday), (.report, 3, nil), (.custom, 3, nil),
        ] as [(JobType, Int, Weekday?)]
    )
    func schedules(type: JobType, frequencies: Int, weekday: Weekday?) {
        let rules = ScheduleRules(for: type)
        #expect(rules.frequencies.count == frequencies && rules.weekday == weekday)
    }
}
