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
            try self.settle(session, ledger.folds, surroundings)
            // Last, when all that costs is booked: accounts are locked before slots, everywhere.
            if try !self.admission.answer(session, &ledger, self.definitions, surroundings) { break }
        }
        let changed = ledger.folds.filter(\.isChanged)
        if changed.isEmpty { return }
        RunStore.update(session, changed.map(\.row))
        try self.write(session, changed, now, &entry)
        try self.follow(session, changed.filter { $0.state.status.isEnded && !$0.hadEnded }, now, &entry)
    }

    /// Goes on until the only questions left are for slots.
    private func settle(_ session: Session, _ folds: [Fold], _ surroundings: Surroundings) throws {
        while true {
            for fold in folds { fold.advance(surroundings) }
            try self.storeItemWork(session, folds, surroundings.now)
            let selected = try self.answerSelections(session, folds, surroundings)
            let failed = try self.answerFailed(session, folds, surroundings)
            let paid = try self.answerCredits(session, folds, surroundings)
            if !selected, !failed, !paid { break }
        }
        self.book(session, folds)
    }

    // MARK: - Items

    /// What a batch has done to items has to be seen by the search for the next.
    private func storeItemWork(_ session: Session, _ folds: [Fold], _ now: Timestamp) throws {
        var moves: [ItemStore.Move] = []
        var created: [ItemStore.NewItem] = []
        var finished: [ItemStore.Finished] = []
        var restored: [ID] = []
        for fold in folds {
            let work = fold.takeItemWork()
            var labels: [String: ID] = [:]
            for creation in work.created {
                let id = ID(at: now)
                if let label = creation.label { labels[label] = id }
                created.append(self.item(id, creation, of: fold.state))
            }
            for change in work.changes {
                let parent = change.parentLabel.flatMap { labels[$0] } ?? change.parent
                moves.append(ItemStore.Move(run: fold.state.id, change: change, parent: parent))
                if let rule = work.completes, change.error == nil {
                    finished.append(ItemStore.Finished(run: fold.state.id, item: change.id, rule: rule))
                }
            }
            for (derivation, items) in work.derivations {
                ItemStore.derive(session, derivation, items, run: fold.state.id, at: now)
            }
            if work.restoresFailed { restored.append(fold.state.id) }
        }
        ItemStore.insert(session, created)
        ItemStore.move(session, moves)
        ItemStore.restoreFailed(session, runs: restored)
        let moved = try ItemStore.complete(session, finished)
        for fold in folds { fold.moved += moved[fold.state.id] ?? 0 }
    }

    private func item(_ id: ID, _ creation: BatchCompleted.Creation, of state: RunState) -> ItemStore.NewItem {
        ItemStore.NewItem(
            id: id,
            organization: state.organization,
            site: state.definition.siteID,
            run: state.id,
            kind: creation.kind,
            status: creation.status,
            parent: creation.parent,
            attributes: creation.attributes
        )
    }

    /// - Returns: Whether anybody had asked.
    private func answerSelections(
        _ session: Session,
        _ folds: [Fold],
        _ surroundings: Surroundings
    ) throws -> Bool {
        let asking = folds.compactMap { fold -> (Fold, ItemStore.Search)? in
            guard case .select(let stage, let limit, let isCounting) = fold.question, let select = stage.select else {
                return nil
            }
            let search = ItemStore.Search(
                run: fold.state.id,
                site: fold.state.definition.siteID,
                since: fold.state.createdAt,
                select: select,
                limit: limit,
                isCounting: isCounting,
                isList: stage.lists != nil
            )
            return (fold, search)
        }
        if asking.isEmpty { return false }
        let found = try ItemStore.find(session, asking.map(\.1))
        for (fold, search) in asking {
            let result = found[search.run] ?? ItemStore.Found()
            for item in result.items { fold.items[item.id] = item }
            let title = search.select.title.flatMap { name in
                result.items.count == 1 ? result.items[0].attributes[name]?.string : nil
            }
            let selection = Selection(
                items: result.ids,
                total: result.total,
                title: title.map { String($0.prefix(200)) },
                moved: fold.moved
            )
            fold.moved = 0
            fold.answer(.selected(selection), surroundings)
        }
        return true
    }

    private func answerFailed(_ session: Session, _ folds: [Fold], _ surroundings: Surroundings) throws -> Bool {
        var isAnything = false
        for fold in folds {
            guard case .failed(let mode) = fold.question else { continue }
            isAnything = true
            fold.answer(.foundFailed(try ItemStore.failed(session, run: fold.state.id), mode), surroundings)
        }
        return isAnything
    }

    // MARK: - Messages

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
                    let context = try self.context(session, fold.state, stage, items.map(\.id))
                    let message = messages.work(batch, stage: stage, items: items, context: context)
                    if let message { entry.send(message) }
                case .control(let action, let batch, let stage):
                    if let message = try messages.control(action, batch, stage: stage) { entry.send(message) }
                }
            }
        }
    }

    private func context(
        _ session: Session,
        _ state: RunState,
        _ stage: Int,
        _ items: [ID]
    ) throws -> [String: [Work.Item]] {
        let stages = state.definition.pipeline.stages
        guard stages.indices.contains(stage - 1) else { return [:] }
        var context: [String: [Work.Item]] = [:]
        for lookup in stages[stage - 1].context {
            context[lookup.name] = try ItemStore.look(session, lookup, site: state.definition.siteID, items: items)
        }
        return context
    }
}
