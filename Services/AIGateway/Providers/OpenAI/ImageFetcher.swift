import Curl

/// Fetches an image from the address that a provider has given for it.
///
/// That address comes from outside: nothing but public servers is connected to, with encryption, unless it is the
/// provider's own. The key goes along to nobody.
struct ImageFetcher: Sendable {
    /// The image is paid for; a lost connection is not worth another one.
    private static let tries = 3

    private let base: WebAddress
    private let own: HTTPClient
    private let others: HTTPClient

    /// - Parameter client: The one for the provider itself.
    init(_ base: WebAddress, client: HTTPClient) throws(HTTPClientError) {
        self.base = base
        self.own = client
        var configuration = HTTPClient.Configuration(addressPolicy: .publicOnly)
        configuration.requiresTLS = true
        configuration.ports = [443]
        self.others = try HTTPClient(configuration)
    }

    func fetch(_ url: String, _ limits: CallLimits) async throws -> [UInt8] {
        let client = WebAddress(origin: url) == self.base.origin ? self.own : self.others
        var tried = 1
        while true {
            do {
                return try await self.fetchOnce(url, client, limits)
            } catch let error as ProviderError {
                let mayTry = tried < ImageFetcher.tries && limits.remaining > .seconds(1)
                guard error.isTransient, mayTry else { throw error }
                try await Task.sleep(for: .milliseconds(250 * tried))
                tried += 1
            }
        }
    }

    private func fetchOnce(_ url: String, _ client: HTTPClient, _ limits: CallLimits) async throws -> [UInt8] {
        var request = HTTPClient.Request("GET", url)
        request.headers.add("Accept", "image/png, image/jpeg, image/webp")
        request.deadline = max(limits.remaining, .milliseconds(1))
        request.maximumBodySize = limits.maximumImage
        let response: HTTPClient.Response
        do {
            response = try await client.send(request)
        } catch {
            if error.code == .tooLarge { throw ImageFetcher.tooLarge(limits.maximumImage) }
            throw ProviderError.of(error)
        }
        guard response.status == 200 else {
            throw ProviderError(
                code: "image_unavailable",
                isTransient: response.status >= 500 || [408, 429].contains(response.status),
                message: "The image's address answered with status \(response.status)"
            )
        }
        return response.body
    }

    static func tooLarge(_ limit: Int) -> ProviderError {
        ProviderError(
            code: "answer_too_large",
            isTransient: false,
            message: "The image is larger than \(limit) bytes"
        )
    }
}
