import Curl
import FoundationEssentials
import Values

extension OpenAIProvider {
    /// `images/generations`. Servers answer with the image itself or with an address for it, as they like: some refuse to
    /// be asked for one of the two.
    func draw(_ request: ImageRequest) async throws -> ImageAnswer {
        let model = try self.model(request.model, .image)
        let limit = request.limits.maximumImage
        var post = try self.post("images/generations", self.body(request), key: request.callKey, request.limits)
        // Base64 makes four bytes of three.
        post.maximumBodySize = limit / 3 * 4 + (1 << 20)
        let response: HTTPClient.Response
        do {
            response = try await self.client.send(post)
        } catch {
            throw ProviderError.of(error)
        }
        guard response.status == 200 else { throw self.refusal(response.head, response.body).error(now: .now()) }
        guard let root = (try? JSONDocument(response.body))?.root, root.isObject else {
            throw ChatAnswer.invalid("What came back is no answer of a provider", response.body)
        }
        if let error = root["error"], !error.isNull {
            var refusal = self.refusal(response.head, response.body)
            refusal.status = 0
            throw refusal.error(now: .now())
        }
        let spent = Spent(
            inputTokens: ChatAnswer.count(root["usage"]?["input_tokens"]) ?? 0,
            outputTokens: ChatAnswer.count(root["usage"]?["output_tokens"]) ?? 0,
            costMicros: model.imageCost
        )
        do {
            let bytes = try await self.bytes(root, response.body, request.limits)
            guard bytes.count <= limit else { throw ImageFetcher.tooLarge(limit) }
            guard let mediaType = ImageBytes.mediaType(bytes) else {
                throw ProviderError(
                    code: "invalid_output",
                    isTransient: false,
                    message: "What was generated is no PNG, JPEG or WebP image"
                )
            }
            // What was asked for is not always what is made.
            let size = ImageBytes.size(bytes) ?? (request.width, request.height)
            return ImageAnswer(
                bytes: bytes,
                mediaType: mediaType,
                width: size.width,
                height: size.height,
                spent: spent
            )
        } catch var error as ProviderError {
            error.spent = spent
            throw error
        }
    }

    private func body(_ request: ImageRequest) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.field("model", request.model)
        writer.field("prompt", request.prompt)
        writer.field("n", 1)
        writer.field("size", "\(request.width)x\(request.height)")
        writer.endObject()
        return writer.bytes
    }

    private func bytes(_ root: JSONElement, _ body: [UInt8], _ limits: CallLimits) async throws -> [UInt8] {
        let image = root["data"]?.elements.first
        if let text = image?["b64_json"]?.string { return try self.decode(text[...]) }
        guard let url = image?["url"]?.string else {
            throw ChatAnswer.invalid("The provider's answer has no image", body)
        }
        if url.hasPrefix("data:") {
            guard let comma = url.firstIndex(of: ","), url[..<comma].hasSuffix(";base64") else {
                throw ChatAnswer.invalid("The provider's answer has no image", [])
            }
            return try self.decode(url[url.index(after: comma)...])
        }
        return try await self.images.fetch(url, limits)
    }

    private func decode(_ text: Substring) throws(ProviderError) -> [UInt8] {
        guard let data = Data(base64Encoded: String(text)), !data.isEmpty else {
            throw ChatAnswer.invalid("The provider's image is not Base64", [])
        }
        return Array(data)
    }
}
