import Contracts
import Offline
import Values

/// The AI function `generate_images`: makes an image of its prompt.
struct ImageTask: ImageFunction, Hashable {
    static let name = Functions.generateImages
    static let promptVersion = "images/1"
    static let saving = "Storing the image"

    /// Of a side, in pixels.
    private static let sides = 64...4096
    private static let standardSide = 1024

    var model: String?
    var image: ImagePrompt
    /// How it is to look: "watercolour"; may be empty.
    var style: String
    private let width: Int
    private let height: Int

    var requestedModel: String? { self.model }

    /// Default 1024 by 1024, which all models know.
    var size: (width: Int, height: Int) { (self.width, self.height) }

    init(_ work: Work) throws(FieldError) {
        let settings = try Members(settings: work)
        self.model = try settings.model()
        self.style = try settings.line("style", limit: 500)
        let size = try settings.line("size", limit: 20)
        if size.isEmpty {
            (self.width, self.height) = (ImageTask.standardSide, ImageTask.standardSide)
        } else {
            let sides = size.lowercased().split(separator: "x", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
            guard sides.count == 2, sides.allSatisfy(ImageTask.sides.contains) else {
                throw FieldError(pointer: "/settings/size", message: "must be like 1024x1024, in pixels")
            }
            (self.width, self.height) = (sides[0], sides[1])
        }
        try work.require(1...1, of: "image")
        let image = try Members(item: 0, of: work)
        self.image = ImagePrompt(
            type: ImageType(rawValue: try image.line("image_type")) ?? .inArticle,
            prompt: try image.someLine("prompt", limit: ImagePrompts.Limit.prompt),
            caption: try image.line("caption", limit: ImagePrompts.Limit.text),
            altText: try image.line("alt_text", limit: ImagePrompts.Limit.text)
        )
    }

    var instructions: String { self.style.isEmpty ? self.image.prompt : "\(self.image.prompt)\nStyle: \(self.style)" }

    func yield(_ image: DrawnImage, of work: Work) throws(ProviderError) -> BatchYield {
        let answer = image.answer
        let artifact = BatchYield.Artifact(
            mediaType: answer.mediaType,
            title: self.image.caption.isEmpty ? Members.line(self.image.prompt, limit: 200) : self.image.caption,
            bytes: answer.bytes
        )
        let address = "/api/v1/artifacts/\(artifact.id)"
        let attributes: JSON = [
            "image_url": .string(address), "media_type": .string(answer.mediaType),
            "width": .integer(Int64(answer.width)), "height": .integer(Int64(answer.height)),
            "model": .string(image.model),
        ]
        return BatchYield(
            items: work.items.map { .init(id: $0.id, status: "generated", attributes: attributes) },
            result: ["image_credits": image.credits],
            artifacts: [artifact],
            sentence: "Image generated: \(address)"
        )
    }
}
