import Contracts
import Recurrence
import ServiceKit
import Testing
import Values

@testable import Scheduler

@Suite struct PlanTests {
    private static let utc = (try? ZoneDatabase.system.zone("UTC"))!
    private static let berlin = (try? ZoneDatabase.system.zone("Europe/Berlin"))!
    private static let nine = LocalTime(hour: 9, minute: 0)!
    private static let day = Duration.seconds(86_400)

    private static func time(_ text: String) -> Timestamp { Timestamp(text)! }

    private static func schedule(_ json: String) throws -> Schedule {
        let form = try ScheduleForm(json: JSONDocument(Array(json.utf8)).root)
        var errors: [FieldError] = []
        let schedule = try form.validated(
            rules: ScheduleRules(for: .report),
            defaultZone: PlanTests.utc,
            errors: &errors
        )
        return try #require(schedule)
    }

    /// Decisions as text: `2026-11-21T09:00 dispatch`.
    private static func words(_ plan: Plan) -> [String] { plan.decisions.map { "\($0.fire.local) \($0.verdict)" } }

    @Test("a time that has just come is started, and the next one planned from it")
    func onTime() {
        let due = PlanTests.time("2026-11-21T09:00:00Z")
        for late in [0, 1, 59_999_999] as [Int64] {
            let plan = Plan(
                .daily(at: PlanTests.nine),
                in: PlanTests.utc,
                due: due,
                now: due + .microseconds(late),
                window: .seconds(3600)
            )
            #expect(PlanTests.words(plan) == ["2026-11-21T09:00 dispatch"])
            #expect(plan.decisions.first?.fire.at == due)
            #expect(plan.nextAt == due + PlanTests.day)
        }
    }

    @Test("one that has not come yet is left alone")
    func early() {
        let due = PlanTests.time("2026-11-21T09:00:00Z")
        let plan = Plan(
            .daily(at: PlanTests.nine),
            in: PlanTests.utc,
            due: due,
            now: due - .microseconds(1),
            window: .seconds(3600)
        )
        #expect(plan.decisions == [])
        #expect(plan.nextAt == due)
    }

    @Test("the window is as long as it says")
    func window() {
        let due = PlanTests.time("2026-11-21T09:00:00Z")
        func plan(_ late: Duration) -> [String] {
            let plan = Plan(
                .daily(at: PlanTests.nine),
                in: PlanTests.utc,
                due: due,
                now: due + late,
                window: .seconds(3600)
            )
            #expect(plan.nextAt == due + PlanTests.day)
            return PlanTests.words(plan)
        }
        #expect(plan(.seconds(3600)) == ["2026-11-21T09:00 dispatch"])
        #expect(plan(.seconds(3600) + .microseconds(1)) == ["2026-11-21T09:00 miss"])
    }

    @Test("of several within the window the latest is started, of those before it none")
    func severalMissed() {
        let due = PlanTests.time("2026-11-16T09:00:00Z")
        let plan = Plan(
            .daily(at: PlanTests.nine),
            in: PlanTests.utc,
            due: due,
            now: PlanTests.time("2026-11-21T10:00:00Z"),
            window: .seconds(2 * 86_400 + 3600)
        )
        #expect(
            PlanTests.words(plan) == [
                "2026-11-16T09:00 miss", "2026-11-17T09:00 miss", "2026-11-18T09:00 miss", "2026-11-19T09:00 coalesce",
                "2026-11-20T09:00 coalesce", "2026-11-21T09:00 dispatch",
            ]
        )
        #expect(plan.nextAt == PlanTests.time("2026-11-22T09:00:00Z"))
    }

    @Test("after a long pause nothing is started, and the next time is in the future")
    func allMissed() {
        let plan = Plan(
            .weekly(on: Weekdays(.monday, .thursday), at: PlanTests.nine),
            in: PlanTests.utc,
            due: PlanTests.time("2026-11-02T09:00:00Z"),
            now: PlanTests.time("2026-11-21T09:00:00Z"),
            window: .seconds(3600)
        )
        #expect(plan.decisions.count == 6)
        #expect(plan.decisions.allSatisfy { $0.verdict == .miss })
        #expect(plan.nextAt == PlanTests.time("2026-11-23T09:00:00Z"))
    }

    @Test("where the latest was left out, the one before it is started")
    func latestLeftOut() throws {
        let schedule = try PlanTests.schedule(#"{"frequency":"cron","cron":"0 * * * *","timezone":"UTC"}"#)
        let now = PlanTests.time("2026-11-21T11:01:00Z")
        func words(_ known: Set<Timestamp>) -> [String] {
            var plan = Plan(
                schedule,
                of: ID(high: 1, low: 2),
                from: PlanTests.time("2026-11-21T09:00:00Z"),
                now: now,
                window: .seconds(6 * 3600)
            )
            plan.leaveOut(known, schedule.policy, now: now)
            return PlanTests.words(plan)
        }
        let (ten, eleven) = (PlanTests.time("2026-11-21T10:00:00Z"), PlanTests.time("2026-11-21T11:00:00Z"))
        #expect(words([]) == ["2026-11-21T09:00 coalesce", "2026-11-21T10:00 coalesce", "2026-11-21T11:00 dispatch"])
        #expect(words([eleven]) == ["2026-11-21T09:00 coalesce", "2026-11-21T10:00 dispatch"])
        #expect(words([ten]) == ["2026-11-21T09:00 coalesce", "2026-11-21T11:00 dispatch"])
        #expect(words([ten, eleven]) == ["2026-11-21T09:00 dispatch"])
    }

    @Test("what is put off for the spread is due at once when its schedule is about to go")
    func cutSpread() throws {
        let schedule = try PlanTests.schedule(
            #"{"frequency":"daily","time":"09:00","timezone":"UTC","spreadMinutes":600}"#
        )
        let nine = PlanTests.time("2026-11-21T09:00:00Z")
        let job = ID(high: 1, low: 2)
        let first = try #require(Plan.first(schedule, of: job, after: nine - .seconds(1)))
        try #require(first.delay > .seconds(60))
        func plan(_ cutsSpread: Bool, now: Timestamp) -> Plan {
            Plan(schedule, of: job, from: nine, now: now, window: .seconds(3600), cutsSpread: cutsSpread)
        }
        let now = nine + .seconds(30)
        #expect(PlanTests.words(plan(false, now: now)) == [])
        #expect(PlanTests.words(plan(true, now: now)) == ["2026-11-21T09:00 dispatch"])
        #expect(plan(true, now: now).decisions.first?.dueAt == now)
        #expect(PlanTests.words(plan(true, now: nine - .seconds(1))) == [])
    }

    @Test("very many are decided about in parts, and none is left out")
    func limit() throws {
        let schedule = Schedule(recurrence: .daily(at: PlanTests.nine), zone: PlanTests.utc)
        let now = PlanTests.time("2026-11-21T09:00:30Z")
        var decided: [Plan.Decision] = []
        var next = PlanTests.time("2020-01-01T09:00:00Z")
        while next <= now {
            let plan = Plan(schedule, of: ID(), from: next, now: now, window: .seconds(86_400 * 2))
            #expect(plan.decisions.count <= Plan.limit)
            decided += plan.decisions
            next = try #require(plan.next).dueAt
        }
        #expect(decided.count == 2517)
        #expect(Set(decided.map(\.fire.at)).count == decided.count)
        #expect(decided.suffix(4).map(\.verdict) == [.miss, .miss, .coalesce, .dispatch])
        #expect(decided.dropLast(2).allSatisfy { $0.verdict == .miss })
        #expect(next == PlanTests.time("2026-11-22T09:00:00Z"))
    }

    @Test("a local time that the clocks jump over is fired behind the jump, once")
    func gap() {
        let recurrence = Recurrence.daily(at: LocalTime(hour: 2, minute: 30)!)
        let due = PlanTests.time("2026-03-29T01:00:00Z")
        let plan = Plan(recurrence, in: PlanTests.berlin, due: due, now: due, window: .seconds(3600))
        #expect(PlanTests.words(plan) == ["2026-03-29T02:30 dispatch"])
        #expect(plan.decisions.first?.fire.at == due)
        #expect(plan.decisions.first?.fire.reason != nil)
        #expect(plan.nextAt == PlanTests.time("2026-03-30T00:30:00Z"))
    }

    @Test("a local time that occurs twice is fired the first time only, also by one who looks in between")
    func fold() {
        let recurrence = Recurrence.daily(at: LocalTime(hour: 2, minute: 30)!)
        let due = PlanTests.time("2026-10-25T00:30:00Z")
        for minutes in [0, 59, 60, 61] {
            let plan = Plan(
                recurrence,
                in: PlanTests.berlin,
                due: due,
                now: due + .seconds(minutes * 60),
                window: .seconds(7200)
            )
            #expect(PlanTests.words(plan) == ["2026-10-25T02:30 dispatch"])
            #expect(plan.nextAt == PlanTests.time("2026-10-26T01:30:00Z"))
        }
    }

    @Test("the wall clock is kept across clock changes, however late they are caught up with")
    func wallClock() {
        let plan = Plan(
            .daily(at: PlanTests.nine),
            in: PlanTests.berlin,
            due: PlanTests.time("2026-10-24T07:00:00Z"),
            now: PlanTests.time("2026-10-26T08:00:00Z"),
            window: .seconds(3600)
        )
        #expect(
            plan.decisions.map(\.fire.at.description) == [
                "2026-10-24T07:00:00.000000Z", "2026-10-25T08:00:00.000000Z", "2026-10-26T08:00:00.000000Z",
            ]
        )
        #expect(plan.decisions.map(\.verdict) == [.miss, .miss, .dispatch])
    }

    @Test("a date that a zone leaves out is not made up for")
    func leftOut() throws {
        let plan = Plan(
            .daily(at: PlanTests.nine),
            in: try ZoneDatabase.system.zone("Pacific/Apia"),
            due: PlanTests.time("2011-12-29T19:00:00Z"),
            now: PlanTests.time("2011-12-30T19:00:00Z"),
            window: PlanTests.day * 3
        )
        #expect(PlanTests.words(plan) == ["2011-12-29T09:00 coalesce", "2011-12-31T09:00 dispatch"])
    }

    @Test("a stored time that the schedule no longer has is not fired")
    func changedSchedule() {
        let due = PlanTests.time("2026-11-21T08:00:00Z")
        let plan = Plan(.daily(at: PlanTests.nine), in: PlanTests.utc, due: due, now: due, window: .seconds(3600))
        #expect(plan.decisions == [])
        #expect(plan.nextAt == PlanTests.time("2026-11-21T09:00:00Z"))
    }

    @Test("whoever looks, and whenever: no planned time is lost and none decided twice", arguments: 1...40)
    func anyRhythm(stride: Int) throws {
        let recurrence = Recurrence.weekly(on: Weekdays(.monday, .wednesday, .sunday), at: LocalTime("02:15")!)
        let start = PlanTests.time("2026-02-01T00:00:00Z")
        let end = PlanTests.time("2026-12-01T00:00:00Z")
        var due = try #require(recurrence.next(after: start, in: PlanTests.berlin)?.at)
        var decided: [Timestamp] = []
        var now = start
        while now < end {
            now = now + .seconds(stride * 7919)
            if now < due { continue }
            let plan = Plan(recurrence, in: PlanTests.berlin, due: due, now: now, window: .seconds(stride * 3600))
            decided += plan.decisions.map(\.fire.at)
            due = try #require(plan.nextAt)
            #expect(due > now)
            #expect(plan.decisions.dropLast().allSatisfy { $0.verdict != .dispatch })
            for decision in plan.decisions {
                let isLate = decision.fire.at < now - .seconds(stride * 3600)
                #expect((decision.verdict == .miss) == isLate)
            }
        }
        var planned: [Timestamp] = []
        var last = start
        while let fire = recurrence.next(after: last, in: PlanTests.berlin), fire.at <= now {
            planned.append(fire.at)
            last = fire.at
        }
        #expect(decided == planned)
        #expect(planned.count > 100)
    }

    @Test("runs of each type of job may be so late")
    func windows() {
        #expect(JobType.allCases.map { Plan.window(for: $0) / .seconds(60) } == [60, 720, 360, 60, 60])
    }
}

/// Policies about what was missed, and the spread.
@Suite struct PolicyTests {
    private static let utc = (try? ZoneDatabase.system.zone("UTC"))!

    private static func plan(
        _ cron: String,
        _ policy: SchedulePolicy,
        from due: String,
        now: String,
        job: ID = ID()
    ) throws -> Plan {
        Plan(
            Schedule(recurrence: .cron(try CronExpression(cron)), zone: self.utc, policy: policy),
            of: job,
            from: try #require(Timestamp(due)),
            now: try #require(Timestamp(now)),
            window: .seconds(3600)
        )
    }

    private static func words(_ plan: Plan) -> [String] {
        plan.decisions.map { "\($0.fire.local.suffix(5)) \($0.verdict)" }
    }

    @Test("all: each time in the window is started")
    func all() throws {
        let policy = SchedulePolicy(catchUp: .all, windowMinutes: 120)
        let plan = try Self.plan("0 * * * *", policy, from: "2026-11-21T09:00:00Z", now: "2026-11-21T13:00:01Z")
        #expect(Self.words(plan) == ["09:00 miss", "10:00 miss", "11:00 miss", "12:00 dispatch", "13:00 dispatch"])
    }

    @Test("latest: of the times in the window the last is started")
    func latest() throws {
        let policy = SchedulePolicy(windowMinutes: 120)
        let plan = try Self.plan("0 * * * *", policy, from: "2026-11-21T09:00:00Z", now: "2026-11-21T13:00:00Z")
        #expect(
            Self.words(plan) == ["09:00 miss", "10:00 miss", "11:00 coalesce", "12:00 coalesce", "13:00 dispatch"]
        )
    }

    @Test("none: what is over a minute late is missed")
    func none() throws {
        let policy = SchedulePolicy(catchUp: .none, windowMinutes: 120)
        let late = try Self.plan("0 * * * *", policy, from: "2026-11-21T12:00:00Z", now: "2026-11-21T13:01:01Z")
        #expect(Self.words(late) == ["12:00 miss", "13:00 miss"])
        let soon = try Self.plan("0 * * * *", policy, from: "2026-11-21T12:00:00Z", now: "2026-11-21T13:01:00Z")
        #expect(Self.words(soon) == ["12:00 miss", "13:00 dispatch"])
    }

    @Test("the spread is the same each time, even over all jobs, and cut before the next planned time")
    func spread() throws {
        var buckets = [Int](repeating: 0, count: 10)
        for _ in 0..<2000 {
            let job = ID()
            let policy = SchedulePolicy(spreadMinutes: 100)
            let plan = try Self.plan(
                "*/10 * * * *",
                policy,
                from: "2026-11-21T12:00:00Z",
                now: "2026-11-21T11:00:00Z",
                job: job
            )
            let next = try #require(plan.next)
            #expect(next.plannedAt == Timestamp("2026-11-21T12:00:00Z"))
            #expect(next.delay >= .zero && next.delay < .seconds(600))
            buckets[Int(next.delay / .seconds(60))] += 1
            let later = try Self.plan(
                "*/10 * * * *",
                policy,
                from: "2026-11-21T12:00:00Z",
                now: "2026-11-21T12:09:59.999Z",
                job: job
            )
            #expect(Self.words(later) == ["12:00 dispatch"])
            #expect(later.next?.delay == next.delay)
            #expect(later.decisions.first?.dueAt == next.dueAt)
        }
        #expect(buckets.allSatisfy { (120...280).contains($0) })
    }

    @Test("what is put off for the spread is as late as from then on")
    func spreadWindow() throws {
        let policy = SchedulePolicy(windowMinutes: 1, spreadMinutes: 600)
        let job = ID()
        let plan = try Self.plan(
            "0 0 * * *",
            policy,
            from: "2026-11-21T00:00:00Z",
            now: "2026-11-20T00:00:00Z",
            job: job
        )
        let due = try #require(plan.next).dueAt
        for (delay, verdict) in [(Duration.seconds(60), Plan.Verdict.dispatch), (.seconds(61), .miss)] {
            let now = (due + delay).description
            let late = try Self.plan("0 0 * * *", policy, from: "2026-11-21T00:00:00Z", now: now, job: job)
            #expect(late.decisions.map(\.verdict) == [verdict])
        }
    }
}

extension Plan {
    fileprivate init(_ recurrence: Recurrence, in zone: Zone, due: Timestamp, now: Timestamp, window: Duration) {
        self.init(Schedule(recurrence: recurrence, zone: zone), of: ID(), from: due, now: now, window: window)
    }

    fileprivate var nextAt: Timestamp? { self.next?.dueAt }
}
