public import Values

/// Where an image goes.
public enum ImageType: String, Hashable, Sendable, Codable, CaseIterable {
    /// Above the article and in lists of articles.
    case featured
    /// Under one of its headings.
    case inArticle = "in_article"
}

/// What an image is to show.
///
/// JSON: `image_type`, `prompt`, `caption`, `alt_text`, `heading`; the last three may be missing.
public struct ImagePrompt: Hashable, Sendable, Codable {
    public var type: ImageType
    /// For the one who makes the image, a model or ``TitleCard``.
    public var prompt: String
    /// Below the image; may be empty.
    public var caption: String
    /// For readers who cannot see it; may be empty.
    public var altText: String
    /// The heading under which it goes; `nil` for the featured image.
    public var heading: String?

    enum CodingKeys: String, CodingKey {
        case type = "image_type"
        case prompt
        case caption
        case altText = "alt_text"
        case heading
    }

    public init(type: ImageType, prompt: String, caption: String = "", altText: String = "", heading: String? = nil) {
        self.type = type
        self.prompt = prompt
        self.caption = caption
        self.altText = altText
        self.heading = heading
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        func line(_ key: CodingKeys) throws -> String? {
            try container.decodeIfPresent(String.self, forKey: key).map(CleanText.line)
        }
        self.init(
            type: try container.decode(ImageType.self, forKey: .type),
            prompt: CleanText.line(try container.decode(String.self, forKey: .prompt)),
            caption: try line(.caption) ?? "",
            altText: try line(.altText) ?? "",
            heading: try line(.heading)
        )
    }
}

/// The images of one article. JSON: `{"images":[…]}`. Reading refuses what has ``faults()``, as a ``FieldError``.
public struct ImagePrompts: Hashable, Sendable, Codable {
    /// Upper limits, in characters unless said otherwise.
    public enum Limit {
        public static let prompt = 2000
        public static let text = 500
        /// Per article.
        public static let images = 20
    }

    public var images: [ImagePrompt]

    public init(images: [ImagePrompt]) { self.images = images }

    public init(from decoder: any Decoder) throws {
        enum Keys: String, CodingKey { case images }
        let container = try decoder.container(keyedBy: Keys.self)
        self.images = try container.decode([ImagePrompt].self, forKey: .images)
        if let fault = self.faults().first { throw fault }
    }

    /// Everything that keeps the prompts from being used: there must be one featured image, and the same prompt may not
    /// come twice.
    public func faults() -> [FieldError] {
        var faults = Faults()
        faults.check(count: self.images.count, "/images", least: 1, limit: Limit.images, of: "images")
        if self.images.count(where: { $0.type == .featured }) != 1 {
            faults.add("/images", "must have exactly one featured image")
        }
        var seen: Set<String> = []
        for (index, image) in self.images.enumerated() {
            let pointer = "/images/\(index)"
            faults.check(image.prompt, pointer + "/prompt", limit: Limit.prompt)
            if !seen.insert(image.prompt).inserted {
                faults.add(pointer + "/prompt", "must differ from the other prompts")
            }
            faults.check(image.caption, pointer + "/caption", limit: Limit.text, mayBeEmpty: true)
            faults.check(image.altText, pointer + "/alt_text", limit: Limit.text, mayBeEmpty: true)
            faults.check(image.heading ?? "", pointer + "/heading", limit: Limit.text, mayBeEmpty: true)
        }
        return faults.found
    }
}
