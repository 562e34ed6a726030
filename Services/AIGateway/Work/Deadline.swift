import Values

/// Cuts work off that takes too long.
enum Deadline {
    /// - Throws: ``ProviderError`` (`timeout`) when `limit` has passed; what `body` throws.
    static func run<Result: Sendable>(
        within limit: Duration?,
        _ body: @escaping @Sendable () async throws -> Result
    ) async throws -> Result {
        guard let limit else { return try await body() }
        return try await withThrowingTaskGroup(of: Result.self) { group in
            group.addTask { try await body() }
            group.addTask {
                try await Task.sleep(for: limit)
                throw ProviderError(
                    code: "timeout",
                    isTransient: true,
                    message: "No answer within \(limit.milliseconds / 1000) s"
                )
            }
            defer { group.cancelAll() }
            guard let result = try await group.next() else { throw CancellationError() }
            return result
        }
    }
}
