/// Deals cards so that issues close in time show different ones, without knowing what was dealt before.
///
/// The cards lie in several decks, each of which moves on by one card a day. Large decks differ in size, so that the same
/// cards come together only rarely, and none has a multiple of seven cards, so that a weekly issue sees all of a deck too.
struct Rotation {
    /// Days since some fixed day.
    let day: Int

    /// As many different cards as asked for, one from each of that many decks.
    func deal<Card>(_ count: Int, from cards: [Card]) -> [Card] {
        guard count > 0, !cards.isEmpty else { return [] }
        let decks = min(count, cards.count)
        var start = 0
        return (0..<decks).map { deck in
            let size = (cards.count - start) / (decks - deck)
            defer { start += size }
            return cards[start + self.turn(of: Self.used(size, deck: deck), offset: deck * 5)]
        }
    }

    /// A number from 0 to `period` - 1 that moves on by one each day.
    func turn(of period: Int, offset: Int = 0) -> Int {
        let rest = (self.day + offset) % max(period, 1)
        return rest < 0 ? rest + period : rest
    }

    /// How many of a deck's cards take part.
    private static func used(_ size: Int, deck: Int) -> Int {
        let used = size >= 12 ? size - deck % 3 : size
        return used > 1 && used.isMultiple(of: 7) ? used - 1 : used
    }
}
