public import Values

/// Describes the images of an article, without a model: one for the whole of it, from title and introduction, and some
/// for its headings.
public enum ImagePromptComposer {
    /// - Parameter inArticle: How many images for headings at most, 1 to 19. Default 3. There are fewer when there are
    ///   fewer headings, and none without any.
    /// - Throws: ``FieldError`` for another number, and for an article without a title.
    public static func compose(_ outline: ArticleOutline, inArticle: Int = 3) throws(FieldError) -> ImagePrompts {
        guard (1..<ImagePrompts.Limit.images).contains(inArticle) else {
            throw FieldError(pointer: "/inArticle", message: "must be from 1 to \(ImagePrompts.Limit.images - 1)")
        }
        let title = self.bounded(outline.title, limit: 200)
        guard !title.isEmpty else { throw FieldError(pointer: "/title", message: "must not be empty") }
        // The images of an article share one manner.
        var random = SeededGenerator("images", title)
        let manner = random.pick(self.manners) ?? ""
        let light = random.pick(self.lights) ?? ""
        let introduction = self.bounded(outline.introduction, limit: 300)
        let frames = random.shuffle(self.frames)
        var prompt = "\(manner) as the lead image of an article titled “\(title)”."
        if !introduction.isEmpty { prompt += " The article begins: “\(introduction)”" }
        prompt += " Wide composition with one clear subject and calm space at one side; \(light). \(self.limits)"
        var images = [
            ImagePrompt(
                type: .featured,
                prompt: prompt,
                caption: title,
                altText: "Lead image for the article “\(self.bounded(title, limit: 120))”"
            )
        ]
        for (index, heading) in self.chosen(outline.headings, inArticle).enumerated() {
            let frame = frames[index % frames.count]
            images.append(
                ImagePrompt(
                    type: .inArticle,
                    prompt: "\(manner) for the section “\(heading)” of the article “\(title)”. \(frame); \(light). "
                        + self.limits,
                    caption: heading,
                    altText: "Illustration for the section “\(self.bounded(heading, limit: 120))”",
                    heading: heading
                )
            )
        }
        return ImagePrompts(images: images)
    }

    /// As many of the headings as asked for, spread over the article.
    private static func chosen(_ headings: [String], _ count: Int) -> [String] {
        var seen: Set<String> = []
        let distinct = headings.map { self.bounded($0, limit: 200) }.filter { !$0.isEmpty && seen.insert($0).inserted }
        guard distinct.count > count else { return distinct }
        return (0..<count).map { distinct[$0 * distinct.count / count] }
    }

    private static func bounded(_ text: String, limit: Int) -> String {
        let head = CleanText.line(String(String.UnicodeScalarView(text.unicodeScalars.prefix(4 * limit))))
        return ShortText.cut(head, limit: limit)
    }

    private static let limits = "No text, no logos, no recognizable persons."

    private static let manners = [
        "Editorial photograph", "Quiet still life photograph", "Flat illustration in muted colours",
        "Watercolour illustration on textured paper", "Paper-cut illustration with soft shadows",
        "Documentary photograph", "Isometric illustration with clean lines",
    ]
    private static let lights = [
        "soft morning light from the left", "warm afternoon light", "even daylight and gentle shadows",
        "cool light with one warm accent", "natural window light",
    ]
    private static let frames = [
        "Close view of hands at work", "The objects involved, laid out on a plain surface and seen from above",
        "A detail in sharp focus before a blurred background", "Two variants side by side for comparison",
        "A tidy workplace shortly before the start", "The finished result on a table by a window",
        "A step in the middle of the work, seen at eye level", "A simple scene with much empty space around it",
    ]
}
