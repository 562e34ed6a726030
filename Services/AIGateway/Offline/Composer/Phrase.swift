/// A sentence or a heading with places for the topic and the words of its field, written as an interpolated string:
/// `"Ask \(.peer) about \(.topic)."`. The compiler checks the names of the places, and nothing in a prompt can be taken
/// for one.
struct Phrase: Hashable, Sendable, ExpressibleByStringInterpolation {
    enum Part: Hashable, Sendable {
        case text(String)
        case slot(Slot)
    }

    let parts: [Part]

    init(stringLiteral value: String) { self.parts = [.text(value)] }
    init(stringInterpolation: Interpolation) { self.parts = stringInterpolation.parts }

    struct Interpolation: StringInterpolationProtocol {
        var parts: [Part] = []

        init(literalCapacity: Int, interpolationCount: Int) { self.parts.reserveCapacity(interpolationCount * 2 + 1) }

        mutating func appendLiteral(_ literal: String) {
            if !literal.isEmpty { self.parts.append(.text(literal)) }
        }

        mutating func appendInterpolation(_ slot: Slot) { self.parts.append(.slot(slot)) }
    }
}

/// What a place in a ``Phrase`` stands for. The examples are those of sourdough baking.
enum Slot: Hashable, Sendable, CaseIterable {
    /// "sourdough baking": any noun phrase, so never a subject and never behind an article.
    case topic
    /// The short form of it, or "this subject" where that would be heavy.
    case short
    /// What one does about it, fit as the subject of a singular verb: "sourdough baking", "growing houseplants".
    case practice
    /// "home bakers".
    case audience
    /// "on small balconies".
    case setting
    /// "small balconies".
    case place
    /// A part that the prompt named: "watering".
    case aspect
    /// One round of it: "batch".
    case session
    /// The same with its article: "a batch".
    case aSession
    /// Someone to ask: "another baker".
    case peer
    /// Those who gain by it, in the plural: "the people at your table".
    case people
    /// Where it happens, behind "your": "kitchen".
    case scene
    /// Where notes are kept, behind "your": "kitchen notebook".
    case notebook
    /// What it takes, in the plural, behind "your": "ingredients and tools".
    case materials
    /// Something countable, as a clause: "how many batches turn out as planned".
    case measure
    /// Something that takes ten minutes, as a command: "wipe one shelf".
    case task
    /// A common slip, in the "-ing" form: "changing two ingredients at once".
    case slip
    /// "Saturday".
    case weekday
    /// What the first items are: "a question to ask, a small experiment and a checklist".
    case contents
}
