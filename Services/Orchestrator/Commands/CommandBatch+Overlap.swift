import Contracts
import ServiceKit
import Values

// MARK: - Starts whose job or site has an active run

extension CommandBatch {
    /// Lets a start wait, or cancels the run that is in its way, where it asks for that.
    ///
    /// - Returns: Those that are to be refused.
    func settleOverlaps(_ candidates: [Candidate]) throws -> [Candidate] {
        var refused: [Candidate] = []
        for candidate in candidates {
            let isSettled: Bool
            switch candidate.overlap {
            case .skip: isSettled = false
            case .queueOne: isSettled = try self.wait(candidate)
            case .cancelOther: isSettled = try self.takePlace(candidate)
            }
            if !isSettled { refused.append(candidate) }
        }
        return refused
    }

    /// Keeps a start until the active run has ended: then it is begun, and answered, in the same transaction.
    private func wait(_ candidate: Candidate) throws -> Bool {
        let state = candidate.row.state
        let scope = WaitingStore.Scope(organization: state.organization, id: state.definition.scope)
        // Locked, so that it cannot end without seeing who waits.
        guard try WaitingStore.lockActive(self.session, scope) != nil else {
            // It has ended in this moment.
            return try self.begin([candidate]).isEmpty
        }
        return try WaitingStore.keep(
            self.session,
            scope,
            key: candidate.command.key,
            candidate.command.kept,
            until: candidate.command.expiryTime
        )
    }

    private func takePlace(_ candidate: Candidate) throws -> Bool {
        let state = candidate.row.state
        let scope = WaitingStore.Scope(organization: state.organization, id: state.definition.scope)
        guard let active = try WaitingStore.lockActive(self.session, scope) else {
            // It has ended in this moment.
            return try self.begin([candidate]).isEmpty
        }
        // What waits would begin as soon as the place is free; it waits for this one instead.
        let waiting = try WaitingStore.lift(self.session, scope)
        do {
            let locked = try RunStore.lock(self.session, [active], self.engine.definitions)
            let folds = locked.rows.map { Fold($0) }
            for fold in folds { fold.add(.cancel, cause: candidate.command.messageID) }
            try self.engine.run(self.session, folds, now: self.now, &self.entry)
        }
        let hasBegun = try self.begin([candidate]).isEmpty
        if let waiting {
            let key = waiting.command["key"]?.string ?? ""
            _ = try WaitingStore.keep(self.session, scope, key: key, waiting.command, until: waiting.expiry)
        }
        return hasBegun
    }
}
