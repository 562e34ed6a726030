/// Prompts in other languages. The composer's sentences are English; such a topic is quoted in its own words.
enum Foreign {
    static func isForeign(_ written: [Word]) -> Bool {
        // "Pour over coffee" is not French.
        let words = written.indices.filter { index in
            let next = index + 1 < written.count ? written[index + 1].key : ""
            return written[index].key != "pour" || !["over", "spout", "in", "your"].contains(next)
        }.map { written[$0] }
        let letters = words.flatMap { $0.text.unicodeScalars.filter(\.properties.isAlphabetic) }
        guard !letters.isEmpty else { return false }
        let others = letters.filter { !self.isLatin($0) }
        if others.count * 3 > letters.count { return true }
        let strong = words.count { self.strong.contains($0.key) }
        let weak = words.count { self.weak.contains($0.key) }
        let english = words.count { self.english.contains($0.key) }
        let unusual = letters.contains { "ßłşğőűůřěųąęċħđ¿¡ãõ".unicodeScalars.contains($0) }
        return (strong > 0 && strong + weak > english) || (english == 0 && (weak > 1 || (unusual && words.count > 1)))
    }

    /// The topic of a sentence: what is left without the words that ask for a newsletter.
    static func phrase(_ words: [Word]) -> String {
        var rest = words[...]
        while rest.count > 1, let first = rest.first, self.frame.contains(first.key) { rest = rest.dropFirst() }
        return self.bounded(rest.text)
    }

    /// The part before the audience, where the language has a word for "for".
    static func short(_ phrase: String) -> String {
        let words = phrase.split(separator: " ").map(String.init)
        guard let index = words.dropFirst().firstIndex(where: { self.purposes.contains($0.lowercased()) }) else {
            return phrase
        }
        return words[..<index].joined(separator: " ")
    }

    private static func bounded(_ phrase: String) -> String {
        // Scripts without spaces are cut at their own commas.
        if !phrase.contains(" "), phrase.count > 24 {
            let head = phrase.prefix(24)
            if let comma = head.lastIndex(where: { "、，,・：:。".contains($0) }), comma > head.startIndex {
                return String(head[..<comma])
            }
            return head + "…"
        }
        guard phrase.count > 60 else { return phrase }
        var bounded = ""
        for word in phrase.split(separator: " ") {
            if bounded.count + word.count >= 60 { break }
            bounded += bounded.isEmpty ? String(word) : " " + word
        }
        return (bounded.isEmpty ? String(phrase.prefix(59)) : bounded) + "…"
    }

    private static func isLatin(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0...0x24F, 0x1E00...0x1EFF, 0x2C60...0x2C7F, 0xA720...0xA7FF, 0xFB00...0xFB06: true
        default: false
        }
    }

    private static let english = Set(
        words: "the and of for with to about your on from how our my tips news weekly daily"
    )

    private static let weak = Set(
        words:
            "de la le van do da di en il un du mit et el las los para con sur des im am zu zur een op met och som om na w z i e o y al lo em os as"
    )

    private static let strong = Set(
        words: """
            für über und der das ein eine einen zum beim vom auf nicht wöchentliche wöchentlicher tägliche täglicher tipps
            neuigkeiten anfänger les pour avec une dans aux conseils hebdomadaire quotidien débutants semaine nouvelles sobre
            por una del consejos semanal semanales diario noticias principiantes gli della delle dei nella sulla consigli
            settimanale notizie principianti uma com não dicas semanais notícias iniciantes voor het wekelijkse nieuws
             och för att veckans nyheter tygodniowe dla oraz porady viikon uutiset haftalık için ile hafta
            ugens nyheder ukens schreibe schreib écris rédige escribe escreva scrivi schrijf
            """
    )

    private static let purposes = Set(words: "für pour para per voor för dla için til for")

    private static let frame = Set(
        words: """
            schreibe schreib erstelle einen eine ein der die das den newsletter rundbrief wöchentliche wöchentlicher wöchentlichen
            wöchentlich tägliche täglicher täglichen monatliche neue neues neuigkeiten tipps tips tricks hinweise ideen
            nachrichten und zu zum zur über rund um aus von vom für
            écris rédige une un la le les l' lettre infolettre hebdomadaire hebdomadaires quotidien quotidienne mensuelle
            conseils astuces idées nouvelles actualités et sur de du des à pour
            escribe crea una un boletín boletin semanal semanales diario diarios mensual consejos trucos ideas noticias y sobre
            el los las del
            escreva crie uma um semanais diárias dicas notícias e o a os as do da dos das
            scrivi crea una settimanale settimanali quotidiano consigli idee notizie e su sul sulla sui di del della dei delle
            schrijf maak een wekelijkse dagelijkse nieuwsbrief nieuws over van het en voor
            veckans dagliga nyheter om och tygodniowe porady o i
            """
    )
}
