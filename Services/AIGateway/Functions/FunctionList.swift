import Contracts
import Values

/// The functions that there are.
enum FunctionList {
    private static let all: [any GatewayFunction.Type] = [
        NewsletterTask.self, ClusterTask.self, IdeasTask.self, ContentTask.self, ImagePromptsTask.self, ImageTask.self,
        CollectTask.self, ReportTask.self,
    ]

    /// The function that a batch asks for.
    ///
    /// - Throws: ``ProviderError`` when there is none of this name, or it cannot work with what it is given.
    static func read(_ work: Work) throws(ProviderError) -> any GatewayFunction {
        guard let type = self.all.first(where: { $0.name == work.function }) else {
            throw ProviderError(code: "unknown_function", isTransient: false, message: "There is no such AI function")
        }
        do throws(FieldError) {
            return try type.init(work)
        } catch {
            let isInput = ["/items", "/context", "/outputs"].contains { error.pointer.hasPrefix($0) }
            throw ProviderError(
                code: isInput ? "invalid_input" : "invalid_settings",
                isTransient: false,
                message: "\(error)"
            )
        }
    }
}
