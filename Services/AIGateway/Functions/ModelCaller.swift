import Contracts
import Values

/// Asks models in the name of a function, and asks again for an answer that can be used.
struct ModelCaller: Sendable {
    /// An answer that cannot be used is sent back this often, with what is wrong with it.
    static let maximumRepairs = 2

    /// What a function has asked for, and what it took.
    struct Answered<Output: Sendable>: Sendable {
        var output: Output
        var usage: Usage
    }

    let routes: ModelRoutes
    let limits: CallLimits
    /// The same for the same work, so that a provider that remembers it does it once.
    let callKey: String?
    /// Told of each call that was answered, and of how long it took.
    var called: @Sendable (Duration) -> Void = { _ in }
    /// Told how far it is: phase, percent of the batch, sentence.
    var report: @Sendable (Phase, Int, String) -> Void = { _, _, _ in }

    /// Asks for text.
    ///
    /// - Throws: ``ProviderError``, with what was spent; `CancellationError`.
    func ask<Function: AIFunction>(_ function: Function) async throws -> Answered<Function.Output> {
        let (provider, model) = self.routes.find(function.requestedModel)
        self.report(.call, 10, "Asking \(provider.name)/\(model)")
        var request = ModelRequest(model: model, task: function)
        request.callKey = self.callKey
        request.limits = self.limits
        let report = self.report
        let throttle = Throttle()
        request.progress = { text in
            // Before it is looked at: a long text grows some thousand times.
            guard throttle.passes(), let progress = function.progress(text) else { return }
            let fraction = min(max(progress.fraction, 0), 1)
            report(.call, 10 + Int(fraction * 70), "\(progress.sentence) (\(Int(fraction * 100))% complete)")
        }
        var spent = Spent()
        do {
            while true {
                let answer = try await self.timed { [request] in try await provider.complete(request) }
                spent = spent + answer.spent
                self.report(.parse, 80, "Checking what was generated")
                do throws(OutputFaults) {
                    let output = try function.parse(answer.text)
                    return Answered(output: output, usage: self.usage(function, provider, model, spent))
                } catch {
                    let round = (request.repair?.round ?? 0) + 1
                    guard provider.isModel, round <= ModelCaller.maximumRepairs else {
                        throw ProviderError(error, what: Function.noun, text: answer.text)
                    }
                    self.report(.parse, 80, "Asking for a correction (\(round) of \(ModelCaller.maximumRepairs))")
                    request.repair = Repair(round: round, answer: answer.text, faults: error.faults)
                }
            }
        } catch let error as ProviderError {
            throw error.with(self.usage(function, provider, model, spent + (error.spent ?? Spent())))
        }
    }

    /// Asks for an image.
    ///
    /// - Throws: ``ProviderError``, with what was spent; `CancellationError`.
    func draw(_ function: some ImageFunction) async throws -> Answered<DrawnImage> {
        guard let (provider, model) = self.routes.findImage(function.requestedModel) else {
            throw ProviderError(code: "no_model", isTransient: false, message: "No model for images is configured")
        }
        self.report(.call, 10, "Asking \(provider.name)/\(model)")
        let request = ImageRequest(
            function: type(of: function).name,
            model: model,
            prompt: function.instructions,
            width: function.size.width,
            height: function.size.height,
            facts: function,
            callKey: self.callKey,
            limits: self.limits
        )
        let image: ImageAnswer
        do {
            image = try await self.timed { try await provider.draw(request) }
        } catch let error as ProviderError {
            throw error.with(self.usage(function, provider, model, error.spent ?? Spent()))
        }
        self.report(.parse, 80, "Checking what was generated")
        let known = provider.models.first { $0.id == model && $0.kind == .image }
        let drawn = DrawnImage(
            answer: image,
            model: "\(provider.name)/\(model)",
            credits: known?.credits ?? ProviderModel.standardCredits
        )
        return Answered(output: drawn, usage: self.usage(function, provider, model, image.spent))
    }

    private func timed<Answer: Sendable>(_ body: () async throws -> Answer) async throws -> Answer {
        let start = ContinuousClock.now
        let answer = try await body()
        self.called(ContinuousClock.now - start)
        return answer
    }

    private func usage(
        _ function: some GatewayFunction,
        _ provider: any Provider,
        _ model: String,
        _ spent: Spent
    ) -> Usage {
        Usage(
            provider: provider.name,
            model: model,
            requestedModel: function.requestedModel,
            promptVersion: type(of: function).promptVersion,
            inputTokens: spent.inputTokens,
            outputTokens: spent.outputTokens,
            costMicros: spent.costMicros
        )
    }
}

extension ProviderError {
    /// The same with what was used up, if anything was.
    fileprivate func with(_ usage: Usage) -> ProviderError {
        var error = self
        if usage.inputTokens > 0 || usage.outputTokens > 0 || usage.costMicros > 0 { error.usage = usage }
        return error
    }
}
