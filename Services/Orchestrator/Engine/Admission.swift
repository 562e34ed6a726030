import Contracts
import Postgres
import Values

/// Keeps organizations fair to one another: each has at most so many batches under way with a worker; beyond, its runs
/// wait, and the one that has waited longest comes first.
struct Admission {
    /// Batches per organization and worker.
    let limit: Int

    /// Who holds, frees and wants slots in a transaction.
    struct Ledger {
        private(set) var folds: [Fold]

        init(_ folds: [Fold]) { self.folds = folds }

        mutating func add(_ fresh: [Fold]) { self.folds += fresh }

        /// Slots that were held when the transaction began and are not any more, less those taken since.
        func balance() -> [Slot: Int] {
            var balance: [Slot: Int] = [:]
            for fold in self.folds {
                let (held, holds) = (fold.heldSlot, fold.slot)
                if held == holds { continue }
                if let held { balance[held, default: 0] += 1 }
                if let holds { balance[holds, default: 0] -= 1 }
            }
            return balance
        }

        /// Those that wait for an answer, by what they ask for.
        func asking() -> [Slot: [Fold]] {
            var asking: [Slot: [Fold]] = [:]
            for fold in self.folds {
                guard case .slot(let worker) = fold.question else { continue }
                asking[Slot(organization: fold.state.organization, worker: worker), default: []].append(fold)
            }
            return asking
        }
    }

    /// Answers all who ask for a slot, and gives slots that have become free to those that wait in the database.
    ///
    /// A slot that one batch has left and the next takes is passed on without a lock. Taking more than were freed
    /// happens under one, so that the limit holds with any number of orchestrators.
    ///
    /// - Returns: Whether anything was answered or given.
    func answer(
        _ session: Session,
        _ ledger: inout Ledger,
        _ definitions: Definitions,
        _ surroundings: Surroundings
    ) throws -> Bool {
        let asking = ledger.asking()
        var balance = ledger.balance()
        let touched = Set(asking.keys).union(balance.filter { $0.value > 0 }.keys)
        if touched.isEmpty { return false }
        let waiting = try Self.withWaiting(session, touched)
        var isAnything = false
        var short: [Slot: ArraySlice<Fold>] = [:]
        for slot in touched.sorted() {
            var room = max(0, balance[slot, default: 0])
            if room > 0, waiting.contains(slot) {
                let taken = try self.take(session, room, slot, &ledger, definitions, surroundings)
                room -= taken
                isAnything = isAnything || taken > 0
            }
            let folds = asking[slot] ?? []
            for fold in folds.prefix(room) { fold.answer(.admitted, surroundings) }
            isAnything = isAnything || !folds.isEmpty
            let rest = folds.dropFirst(room)
            if waiting.contains(slot) {
                // Others came first.
                for fold in rest { fold.answer(.mustWait, surroundings) }
            } else if !rest.isEmpty {
                short[slot] = rest
            }
        }
        balance = ledger.balance()
        try self.admitUnderLock(session, short, balance, surroundings)
        return isAnything
    }

    /// Lets runs that wait in the database have freed slots.
    private func take(
        _ session: Session,
        _ count: Int,
        _ slot: Slot,
        _ ledger: inout Ledger,
        _ definitions: Definitions,
        _ surroundings: Surroundings
    ) throws -> Int {
        let known = ledger.folds.map(\.state.id)
        let locked = try RunStore.lockWaiting(session, slot, limit: count, except: known, definitions)
        let folds = locked.rows.map { Fold($0) }
        for fold in folds {
            fold.add(.admitted)
            fold.advance(surroundings)
        }
        ledger.add(folds)
        return folds.count
    }

    private func admitUnderLock(
        _ session: Session,
        _ short: [Slot: ArraySlice<Fold>],
        _ balance: [Slot: Int],
        _ surroundings: Surroundings
    ) throws {
        if short.isEmpty { return }
        let slots = short.keys.sorted()
        let underWay = try Self.countUnderLock(session, slots)
        for slot in slots {
            // The count knows nothing yet of what this transaction has freed or taken.
            let room = max(0, self.limit - underWay[slot, default: 0] + balance[slot, default: 0])
            let folds = short[slot] ?? []
            for fold in folds.prefix(room) { fold.answer(.admitted, surroundings) }
            for fold in folds.dropFirst(room) { fold.answer(.mustWait, surroundings) }
        }
    }

    /// Gives free slots to those that wait. For the rare case that a slot became free at the very moment when somebody
    /// began to wait for it, unseen by both.
    func sweep(
        _ session: Session,
        _ definitions: Definitions,
        _ surroundings: Surroundings
    ) throws -> [Fold] {
        let slots = try Self.allWaiting(session)
        if slots.isEmpty { return [] }
        let underWay = try Self.countUnderLock(session, slots)
        var folds: [Fold] = []
        for slot in slots {
            let room = self.limit - underWay[slot, default: 0]
            if room <= 0 { continue }
            let locked = try RunStore.lockWaiting(session, slot, limit: room, except: [], definitions)
            for row in locked.rows {
                let fold = Fold(row)
                fold.add(.admitted)
                fold.advance(surroundings)
                folds.append(fold)
            }
        }
        return folds
    }

    // MARK: - Statements

    private static func withWaiting(_ session: Session, _ slots: Set<Slot>) throws -> Set<Slot> {
        let slots = Array(slots)
        let rows = try session.query(
            """
            select u.organization, u.worker
            from unnest($1::text[], $2::text[]) u (organization, worker)
            where (
                -- Not `exists`: that may be planned as a join, which reads all that wait.
                select true from runs r
                where r.clock = 'ready' and r.organization_id = u.organization and r.worker = u.worker limit 1
            )
            """,
            slots.map(\.organization.text),
            slots.map(\.worker)
        )
        return Set(try rows.compactMap { row in try self.slot(row) })
    }

    private static func allWaiting(_ session: Session) throws -> [Slot] {
        // From one to the next by the index, however many wait at each.
        try session.query(
            """
            with recursive slots as (
                (select organization_id, worker from runs where clock = 'ready' order by organization_id, worker limit 1)
                union all
                select n.organization_id, n.worker
                from slots s cross join lateral (
                    select organization_id, worker from runs r
                    where clock = 'ready' and (r.organization_id, r.worker) > (s.organization_id, s.worker)
                    order by organization_id, worker limit 1
                ) n
            )
            select organization_id, worker from slots
            """
        ).compactMap { row in try self.slot(row) }.sorted()
    }

    private static func slot(_ row: Row) throws -> Slot? {
        var row = row
        guard let organization = OrganizationID(try row.next()) else { return nil }
        return Slot(organization: organization, worker: try row.next())
    }

    /// Locks slots, in their order, until the end of the transaction, and counts the batches under way.
    private static func countUnderLock(_ session: Session, _ slots: [Slot]) throws -> [Slot: Int] {
        session.enqueue(
            """
            select pg_advisory_xact_lock(hashtextextended(u.organization || '/' || u.worker, 0))
            from unnest($1::text[], $2::text[]) u (organization, worker)
            """,
            slots.map(\.organization.text),
            slots.map(\.worker)
        )
        let rows = try session.query(
            """
            select u.organization, u.worker, (
                select count(*) from runs r
                where r.clock in ('queued', 'started') and r.organization_id = u.organization and r.worker = u.worker
            )
            from unnest($1::text[], $2::text[]) u (organization, worker)
            """,
            slots.map(\.organization.text),
            slots.map(\.worker)
        )
        var counts: [Slot: Int] = [:]
        for row in rows {
            var row = row
            guard let organization = OrganizationID(try row.next()) else { continue }
            let slot = Slot(organization: organization, worker: try row.next())
            counts[slot] = try row.next()
        }
        return counts
    }
}
