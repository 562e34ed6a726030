import Contracts
import Testing
import Values

@testable import Orchestrator

@Suite struct RetentionTests {
    private let now = Timestamp("2026-11-23T03:00:00Z")!

    @Test("without a word runs are kept for 90 days; what was said counts; forever is forever")
    func before() {
        let standard = RetentionPlan.before([:], at: self.now)
        #expect(Set(standard.keys) == Set(JobType.allCases))
        #expect(Set(standard.values) == [Timestamp("2026-08-25T03:00:00Z")!])
        let settings: [JobType: Int?] = [.newsletter: 1, .report: Int?.none, .content: 3650]
        let said = RetentionPlan.before(settings, at: self.now)
        #expect(said[.newsletter] == Timestamp("2026-11-22T03:00:00Z"))
        #expect(said[.report] == nil)
        #expect(said[.content] == Timestamp("2016-11-25T03:00:00Z"))
        #expect(said[.custom] == standard[.custom])
    }

    @Test(
        "as many runs as fit with their items, and always one",
        arguments: [
            ([], 0), ([0], 1), ([5000], 1), ([5000, 0], 1), ([0, 5000], 1), ([499, 499, 0], 2), ([498, 499, 0], 3),
            (Array(repeating: 0, count: 1500), 1000), (Array(repeating: 1, count: 1500), 500),
        ] as [([Int], Int)]
    )
    func fitting(items: [Int], count: Int) {
        let candidates = items.map { RetentionPlan.Candidate(run: ID(), items: $0) }
        let runs = RetentionPlan.fitting(candidates)
        #expect(runs == candidates.prefix(count).map(\.run))
    }

    @Test("what nobody answers to is told again, ever more seldom, at least each 64 minutes")
    func pauses() {
        #expect(RetentionPlan.pauses.prefix(3) == [.seconds(60), .seconds(120), .seconds(240)])
        #expect(RetentionPlan.pauses.last == .seconds(64 * 60) && RetentionPlan.pauses == RetentionPlan.pauses.sorted())
    }

    @Test("what a step says is the same however often it is told")
    func events() throws {
        var task = RetentionTask(
            id: ID(),
            organization: OrganizationID("demo")!,
            trigger: .scheduled,
            isDry: false,
            before: [.newsletter: self.now],
            steps: 1,
            counts: [:],
            beganAt: self.now
        )
        let step = RetentionTask.Step(number: 1, event: ID(), type: .content, runs: [ID(), ID()], at: self.now)
        let first = try task.envelope(of: step, source: "/services/orchestrator")
        #expect(first.routingKey == "run.erased.demo")
        #expect(first.envelope.run == nil && first.envelope.sequence == nil)
        let event = try RunErasedEvent(json: JSONDocument(first.envelope.data).root)
        #expect(event.runs == step.runs && event.keepsOutputs && event.step == 1 && event.taskId == task.id)
        task.add("mailer", ["deliveries": 2])
        task.add("mailer", ["deliveries": 3, "mailings": 1])
        #expect(task.counts == ["mailer": ["deliveries": 5, "mailings": 1]])
        let again = try task.envelope(of: step, source: "/services/orchestrator")
        #expect(again.envelope == first.envelope)
        let start = RetentionTask.Step(number: 0, event: ID(), at: self.now)
        let begun = try task.envelope(of: start, source: "/services/orchestrator")
        #expect(begun.routingKey == "retention.started.demo")
        let started = try RetentionStartedEvent(json: JSONDocument(begun.envelope.data).root)
        #expect(started.before == ["newsletter": self.now])
        #expect(RetentionPlan.summary(1, isDry: false) == "1 run was erased")
        #expect(RetentionPlan.summary(0, isDry: true) == "0 runs would be erased")
    }

    @Test("outputs outlive their runs where they belong to a site")
    func outputs() {
        #expect(JobType.allCases.filter(\.keepsOutputs) == [.content])
    }
}
