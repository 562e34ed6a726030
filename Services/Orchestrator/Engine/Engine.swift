import Contracts
import Postgres
import ServiceKit
import Values

/// Folds inputs into runs and stores what comes of it, for a whole batch of messages in one transaction.
///
/// Each run takes its inputs in order, as if each came alone. Where the state machine asks something, the questions of
/// all runs are answered together, with one statement for all.
struct Engine {
    let source: String
    let definitions: Definitions
    let admission: Admission

    /// - Parameter now: The database's clock.
    func run(
        _ session: Session,
        _ folds: [Fold],
        now: Timestamp,
        _ entry: inout JournalEntry
    ) throws {
        let surroundings = Surroundings(now: now, jitter: .random(in: 0...1)) { ID(at: now) }
        var ledger = Admission.Ledger(folds)
        while true {
            for fold in ledger.folds { fold.advance(surroundings) }
            try self.storeItemWork(session, ledger.folds)
            let asked = try self.answerSelections(session, ledger.folds, surroundings)
            let admitted = try self.admission.answer(session, &ledger, self.definitions, surroundings)
            if !asked, !admitted { break }
        }
        let changed = ledger.folds.filter(\.isChanged)
        if changed.isEmpty { return }
        RunStore.update(session, changed.map(\.row))
        try self.write(session, changed, now, &entry)
    }

    /// What a batch has done to items has to be seen by the search for the next.
    private func storeItemWork(_ session: Session, _ folds: [Fold]) throws {
        var changes: [BatchCompleted.Change] = []
        var created: [ItemStore.NewItem] = []
        var restored: [ID] = []
        for fold in folds {
            let work = fold.takeItemWork()
            changes += work.changes
            created += work.created.map { creation in
                ItemStore.NewItem(
                    id: ID(),
                    organization: fold.state.organization,
                    site: fold.state.definition.siteID,
                    run: fold.state.id,
                    kind: creation.kind,
                    status: creation.status,
                    parent: creation.parent,
                    attributes: creation.attributes
                )
            }
            if work.restores { restored.append(fold.state.id) }
        }
        ItemStore.change(session, changes)
        ItemStore.insert(session, created)
        ItemStore.restoreFailed(session, runs: restored)
    }

    /// - Returns: Whether anybody had asked.
    private func answerSelections(
        _ session: Session,
        _ folds: [Fold],
        _ surroundings: Surroundings
    ) throws -> Bool {
        let asking = folds.compactMap { fold -> (Fold, ItemStore.Search)? in
            guard case .select(let stage) = fold.question, let select = stage.select else { return nil }
            let search = ItemStore.Search(
                run: fold.state.id,
                kind: select.kind,
                status: select.status,
                limit: stage.batch
            )
            return (fold, search)
        }
        if asking.isEmpty { return false }
        let found = try ItemStore.find(session, asking.map(\.1))
        for (fold, search) in asking {
            let result = found[search.run] ?? ItemStore.Found()
            for item in result.items { fold.items[item.id] = item }
            fold.answer(.selected(items: result.items.map(\.id), remaining: result.remaining), surroundings)
        }
        return true
    }

    /// Turns what happened into messages.
    private func write(
        _ session: Session,
        _ folds: [Fold],
        _ now: Timestamp,
        _ entry: inout JournalEntry
    ) throws {
        let missing = folds.flatMap { fold in
            fold.outgoing.flatMap { outgoing -> [ID] in
                guard case .work(let batch, _) = outgoing else { return [] }
                return batch.items.filter { fold.items[$0] == nil }
            }
        }
        let fetched = try ItemStore.fetch(session, missing)
        for fold in folds {
            let messages = RunMessages(row: fold.row, source: self.source, now: now)
            for (occurrence, cause) in fold.emitted {
                entry.emit(
                    messages.envelope(occurrence, cause: cause),
                    routingKey: messages.routingKey(occurrence),
                    isPublic: occurrence.isPublic
                )
            }
            for outgoing in fold.outgoing {
                switch outgoing {
                case .work(let batch, let stage):
                    let items = batch.items.compactMap { fold.items[$0] ?? fetched[$0] }
                    if let message = messages.work(batch, stage: stage, items: items) { entry.send(message) }
                case .control(let action, let batch, let stage):
                    if let message = try messages.control(action, batch, stage: stage) { entry.send(message) }
                }
            }
        }
    }
}
