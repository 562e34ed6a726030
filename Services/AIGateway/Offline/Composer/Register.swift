/// The manner in which an issue is written.
public enum Register: String, Hashable, Sendable, CaseIterable {
    case neutral
    case friendly
    case formal
    case playful
    case concise

    /// The register nearest to a tone that somebody typed: its first known word decides ("warm but professional" is
    /// friendly). `neutral` for `nil` and for words that are not known.
    public init(tone: String?) {
        let words = (tone ?? "").lowercased().split { !$0.isLetter && $0 != "-" }
        self = words.lazy.compactMap { Self.byWord[String($0)] }.first ?? .neutral
    }

    /// Whether a word asks for a manner other than the neutral one.
    static func knows(_ word: String) -> Bool { self.byWord[word].map { $0 != .neutral } ?? false }

    private static let byWord: [String: Register] = {
        let lists: [(Register, String)] = [
            (
                .friendly,
                """
                friendly warm warm-hearted casual conversational kind encouraging supportive informal personal empathetic
                cheerful upbeat welcoming gentle approachable caring cosy cozy relaxed chatty optimistic positive
                inspiring motivational motivating uplifting heartfelt easygoing easy-going neighbourly neighborly
                """
            ),
            (
                .formal,
                """
                formal professional serious academic business corporate authoritative official polite scholarly respectful
                scientific objective sober expert executive diplomatic traditional reserved businesslike journalistic
                """
            ),
            (
                .playful,
                """
                playful fun funny witty humorous humourous light light-hearted lighthearted quirky cheeky energetic
                enthusiastic whimsical silly amusing entertaining bold lively excited exciting sassy snarky ironic
                sarcastic youthful
                """
            ),
            (
                .concise,
                """
                concise brief short crisp minimal minimalist direct terse succinct snappy punchy compact telegraphic
                to-the-point no-nonsense bite-sized laconic
                """
            ),
            (.neutral, "neutral plain balanced normal default standard factual informative"),
        ]
        var byWord: [String: Register] = [:]
        for (register, words) in lists {
            for word in words.split(whereSeparator: \.isWhitespace) { byWord[String(word)] = register }
        }
        return byWord
    }()

    /// Whether "do not" becomes "don't".
    var contracts: Bool { self == .friendly || self == .playful }
}
