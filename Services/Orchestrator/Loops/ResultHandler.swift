import AMQP
import Contracts
import ServiceKit
import Values

/// Handles the workers' answers.
struct ResultHandler: Sendable {
    let identity: Identity
    let journal: Journal
    let definitions: Definitions
    let admission: Admission
    let late: Counter

    private struct Answer: Sendable {
        var run: ID
        var id: String
        var input: RunInput
    }

    func handle(_ deliveries: [Delivery]) async throws {
        var answers: [Answer] = []
        var parked: [(Delivery, Problem)] = []
        for delivery in deliveries {
            do throws(Problem) {
                answers.append(try ResultHandler.read(delivery))
            } catch {
                parked.append((delivery, error))
            }
        }
        let (understood, refused) = (answers, parked)
        let late = try await self.journal.transaction { session, entry in
            for (delivery, problem) in refused {
                entry.send(
                    try delivery.deadLetter(
                        by: self.identity.service,
                        queue: Queues.orchestratorResults,
                        problem
                    )
                )
            }
            let ids = Set(understood.map(\.run)).sorted()
            let locked = try RunStore.lock(session, ids, self.definitions)
            let folds = Dictionary(uniqueKeysWithValues: locked.rows.map { ($0.state.id, Fold($0)) })
            var unknown = 0
            for answer in understood {
                if let fold = folds[answer.run] {
                    fold.add(answer.input, cause: answer.id)
                } else {
                    unknown += 1
                }
            }
            let engine = Engine(
                source: self.identity.source,
                definitions: self.definitions,
                admission: self.admission
            )
            try engine.run(session, ids.compactMap { folds[$0] }, now: locked.now, &entry)
            return unknown + folds.values.reduce(0) { $0 + $1.late }
        }
        self.late.add(late)
    }

    private static func read(_ delivery: Delivery) throws(Problem) -> Answer {
        if delivery.body.count > Limits.body {
            throw Problem(.tooLarge, "The answer is larger than \(Limits.body) bytes")
        }
        let document: JSONDocument
        do throws(JSONError) {
            document = try JSONDocument(delivery.body, maximumDepth: Limits.depth)
        } catch {
            throw Problem(.invalidMessage, "The body cannot be read: \(error)")
        }
        let root = document.root
        guard let type = root["type"]?.string, let id = root["id"]?.string, let data = root["data"] else {
            throw Problem(.invalidMessage, "An answer is a CloudEvent with type, id and data")
        }
        guard let run = root["runid"]?.id else {
            throw Problem([FieldError(pointer: "/runid", message: "must be the id of a run")])
        }
        switch type {
        case BatchCompleted.type: return Answer(run: run, id: id, input: .completed(try BatchCompleted(reading: data)))
        case BatchFailed.type: return Answer(run: run, id: id, input: .failed(try BatchFailed(checking: data)))
        case BatchSuspended.type:
            return Answer(run: run, id: id, input: .suspended(try BatchSuspended(checking: data).reference))
        default: throw Problem(.unsupportedType, "Workers answer batch.completed, batch.failed or batch.suspended, v1")
        }
    }
}
