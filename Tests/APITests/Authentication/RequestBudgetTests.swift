import Testing
import Values

@testable import API

@Suite struct RequestBudgetTests {
    private let start = ContinuousClock.now
    private let caller = Caller.Actor.key(ID())

    @Test("so many at once, and then so many a second")
    func fills() {
        var budget = RequestBudget(.init(rate: 10, burst: 3))
        for _ in 0..<3 { #expect(budget.take(self.caller, now: self.start) == nil) }
        #expect(budget.take(self.caller, now: self.start) == .milliseconds(100))
        #expect(budget.take(self.caller, now: self.start + .milliseconds(40)) == .milliseconds(60))
        #expect(budget.take(self.caller, now: self.start + .milliseconds(100)) == nil)
        #expect(budget.take(self.caller, now: self.start + .milliseconds(100)) != nil)
        // A silence gives no more than the burst.
        let later = self.start + .seconds(3600)
        for _ in 0..<3 { #expect(budget.take(self.caller, now: later) == nil) }
        #expect(budget.take(self.caller, now: later) != nil)
    }

    @Test("others are not affected")
    func others() {
        var budget = RequestBudget(.init(rate: 1, burst: 1))
        let user = ID()
        for actor in [self.caller, .key(ID()), .user(user, session: ID()), .user(user, session: ID())] {
            #expect(budget.take(actor, now: self.start) == nil)
            #expect(budget.take(actor, now: self.start) != nil)
        }
    }

    @Test("whoever comes with ever new keys does not fill the memory, nor free those who ask too often")
    func memory() {
        var budget = RequestBudget(.init(rate: 10, burst: 2))
        for _ in 0..<2 { #expect(budget.take(self.caller, now: self.start) == nil) }
        for _ in 0..<25_000 { _ = budget.take(.key(ID()), now: self.start - .seconds(60)) }
        #expect(budget.take(self.caller, now: self.start) != nil)
    }

    @Test("0 is no limit")
    func off() {
        var budget = RequestBudget(.init(rate: 0, burst: 1))
        for _ in 0..<1000 { #expect(budget.take(self.caller, now: self.start) == nil) }
    }
}
