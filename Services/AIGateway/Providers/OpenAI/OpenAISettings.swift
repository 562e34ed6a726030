import Curl
import ServiceKit

/// Where the OpenAI-compatible provider is, and what it has.
struct OpenAISettings: Sendable {
    static let providerName = "openai"
    private static let urlName = "STAGECOACH_OPENAI_URL"
    private static let keyName = "STAGECOACH_OPENAI_KEY"
    private static let modelsName = "STAGECOACH_OPENAI_MODELS"
    private static let hostsName = "STAGECOACH_OPENAI_HTTP_HOSTS"
    private static let standardURL = "https://api.openai.com/v1"
    private static let standardModels = "text gpt-4.1-mini 0.40/1.60, text gpt-4.1 2.00/8.00, image gpt-image-1 0.042"

    let base: WebAddress
    let key: Secret?
    let models: [OpenAIModel]

    /// - Returns: `nil` when neither address nor key is set, or when something is wrong, which the reader then knows.
    init?(_ reader: inout SettingsReader) {
        let key = reader.secret(Self.keyName)
        if reader.optional(Self.urlName) == nil, key == nil {
            for name in [Self.modelsName, Self.hostsName] where reader.optional(name) != nil {
                reader.reject(name, "is for a provider, but neither \(Self.urlName) nor \(Self.keyName) is set")
            }
            return nil
        }
        if let key, key.reveal().utf8.contains(where: { !(0x21...0x7E).contains($0) }) {
            reader.reject(Self.keyName, "has a space or another character that no key has")
        }
        let base = Self.address(&reader)
        var models: [OpenAIModel] = []
        do throws(OpenAIModel.Mistakes) {
            models = try OpenAIModel.list(reader.text(Self.modelsName, default: Self.standardModels))
        } catch {
            for message in error.messages { reader.reject(Self.modelsName, message) }
        }
        guard let base else { return nil }
        self.base = base
        self.key = key
        self.models = models
    }

    init(base: WebAddress, key: Secret?, models: [OpenAIModel]) {
        self.base = base
        self.key = key
        self.models = models
    }

    private static func address(_ reader: inout SettingsReader) -> WebAddress? {
        guard let base = WebAddress(reader.text(self.urlName, default: self.standardURL)) else {
            reader.reject(self.urlName, "must be a URL without user, query and fragment, like \(self.standardURL)")
            return nil
        }
        if !base.isEncrypted, !base.isLoopback, !reader.hosts(self.hostsName).contains(base.host) {
            reader.reject(
                self.urlName,
                "must begin with https://, unless the host is this machine or one that \(self.hostsName) names"
            )
        }
        return base
    }

    /// The routes that make it the default, for those who have set no others.
    var routes: String? {
        guard let text = self.models.first(where: { $0.kind == .text }) else { return nil }
        let image = self.models.first { $0.kind == .image }
        return "\(ModelRoutes.defaultName)=\(Self.providerName)/\(text.id)"
            + (image.map { ",\(ModelRoutes.imageName)=\(Self.providerName)/\($0.id)" } ?? "")
    }
}
