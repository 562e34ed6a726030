import Contracts
import Postgres
import Values

extension Engine {
    /// Answers all who ask what something will cost, or whether there is more.
    ///
    /// - Returns: Whether anybody had asked.
    func answerCredits(_ session: Session, _ folds: [Fold], _ surroundings: Surroundings) throws -> Bool {
        let asking = folds.filter { fold in
            switch fold.question {
            case .estimate, .cover: true
            case .select, .slot, .failed, nil: false
            }
        }
        if asking.isEmpty { return false }
        // What was decided before has to be in the accounts before anything more is promised from them.
        self.book(session, folds)
        let organizations = Set(asking.map(\.state.organization)).sorted { $0.text < $1.text }
        let balances = try CreditStore.lock(session, organizations)
        var available = balances.mapValues { $0.available.thousandths }
        for fold in asking {
            let organization = fold.state.organization
            let before = fold.state.held
            switch fold.question {
            case .estimate(let stage, let opening):
                let estimate = try self.estimate(session, fold.state, from: stage, opening)
                fold.answer(.estimated(estimate, available: available[organization, default: 0], opening), surroundings)
                available[organization, default: 0] -= fold.state.held - before
            case .cover(let amount, let answer):
                if available[organization, default: 0] >= amount {
                    available[organization, default: 0] -= amount
                    fold.answer(.covered(amount, answer), surroundings)
                } else {
                    let rest = available[organization, default: 0]
                    fold.answer(.uncovered(available: rest, answer), surroundings)
                }
            case .select, .slot, .failed, nil: break
            }
        }
        return true
    }

    private func estimate(
        _ session: Session,
        _ state: RunState,
        from stage: Int,
        _ opening: Opening
    ) throws -> Estimate {
        var waiting = try Engine.waiting(session, state.definition)
        if case .retry(let mode, let first, let failed) = opening, mode != .skipFailed,
            waiting.indices.contains(first - 1)
        {
            waiting[first - 1] += failed.count
        }
        return state.definition.pipeline.estimate(waiting: waiting, from: stage, tasks: state.definition.tasks)
    }

    /// How many items wait at each stage, in the order of the stages.
    static func waiting(_ session: Session, _ definition: RunDefinition) throws -> [Int] {
        let stages = definition.pipeline.stages
        var waiting = stages.map { _ in 0 }
        guard let site = definition.siteID else { return waiting }
        let places = stages.indices.filter { stages[$0].isOfSite && stages[$0].lists == nil }
        let counts = try ItemStore.waiting(session, site: site, places.compactMap { stages[$0].select })
        for (place, count) in zip(places, counts) { waiting[place] = count }
        return waiting
    }

    /// Books what was set aside, given back and charged since the last time.
    func book(_ session: Session, _ folds: [Fold]) {
        var movements: [OrganizationID: CreditStore.Movement] = [:]
        var entries: [CreditStore.Entry] = []
        for fold in folds {
            let (movement, charges) = fold.takeCredits()
            if movement != CreditStore.Movement() {
                movements[fold.state.organization, default: CreditStore.Movement()].posted += movement.posted
                movements[fold.state.organization, default: CreditStore.Movement()].held += movement.held
            }
            entries += charges.map { .init(organization: fold.state.organization, run: fold.state.id, charge: $0) }
        }
        CreditStore.book(session, movements, entries)
    }
}
