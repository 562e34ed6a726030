import Contracts
import Orchestrator
import Testing
import Values

@Suite struct ScenarioTests {
    private func newsletter(autoSend: Bool = true) -> World {
        World(.newsletterForTests, tasks: ["publish": ["enabled": .bool(autoSend)]])
    }

    /// A newsletter whose generation has been done.
    private func generated(autoSend: Bool = true) -> World {
        var world = self.newsletter(autoSend: autoSend)
        world.give(.begin)
        world.give(.completed(world.success(BatchOutput(contentRef: world.makeID()))))
        return world
    }

    @Test("a newsletter is generated, then sent")
    func newsletterRun() {
        var world = self.newsletter()
        world.give(.begin)
        #expect(world.names == ["run.running", "stage.started"])
        #expect(world.state.status == .running)
        world.give(.started(world.state.batch!.reference))
        #expect(world.state.batch?.clock == .started)
        let content = world.makeID()
        world.give(.completed(world.success(BatchOutput(contentRef: content))))
        #expect(world.state.stage == 2)
        world.give(.completed(world.success(BatchOutput(accepted: 7, refused: 1, unconfirmed: 0))))
        #expect(
            world.names == [
                "run.running", "stage.started", "batch.completed", "stage.completed", "stage.started",
                "batch.completed", "stage.completed", "run.completed",
            ]
        )
        let run = world.state.snapshot
        #expect(run.status == .completed && run.generated && run.sent)
        #expect(run.contentRef == content && run.recipients == 7 && run.refused == 1)
        #expect(world.events.map(\.sequence) == Array(1...8))
        // Singly: the run's changes, the first stage's start, each stage's end.
        #expect(
            world.events.filter(\.isPublic).map(\.name) == [
                "run.running", "stage.started", "stage.completed", "stage.completed", "run.completed",
            ]
        )
        // The start of the second stage names the end of the first as its cause.
        #expect(world.events[4].cause == world.events[3].id)
        #expect(world.events[3].event.next == .init(number: 2, name: "publish"))
        #expect(world.events[6].event.next == nil)
    }

    @Test("with auto-send off it ends generated and not sent; a person can send it, once")
    func sendLater() {
        var world = self.generated(autoSend: false)
        #expect(world.state.status == .partial)
        #expect(world.state.error == nil)
        #expect(world.state.snapshot.generated && !world.state.snapshot.sent)
        #expect(world.give(.send) == .applied)
        #expect(world.state.attempt == 2)
        #expect(!world.state.holdsScope)
        #expect(world.state.status == .running)
        world.give(.completed(world.success(BatchOutput(accepted: 3))))
        #expect(world.state.status == .completed)
        #expect(world.state.recipients == 3)
        guard case .refused(let problem) = world.give(.send) else { return #expect(Bool(false)) }
        #expect(problem.code == .invalidState)
    }

    @Test("when sending fails the run is partial with the error, and can be sent again")
    func sendFails() {
        var world = self.generated()
        var failure = world.failure(transient: false)
        failure.output = BatchOutput(accepted: 2)
        world.give(.failed(failure))
        #expect(world.state.status == .partial)
        #expect(world.state.error?.code == "policy")
        #expect(world.state.error?.stage == 2)
        #expect(world.state.snapshot.sent)
        // `retry` means the same here.
        #expect(world.give(.retry(.all)) == .applied)
        #expect(world.state.error == nil)
        world.give(.completed(world.success(BatchOutput(accepted: 5, unconfirmed: 1))))
        #expect(world.state.status == .partial)
        #expect(world.state.unconfirmed == 1)
        // What is unconfirmed is not sent again.
        guard case .refused = world.give(.send) else { return #expect(Bool(false)) }
    }

    @Test("a transient failure is tried three times more, with growing pauses; then the run fails, and can be retried")
    func retries() {
        var world = self.newsletter()
        world.give(.begin)
        var pauses: [Duration] = []
        for _ in 1...3 {
            world.give(.failed(world.failure(transient: true)))
            #expect(world.state.batch?.clock == .backoff)
            pauses.append(world.state.batch!.dueAt! - world.now)
            #expect(world.give(.due) == .unchanged)
            world.letTimePass()
            #expect(world.state.batch?.clock == .queued)
        }
        #expect(pauses == [.seconds(2), .seconds(4), .seconds(8)])
        let old = world.state.batch!.reference
        world.give(.failed(world.failure(transient: true)))
        #expect(world.state.status == .failed)
        #expect(world.state.error == RunError(code: "rate_limited", message: "no", stage: 1))
        #expect(world.names.filter { $0 == "batch.failed" }.count == 4)
        #expect(world.give(.retry(.all)) == .applied)
        #expect(world.state.attempt == 2)
        #expect(world.state.batch?.reference != old)
        #expect(world.state.batch?.tries == 1)
        world.give(.completed(world.success(BatchOutput(contentRef: world.makeID()))))
        #expect(world.state.stage == 2)
    }

    @Test("the other side's wish for a pause is granted, up to a quarter of an hour")
    func retryAfter() {
        var world = self.newsletter()
        world.give(.begin)
        world.give(.failed(world.failure(transient: true, retryAfterMs: 45_000)), jitter: 0)
        #expect(world.state.batch!.dueAt! - world.now == .seconds(45))
        world.letTimePass()
        world.give(.failed(world.failure(transient: true, retryAfterMs: 7_200_000)))
        #expect(world.state.batch!.dueAt! - world.now == .seconds(900))
    }

    @Test("a permanent failure is not tried again")
    func permanent() {
        var world = self.newsletter()
        world.give(.begin)
        world.give(.failed(world.failure(transient: false)))
        #expect(world.state.status == .failed)
        #expect(world.dispatched.count == 1)
        #expect(world.failed.count == 1)
        world.give(.retry(.all))
        #expect(world.failed == [])
    }

    @Test("nothing heard: sent again after 2, 4, 8 … 60 minutes, the same try each time")
    func queuedClock() {
        var world = self.newsletter()
        world.give(.begin)
        let reference = world.state.batch!.reference
        var pauses: [Duration] = []
        for _ in 0..<8 {
            pauses.append(world.state.batch!.dueAt! - world.now)
            world.letTimePass()
            #expect(world.state.batch?.reference == reference)
        }
        #expect(pauses == [2, 4, 8, 16, 32, 60, 60, 60].map { .seconds($0 * 60) })
        #expect(world.dispatched.count == 9)
        #expect(world.dispatched.allSatisfy { $0.batch.reference == reference })
        #expect(world.state.batch?.tries == 1)
        world.give(.completed(world.success(BatchOutput(contentRef: world.makeID()))))
        #expect(world.state.stage == 2)
    }

    @Test("a worker that has begun and dies is given up half a minute after its timeout; its late answer is refused")
    func startedClock() {
        var world = self.newsletter()
        world.give(.begin)
        let lost = world.success()
        world.give(.started(lost.reference))
        #expect(world.state.batch!.dueAt! - world.now == .seconds(330))
        #expect(world.give(.started(lost.reference)) == .unchanged)
        world.letTimePass()
        #expect(world.state.batch?.clock == .backoff)
        #expect(world.controls == [.cancel])
        #expect(world.give(.completed(lost)) == .late)
        #expect(world.give(.started(lost.reference)) == .late)
        world.letTimePass()
        #expect(world.state.batch?.tries == 2)
        #expect(world.give(.completed(lost)) == .late)
        #expect(world.give(.completed(world.success())) == .applied)
    }

    @Test("a mailing has no limit in all, only one of silence")
    func silence() {
        var world = self.generated()
        #expect(world.state.batch!.dueAt! - world.now == .seconds(120))
        world.give(.started(world.state.batch!.reference))
        #expect(world.state.batch!.dueAt! - world.now == .seconds(330))
        world.letTimePass()
        #expect(world.state.status == .partial)
        #expect(world.state.error?.code == "timeout")
    }

    @Test("stages of several batches: each batch once, in order, until none is left; an empty stage is skipped")
    func batches() {
        var world = World(.batches)
        world.give(.begin)
        var sizes: [Int] = []
        while !world.state.status.isEnded {
            sizes.append(world.state.batch!.items.count)
            world.give(.completed(world.success()))
        }
        #expect(sizes == [2, 2, 1, 3, 2])
        #expect(world.dispatched.map { $0.batch.number } == [1, 2, 3, 1, 2])
        #expect(
            world.names.filter { $0.hasPrefix("stage") } == [
                "stage.started", "stage.completed", "stage.started", "stage.completed", "stage.skipped",
            ]
        )
        #expect(world.events.filter { $0.name == "batch.completed" }.map(\.isPublic) == [true, true, true, true, true])
        let completed = world.events.filter { $0.name == "stage.completed" }.compactMap { $0.event.stage }
        #expect(completed.map(\.processed) == [5, 5])
        #expect(completed.map(\.total) == [5, 5])
        #expect(completed[0].result == ["done": 3, "batches_run": 3])
        #expect(
            world.events.first { $0.name == "stage.skipped" }?.event.message.contains("No nothings to process") == true
        )
        #expect(world.state.status == .completed)
    }

    @Test("an answer must account for every item once, and do only what the stage allows")
    func invalidAnswers() {
        for change in 0..<5 {
            var world = World(.batches)
            world.give(.begin)
            var answer = world.success()
            switch change {
            case 0: answer.items.removeLast()
            case 1: answer.items[1] = answer.items[0]
            case 2: answer.items[0].id = world.makeID()
            case 3: answer.items[0].status = "whole"
            default: answer.created = [.init(kind: "credit", status: "new", parent: nil, attributes: [:])]
            }
            #expect(world.give(.completed(answer)) == .applied)
            #expect(world.state.status == .failed)
            #expect(world.state.error?.code == "invalid_output")
        }
    }

    @Test("items that failed for good are counted and left out")
    func failedItems() {
        var world = World(.batches)
        world.give(.begin)
        var answer = world.success()
        answer.items[0].error = "refused"
        world.give(.completed(answer))
        #expect(world.state.progress.processed == 1)
        #expect(world.state.progress.failed == 1)
        #expect(world.failed.count == 1)
    }

    @Test("a pause lets the batch in flight end and starts nothing; the run goes on where it stopped")
    func pause() {
        var world = World(.batches)
        world.give(.begin)
        world.give(.pause)
        #expect(world.state.status == .pausing)
        #expect(world.give(.pause) == .unchanged)
        world.give(.completed(world.success()))
        #expect(world.state.status == .paused)
        #expect(world.state.batch == nil)
        #expect(world.dispatched.count == 1)
        #expect(world.give(.due) == .unchanged)
        world.give(.resume)
        #expect(world.state.status == .running)
        #expect(world.dispatched.map { $0.batch.number } == [1, 2])
        // Taken back in time, it has no effect.
        world.give(.pause)
        world.give(.resume)
        #expect(world.state.status == .running)
        world.give(.completed(world.success()))
        #expect(world.dispatched.count == 3)
    }

    @Test("a pause at the very end finds nothing to hold, and the run completes")
    func pauseAtEnd() {
        var world = self.generated()
        world.give(.pause)
        world.give(.completed(world.success(BatchOutput(accepted: 1))))
        #expect(world.state.status == .completed)
    }

    @Test("a mailing stops in the middle and goes on as the same try")
    func suspend() {
        var world = self.generated()
        let reference = world.state.batch!.reference
        world.give(.started(reference))
        world.give(.pause)
        #expect(world.controls == [.pause])
        world.give(.suspended(reference))
        #expect(world.state.status == .paused)
        #expect(world.state.batch?.clock == .suspended)
        #expect(world.state.batch?.dueAt == nil)
        world.give(.resume)
        #expect(world.controls == [.pause, .resume])
        #expect(world.state.batch?.reference == reference)
        #expect(world.state.batch?.tries == 1)
        // A mailing that was quicker than its pause.
        world.give(.pause)
        world.give(.suspended(reference))
        world.give(.completed(world.success(BatchOutput(accepted: 4))))
        #expect(world.state.status == .completed)
    }

    @Test("a run that waits before a retry pauses at once, and tries again when it goes on")
    func pauseInBackoff() {
        var world = self.newsletter()
        world.give(.begin)
        world.give(.failed(world.failure(transient: true)))
        world.give(.pause)
        #expect(world.state.status == .paused)
        #expect(world.state.batch?.dueAt == nil)
        world.give(.resume)
        #expect(world.state.batch?.clock == .queued)
        #expect(world.state.batch?.tries == 2)
    }

    @Test("without a free slot a run waits, says so once, and starts when its turn comes")
    func admission() {
        var world = self.newsletter()
        world.admits = false
        world.give(.begin)
        #expect(world.state.status == .pending)
        #expect(world.state.batch?.clock == .ready)
        #expect(world.give(.mustWait) == .unchanged)
        #expect(world.names == ["run.pending"])
        world.admits = true
        world.give(.admitted)
        #expect(world.names == ["run.pending", "run.running", "stage.started"])
        #expect(world.give(.admitted) == .late)
        #expect(world.dispatched.count == 1)
        // Paused while it waits, it has to ask anew.
        var other = self.newsletter()
        other.admits = false
        other.give(.begin)
        other.give(.pause)
        #expect(other.state.status == .paused)
        #expect(other.give(.admitted) == .late)
        other.admits = true
        other.give(.resume)
        #expect(other.state.status == .running)
    }

    @Test("cancelling gives the batch up; a mailing's last word still counts what was sent")
    func cancel() {
        var world = self.newsletter()
        world.give(.begin)
        let answer = world.success(BatchOutput(contentRef: world.makeID()))
        world.give(.cancel)
        #expect(world.state.status == .cancelled)
        #expect(world.controls == [.cancel])
        // Stored by the worker, not applied here.
        var late = world
        #expect(late.give(.failed(world.failure(transient: true))) == .late)
        #expect(world.give(.cancel) == .unchanged)
        #expect(world.give(.completed(answer)) == .applied)
        #expect(!world.state.snapshot.generated)

        var mailing = self.generated()
        mailing.give(.cancel)
        #expect(mailing.give(.completed(mailing.success(BatchOutput(accepted: 9, unconfirmed: 1)))) == .applied)
        #expect(mailing.state.status == .cancelled)
        #expect(mailing.state.recipients == 9)
        #expect(mailing.state.unconfirmed == 1)
        #expect(mailing.names.last == "batch.stopped")
    }

    @Test("when the broker has lost its queues, what was out is sent again as the same try")
    func resend() {
        var world = self.newsletter()
        world.give(.begin)
        world.give(.resend)
        world.give(.started(world.state.batch!.reference))
        world.give(.resend)
        #expect(world.dispatched.count == 3)
        #expect(Set(world.dispatched.map { $0.batch.reference }).count == 1)
        world.give(.failed(world.failure(transient: true)))
        #expect(world.give(.resend) == .unchanged)
    }

    @Test("an echo run goes through its seven stages, with two events for each transition")
    func echo() {
        var world = World(.echoForTests, type: .echo)
        world.give(.begin)
        for _ in 1...7 { world.give(.completed(world.success())) }
        #expect(world.state.status == .completed)
        #expect(world.dispatched.map(\.stage) == Array(1...7))
        #expect(world.events.count == 1 + 7 * 2 + 1)
        #expect(world.events.filter(\.isPublic).count == 1 + 1 + 7 + 1)
    }
}

extension RunState {
    fileprivate var recipients: Int { self.outcome.accepted }
    fileprivate var unconfirmed: Int { self.outcome.unconfirmed }
}
