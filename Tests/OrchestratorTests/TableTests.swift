import Contracts
import Orchestrator
import Testing
import Values

/// Every state, every input: what is taken, what is late, what is refused.
@Suite struct TableTests {
    enum Expected: Equatable { case applied, unchanged, late, refused }

    /// A newsletter in each situation that a run can be in.
    static let situations: [(name: String, make: @Sendable () -> World)] = [
        ("new", { World(.newsletterForTests, tasks: ["publish": ["enabled": true]]) }),
        (
            "waiting",
            {
                Self.make {
                    $0.admits = false
                    $0.give(.begin)
                }
            }
        ),
        ("queued", { Self.make { $0.give(.begin) } }),
        (
            "started",
            {
                Self.make {
                    $0.give(.begin)
                    $0.give(.started($0.state.batch!.reference))
                }
            }
        ),
        (
            "backoff",
            {
                Self.make {
                    $0.give(.begin)
                    $0.give(.failed($0.failure(transient: true)))
                }
            }
        ),
        (
            "pausing",
            {
                Self.make {
                    $0.give(.begin)
                    $0.give(.pause)
                }
            }
        ),
        (
            "paused",
            {
                Self.make {
                    $0.give(.begin)
                    $0.give(.failed($0.failure(transient: true)))
                    $0.give(.pause)
                }
            }
        ),
        (
            "suspended",
            {
                Self.make {
                    Self.generate(&$0)
                    $0.give(.pause)
                    $0.give(.suspended($0.state.batch!.reference))
                }
            }
        ),
        (
            "failed",
            {
                Self.make {
                    $0.give(.begin)
                    $0.give(.failed($0.failure(transient: false)))
                }
            }
        ),
        (
            "unsent",
            {
                Self.make {
                    Self.generate(&$0)
                    $0.give(.failed($0.failure(transient: false)))
                }
            }
        ),
        (
            "unconfirmed",
            {
                Self.make {
                    Self.generate(&$0)
                    $0.give(.completed($0.success(.init(accepted: 1, unconfirmed: 1))))
                }
            }
        ),
        (
            "completed",
            {
                Self.make {
                    Self.generate(&$0)
                    $0.give(.completed($0.success(.init(accepted: 1))))
                }
            }
        ),
        (
            "cancelled",
            {
                Self.make {
                    $0.give(.begin)
                    $0.give(.cancel)
                }
            }
        ),
    ]

    static func make(_ body: (inout World) -> Void) -> World {
        var world = World(.newsletterForTests, tasks: ["publish": ["enabled": true]])
        body(&world)
        return world
    }

    static func generate(_ world: inout World) {
        world.give(.begin)
        world.give(.completed(world.success(.init(contentRef: world.makeID()))))
    }

    /// In the order of `situations`: a applied, u unchanged, l late, r refused.
    static let table: [(input: String, verdicts: String)] = [
        //             new waiting queued started backoff pausing paused suspended failed unsent unconf. compl. canc.
        ("begin", "a l l l l l l l l l l l l"),
        ("selected", "l l l l l l l l l l l l l"),
        ("admitted", "l a l l l l l l l l l l l"),
        ("mustWait", "u u u u u u u u u u u u u"),
        ("started", "l l a u l a l l l l l l l"),
        ("completed", "l l a a l a l a l l l l a"),
        ("failed", "l l a a l a l a l l l l l"),
        ("suspended", "l l a a l a l u l l l l l"),
        ("due", "u u a a a a u u u u u u u"),
        ("resend", "u u a a u a u u u u u u u"),
        ("pause", "a a a a a u u u r r r r r"),
        ("resume", "r r r r r a a a r r r r r"),
        ("cancel", "a a a a a a a a r r r r u"),
        ("retry", "r r r r r r r r a a r r r"),
        ("send", "r r r r r r r r r a r r r"),
    ]

    static func input(_ name: String, _ world: World) -> RunInput {
        let stranger = BatchReference(batch: 1, epoch: 1, token: ID(high: 1, low: 1))
        let reference = world.state.batch?.reference ?? stranger
        return switch name {
        case "begin": .begin
        case "selected": .selected(Selection(items: [ID(high: 2, low: 2)]))
        case "admitted": .admitted
        case "mustWait": .mustWait
        case "started": .started(reference)
        case "completed":
            .completed(
                world.state.batch == nil ? BatchCompleted(reference: stranger) : world.success(.init(accepted: 1))
            )
        case "failed":
            .failed(BatchFailed(reference: reference, error: .init(isTransient: false, code: "x", message: "y")))
        case "suspended": .suspended(reference)
        case "due": .due
        case "resend": .resend
        case "pause": .pause
        case "resume": .resume
        case "cancel": .cancel
        case "retry": .retry(.all)
        default: .send
        }
    }

    @Test("every input in every situation has the verdict of the table", arguments: table)
    func verdicts(input: String, verdicts: String) {
        let letters = verdicts.split(separator: " ")
        #expect(letters.count == Self.situations.count)
        for (letter, situation) in zip(letters, Self.situations) {
            var world = situation.make()
            // Long after: whatever can be due, is.
            world.now = world.now + .seconds(10_000)
            let before = world.state
            let transition = world.step(Self.input(input, world))
            let actual: Expected =
                switch transition.verdict {
                case .applied: .applied
                case .unchanged: .unchanged
                case .late: .late
                case .refused: .refused
                }
            let expected: Expected = ["a": .applied, "u": .unchanged, "l": .late, "r": .refused][String(letter)]!
            #expect(actual == expected, "\(input) in \(situation.name)")
            if actual != .applied {
                #expect(transition.state == before && transition.effects.isEmpty, "\(input) in \(situation.name)")
            }
        }
    }

    @Test("an answer that shows another token, epoch or batch is late in every situation")
    func strangers() {
        for situation in Self.situations {
            let world = situation.make()
            guard let batch = world.state.batch else { continue }
            for change in 0..<3 {
                var reference = batch.reference
                switch change {
                case 0: reference.token = ID(high: 9, low: 9)
                case 1: reference.epoch += 1
                default: reference.batch += 1
                }
                for input: RunInput in [
                    .started(reference), .suspended(reference), .completed(BatchCompleted(reference: reference)),
                    .failed(BatchFailed(reference: reference, error: .init(isTransient: true, code: "", message: ""))),
                ] {
                    var copy = world
                    #expect(copy.step(input).verdict == .late, "\(situation.name)")
                }
            }
        }
    }

    @Test("the states that the table stands for are all there are")
    func complete() {
        let statuses = Set(Self.situations.map { $0.make().state.status })
        // No pipeline of today has a gate that holds a run open.
        #expect(statuses == Set(RunStatus.allCases).subtracting([.waitingReview]))
        let clocks = Set(Self.situations.compactMap { $0.make().state.batch?.clock })
        // `rearmed` is for stages that the orchestrator does by itself; newsletters have none.
        #expect(clocks == Set(Batch.Clock.allCases).subtracting([.rearmed]))
        #expect(Self.table.count == 15)
    }
}
