/// An image made without a model: the words of a prompt on a coloured card, as SVG.
///
/// Colours and pattern follow from the prompt, so the same prompt always gives the same bytes. Nothing in it is remote,
/// and nothing runs.
public struct TitleCard: Hashable, Sendable {
    /// The whole image, well-formed XML.
    public let svg: String
    public let width: Int
    public let height: Int
    public var bytes: [UInt8] { Array(self.svg.utf8) }

    public static let mediaType = "image/svg+xml"

    /// 1200×630 for a featured image, 1024×768 for one in the article.
    public init(_ image: ImagePrompt) {
        let isFeatured = image.type == .featured
        let (width, height) = isFeatured ? (1200, 630) : (1024, 768)
        let prompt = Self.clean(image.prompt)
        let caption = Self.clean(image.caption)
        let words = caption.isEmpty ? (prompt.isEmpty ? "Untitled" : prompt) : caption
        let text = ShortText.cut(String(words.prefix(400)), limit: 140)
        var random = SeededGenerator("card", image.type.rawValue, image.prompt, image.caption)
        let palette = random.pick(CardPattern.palettes) ?? CardPattern.palettes[0]
        var svg = SVGText(width: width, height: height)
        let label = Self.clean(image.altText).isEmpty ? text : ShortText.cut(Self.clean(image.altText), limit: 300)
        svg.open(title: label)
        svg.rectangle(x: 0, y: 0, width: width, height: height, fill: palette.ground)
        CardPattern.draw(into: &svg, palette, &random)
        Self.draw(text, in: &svg, palette)
        svg.text("offline", x: width - 32, y: height - 28, size: 20, fill: palette.accent, anchor: "end", opacity: 85)
        self.svg = svg.closed()
        self.width = width
        self.height = height
    }

    private static func clean(_ text: String) -> String {
        CleanText.line(String(String.UnicodeScalarView(text.unicodeScalars.prefix(2000))))
    }

    /// The words in the largest size at which they fit the panel.
    private static func draw(_ text: String, in svg: inout SVGText, _ palette: CardPattern.Palette) {
        let margin = 80
        let room = (width: svg.width - 2 * margin - 48, height: svg.height - 2 * margin - 60)
        var size = 76
        var lines = TextWidth.wrap(text, limit: room.width * 1000 / size)
        while size > 30, lines.count > 5 || lines.count * size * 5 / 4 > room.height {
            size -= 4
            lines = TextWidth.wrap(text, limit: room.width * 1000 / size)
        }
        let most = max(1, room.height * 4 / (size * 5))
        if lines.count > most { lines = Array(lines.prefix(most - 1)) + ["…"] }
        let step = size * 5 / 4
        let block = lines.count * step
        let top = (svg.height - block) / 2
        svg.rectangle(
            x: margin - 16,
            y: top - 32,
            width: svg.width - 2 * margin + 32,
            height: block + 64,
            fill: palette.ground,
            opacity: 88,
            radius: 20
        )
        svg.rectangle(x: margin - 16, y: top - 32, width: 10, height: block + 64, fill: palette.accent)
        for (index, line) in lines.enumerated() {
            let y = top + index * step + size
            svg.text(line, x: margin + 24, y: y, size: size, fill: palette.ink, isBold: true)
        }
    }
}

/// Collects an SVG image. Every text and every attribute that is not a constant goes through ``HTMLEscape``.
struct SVGText {
    let width: Int
    let height: Int
    private var body = ""

    init(width: Int, height: Int) {
        self.width = width
        self.height = height
    }

    mutating func open(title: String) {
        let escaped = HTMLEscape.text(title)
        self.body += """
            <svg xmlns="http://www.w3.org/2000/svg" width="\(self.width)" height="\(self.height)" \
            viewBox="0 0 \(self.width) \(self.height)" role="img" aria-label="\(escaped)">
            <title>\(escaped)</title>

            """
    }

    mutating func rectangle(
        x: Int,
        y: Int,
        width: Int,
        height: Int,
        fill: String,
        opacity: Int = 100,
        radius: Int = 0
    ) {
        let corner = radius > 0 ? " rx=\"\(radius)\"" : ""
        self.body += "<rect x=\"\(x)\" y=\"\(y)\" width=\"\(width)\" height=\"\(height)\"\(corner)"
        self.body += " fill=\"\(fill)\"\(Self.opacity(opacity)) />\n"
    }

    mutating func circle(x: Int, y: Int, radius: Int, fill: String, opacity: Int) {
        self.body += "<circle cx=\"\(x)\" cy=\"\(y)\" r=\"\(radius)\" fill=\"\(fill)\"\(Self.opacity(opacity)) />\n"
    }

    mutating func ring(x: Int, y: Int, radius: Int, stroke: String, width: Int, opacity: Int) {
        self.body += "<circle cx=\"\(x)\" cy=\"\(y)\" r=\"\(radius)\" fill=\"none\" stroke=\"\(stroke)\""
        self.body += " stroke-width=\"\(width)\"\(Self.opacity(opacity)) />\n"
    }

    mutating func polygon(_ points: [(x: Int, y: Int)], fill: String, opacity: Int) {
        let list = points.map { "\($0.x),\($0.y)" }.joined(separator: " ")
        self.body += "<polygon points=\"\(list)\" fill=\"\(fill)\"\(Self.opacity(opacity)) />\n"
    }

    mutating func text(
        _ text: String,
        x: Int,
        y: Int,
        size: Int,
        fill: String,
        anchor: String = "start",
        isBold: Bool = false,
        opacity: Int = 100
    ) {
        let weight = isBold ? " font-weight=\"700\"" : ""
        self.body += "<text x=\"\(x)\" y=\"\(y)\" font-family=\"'Segoe UI', Helvetica, Arial, sans-serif\""
        self.body += " font-size=\"\(size)\"\(weight) text-anchor=\"\(anchor)\" fill=\"\(fill)\""
        self.body += "\(Self.opacity(opacity))>\(HTMLEscape.text(text))</text>\n"
    }

    consuming func closed() -> String { self.body + "</svg>\n" }

    private static func opacity(_ percent: Int) -> String {
        percent == 100 ? "" : " opacity=\"0.\(percent < 10 ? "0" : "")\(percent)\""
    }
}
