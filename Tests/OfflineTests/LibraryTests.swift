import Testing

@testable import Offline

/// Checks of the prewritten sentences themselves, before any topic is put into them.
@Suite struct LibraryTests {
    static let general = Theme.all.flatMap(\.archetypes)
    static let special =
        Theme.care.archetypes + Archetype.aspects + Archetype.audience + Archetype.settings + Archetype.months

    /// What one issue can draw from, per field.
    static let pools: [(name: String, archetypes: [Archetype])] =
        [("no field", general + special)] + Field.all.map { ("\($0.name)", general + special + $0.archetypes) }

    static func written(_ phrase: Phrase) -> String {
        phrase.parts.map { part in
            switch part {
            case .text(let text): text
            case .slot(let slot): "‹\(slot)›"
            }
        }.joined()
    }

    @Test("there is enough of everything for fifty different items")
    func size() {
        #expect(Self.general.count >= 72)
        #expect(Theme.all.allSatisfy { $0.archetypes.count >= 6 && $0.lines.count >= 4 && $0.opening.count == 2 })
        #expect(Field.all.count == Field.Name.allCases.count)
        #expect(Set(Field.all.map(\.name)).count == Field.Name.allCases.count)
        for field in Field.all {
            #expect(field.archetypes.count >= 20, "\(field.name)")
        }
        #expect(Archetype.months.count == 12)
    }

    @Test("every theme that speaks to a field has a lead for it, and weekly issues see more than one theme")
    func leads() {
        for field in Field.all {
            let themes = Theme.all.filter { !$0.not.contains(field.name) }
            #expect(themes.count >= 6)
            #expect(!themes.count.isMultiple(of: 7))
            for theme in themes {
                #expect(theme.archetypes.contains { $0.fits(field) }, "\(theme.lines[0]) \(field.name)")
            }
        }
    }

    @Test("within what one issue can draw from, no heading and no sentence stands twice")
    func unique() {
        for pool in Self.pools {
            var seen: Set<String> = []
            for archetype in pool.archetypes {
                let phrases =
                    archetype.headings + archetype.rows.joined()
                    + [archetype.friendly, archetype.playful].compactMap { $0 }
                for phrase in phrases {
                    let text = Self.written(phrase)
                    #expect(seen.insert(text).inserted, "\(pool.name): \(text)")
                }
            }
            let frame =
                (Theme.all + [.care]).flatMap { $0.opening.joined() } + Theme.careClosing.joined()
                + Register.allCases.flatMap {
                    Greetings.opening($0) + Greetings.closing($0).joined() + Asides.all($0) + Greetings.contents($0)
                } + Greetings.audience
            for phrase in frame {
                let text = Self.written(phrase)
                #expect(seen.insert(text).inserted, "\(pool.name): \(text)")
            }
        }
    }

    @Test("headings are headings, sentences are sentences, and the plain ones do not shout or contract")
    func form() {
        for archetype in Self.general + Self.special + Field.all.flatMap(\.archetypes) {
            #expect(!archetype.kind.contains(",") && archetype.kind.first?.isLowercase == true, "\(archetype.kind)")
            #expect((1...3).contains(archetype.headings.count))
            #expect((2...3).contains(archetype.rows.count))
            #expect(archetype.rows.allSatisfy { !$0.isEmpty })
            #expect(archetype.only.allSatisfy { $0 == $0.lowercased() })
            for heading in archetype.headings.map(Self.written) {
                #expect(!heading.hasSuffix(".") && !heading.hasSuffix(" "), "\(heading)")
                #expect(heading.count <= 70, "\(heading)")
            }
            for sentence in archetype.rows.joined().map(Self.written) {
                #expect(".?:".contains(sentence.last ?? " "), "\(sentence)")
                for mark in ["n't", "'ll", "'re", "!", "  ", "’", " ,", " .", "—", "–"] {
                    #expect(!sentence.contains(mark), "\(mark) in \(sentence)")
                }
                #expect(sentence.first?.isUppercase == true || "‹\"".contains(sentence.first ?? " "), "\(sentence)")
            }
            if let list = archetype.list { #expect(list.points.count > list.shown) }
        }
    }

    @Test("no phrase puts the topic where its number or its article would matter")
    func safePlaces() {
        let phrases =
            (Self.general + Self.special + Field.all.flatMap(\.archetypes)).flatMap { archetype in
                archetype.headings + archetype.rows.joined()
                    + [archetype.friendly, archetype.playful].compactMap { $0 }
            } + Theme.all.flatMap { $0.opening.joined() }
            + Register.allCases.flatMap { Greetings.opening($0) + Greetings.closing($0).joined() }
        for phrase in phrases {
            for (index, part) in phrase.parts.enumerated() {
                guard case .slot(let slot) = part, slot == .topic || slot == .short || slot == .aspect else { continue }
                let text = Self.written(phrase)
                guard index > 0, case .text(let before) = phrase.parts[index - 1] else {
                    Issue.record("begins with the topic: \(text)")
                    continue
                }
                let words = before.split(separator: " ")
                for article in [
                    "a", "an", "the", "your", "this", "these", "each", "every", "more", "many", "much", "another",
                ] {
                    #expect(words.last.map(String.init) != article, "\(text)")
                }
                // "Time for houseplants is short" is about time.
                let prepositions: Set = ["about", "for", "with", "of", "to", "around", "on", "at", "in", "from"]
                if prepositions.contains(words.last.map(String.init) ?? "") { continue }
                guard index + 1 < phrase.parts.count, case .text(let after) = phrase.parts[index + 1] else { continue }
                let next = after.split(separator: " ").first.map(String.init) ?? ""
                if after.hasPrefix(" ") {
                    for verb in [
                        "is", "are", "was", "were", "has", "have", "does", "do", "needs", "need", "makes", "make",
                    ] {
                        #expect(next != verb, "\(text)")
                    }
                }
            }
        }
    }
}
