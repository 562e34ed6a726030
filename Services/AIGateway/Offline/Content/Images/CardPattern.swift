/// Colours and shapes behind the words of a ``TitleCard``.
enum CardPattern {
    /// A dark ground, two colours that stand out from it, and one for words: at least 7 to 1 against the ground.
    struct Palette: Hashable, Sendable {
        let ground: String
        let shape: String
        let accent: String
        let ink: String
    }

    static let palettes: [Palette] = [
        Palette(ground: "#12263a", shape: "#2e6f95", accent: "#f4b942", ink: "#ffffff"),
        Palette(ground: "#1f2d1f", shape: "#4f7942", accent: "#f2d16b", ink: "#fdfdf5"),
        Palette(ground: "#2b1a2f", shape: "#7d4f8c", accent: "#f2a65a", ink: "#ffffff"),
        Palette(ground: "#3a1f14", shape: "#9c5b2e", accent: "#f6d8ae", ink: "#fff8ef"),
        Palette(ground: "#0f2f2f", shape: "#2f8f83", accent: "#ffd9a0", ink: "#ffffff"),
        Palette(ground: "#27213c", shape: "#5a60a8", accent: "#9fe0d0", ink: "#ffffff"),
        Palette(ground: "#331c24", shape: "#a04a5f", accent: "#ffd1b8", ink: "#ffffff"),
        Palette(ground: "#202427", shape: "#5f7480", accent: "#e8c26a", ink: "#ffffff"),
        Palette(ground: "#142433", shape: "#3d7a5f", accent: "#f7e39c", ink: "#ffffff"),
        Palette(ground: "#2a2416", shape: "#8a7a2f", accent: "#ffcf99", ink: "#fffdf2"),
    ]

    static func draw(into svg: inout SVGText, _ palette: Palette, _ random: inout SeededGenerator) {
        switch random.next(below: 5) {
        case 0: self.circles(&svg, palette, &random)
        case 1: self.triangles(&svg, palette, &random)
        case 2: self.bands(&svg, palette, &random)
        case 3: self.grid(&svg, palette, &random)
        default: self.rings(&svg, palette, &random)
        }
    }

    private static func circles(_ svg: inout SVGText, _ palette: Palette, _ random: inout SeededGenerator) {
        for index in 0..<14 {
            svg.circle(
                x: random.next(below: svg.width),
                y: random.next(below: svg.height),
                radius: 40 + random.next(below: 150),
                fill: index % 4 == 0 ? palette.accent : palette.shape,
                opacity: 12 + random.next(below: 30)
            )
        }
    }

    private static func triangles(_ svg: inout SVGText, _ palette: Palette, _ random: inout SeededGenerator) {
        let step = 150
        for x in stride(from: 0, to: svg.width, by: step) {
            for y in stride(from: 0, to: svg.height, by: step) where random.next(below: 3) > 0 {
                let isDown = random.next(below: 2) == 0
                let edge = [(x + step, y), (x, y + step)]
                let points = edge + [isDown ? (x, y) : (x + step, y + step)]
                let fill = random.next(below: 6) == 0 ? palette.accent : palette.shape
                svg.polygon(points.map { (x: $0.0, y: $0.1) }, fill: fill, opacity: 14 + random.next(below: 40))
            }
        }
    }

    private static func bands(_ svg: inout SVGText, _ palette: Palette, _ random: inout SeededGenerator) {
        var x = -svg.height
        var isAccent = false
        while x < svg.width {
            let width = 30 + random.next(below: 110)
            let points = [
                (x: x, y: svg.height), (x: x + svg.height, y: 0), (x: x + svg.height + width, y: 0),
                (x: x + width, y: svg.height),
            ]
            svg.polygon(points, fill: isAccent ? palette.accent : palette.shape, opacity: isAccent ? 22 : 42)
            x += width + 40 + random.next(below: 120)
            isAccent = random.next(below: 4) == 0
        }
    }

    private static func grid(_ svg: inout SVGText, _ palette: Palette, _ random: inout SeededGenerator) {
        let step = 96
        for x in stride(from: 8, to: svg.width, by: step) {
            for y in stride(from: 8, to: svg.height, by: step) {
                let fill = random.next(below: 9) == 0 ? palette.accent : palette.shape
                svg.rectangle(
                    x: x,
                    y: y,
                    width: step - 16,
                    height: step - 16,
                    fill: fill,
                    opacity: 10 + random.next(below: 45),
                    radius: 12
                )
            }
        }
    }

    private static func rings(_ svg: inout SVGText, _ palette: Palette, _ random: inout SeededGenerator) {
        let x = random.next(below: svg.width)
        let y = random.next(below: svg.height)
        for index in 1...12 {
            svg.ring(
                x: x,
                y: y,
                radius: index * 75,
                stroke: index % 4 == 0 ? palette.accent : palette.shape,
                width: 10 + random.next(below: 24),
                opacity: 20 + random.next(below: 35)
            )
        }
    }
}
