import Contracts
import Offline
import Values

/// The AI function `generate_image_prompts`: describes the images of an article, one for the whole of it and some for its
/// headings.
struct ImagePromptsTask: AIFunction, Hashable {
    static let name = Functions.generateImagePrompts
    static let promptVersion = "image_prompts/1"
    static let noun = "a list of image prompts"
    static let saving = "Storing the image prompts"

    var model: String?
    /// What the settings say of how images look.
    var wishes: [String]
    var title: String
    var introduction: String
    /// Those that get an image, spread over the article. One that has none gets an image for its title.
    var headings: [String]
    /// Whether ``headings`` has nothing but the title.
    var isWithoutHeadings: Bool

    var requestedModel: String? { self.model }

    init(_ work: Work) throws(FieldError) {
        let settings = try Members(settings: work)
        self.model = try settings.model()
        self.wishes = try settings.lines("prompt")
        let images = try settings.integer("images", in: 1...10) ?? 3
        try work.require(1...1, of: "content")
        let content = try Members(item: 0, of: work)
        self.title = try content.someLine("title", limit: Article.Limit.title)
        self.introduction = try content.line("introduction", limit: 1000)
        let headings = try content.list("headings", limit: Article.Limit.heading)
        let chosen = ImagePromptsTask.chosen(headings, images)
        self.isWithoutHeadings = chosen.isEmpty
        self.headings = chosen.isEmpty ? [self.title] : chosen
    }

    /// As many as asked for, each once, spread over the article.
    private static func chosen(_ headings: [String], _ count: Int) -> [String] {
        var seen: Set<String> = []
        let distinct = headings.filter { seen.insert($0.lowercased()).inserted }
        guard distinct.count > count else { return distinct }
        return (0..<count).map { distinct[$0 * distinct.count / count] }
    }

    /// Takes nothing but an answer with the featured image and one for each heading, in their order.
    func parse(_ text: String) throws(OutputFaults) -> [ImagePrompt] {
        let json = try JSONExtraction.json(in: text)
        var reader = AnswerReader()
        if !(json["featured"]?.isObject ?? false) { reader.add("/featured", "must be an object") }
        let featured = self.image(json["featured"], "/featured", .featured, nil, &reader)
        var images: [Int: ImagePrompt] = [:]
        for (index, element) in reader.list(json["in_article"], "/in_article").enumerated() {
            let pointer = "/in_article/\(index)"
            let place = reader.place(element["heading"], pointer + "/heading", in: self.headings.count, of: "headings")
            guard let place else { continue }
            if images[place] != nil {
                reader.add(pointer + "/heading", "heading \(place + 1) has an image already")
                continue
            }
            images[place] = self.image(element, pointer, .inArticle, place, &reader)
        }
        for place in self.headings.indices where images[place] == nil {
            reader.add("/in_article", "must have an image for heading \(place + 1)")
        }
        return try reader.finish([featured] + images.sorted { $0.key < $1.key }.map(\.value))
    }

    private func image(
        _ element: JSONElement?,
        _ pointer: String,
        _ type: ImageType,
        _ place: Int?,
        _ reader: inout AnswerReader
    ) -> ImagePrompt {
        let limit = ImagePrompts.Limit.text
        let subject = place.map { self.headings[$0] } ?? self.title
        let caption = reader.line(element?["caption"], "", limit: limit, mayBeEmpty: true)
        let altText = reader.line(element?["alt_text"], "", limit: limit, mayBeEmpty: true)
        return ImagePrompt(
            type: type,
            prompt: reader.line(element?["prompt"], pointer + "/prompt", limit: ImagePrompts.Limit.prompt),
            caption: caption.isEmpty ? subject : caption,
            altText: altText.isEmpty ? subject : altText,
            heading: self.isWithoutHeadings ? nil : place.map { self.headings[$0] }
        )
    }

    func progress(_ text: String) -> WritingProgress? {
        let wanted = self.headings.count + 1
        let written = min(text.ranges(of: #""prompt""#).count, wanted)
        let fraction = max(Double(written) - 0.5, 0) / Double(wanted)
        return WritingProgress(fraction: fraction, sentence: "Describing images")
    }

    func yield(_ output: [ImagePrompt], of work: Work) throws(ProviderError) -> BatchYield {
        BatchYield(
            items: work.items.map { .init(id: $0.id, status: "draft") },
            created: output.map { image in
                var attributes: JSON = [
                    "image_type": .string(image.type.rawValue), "prompt": .string(image.prompt),
                    "caption": .string(image.caption), "alt_text": .string(image.altText),
                ]
                if let heading = image.heading { attributes["heading"] = .string(heading) }
                return .init(
                    kind: "image",
                    status: "pending",
                    parent: work.items.first?.id,
                    attributes: attributes
                )
            },
            sentence: "Content '\(self.title)' complete: \(Count.text(output.count, "prompt")) created"
        )
    }
}
