import Values

/// JSON with the members `subject`, `preheader`, `title`, `topic`, `dateline`, `language`, `intro`, `items` (`heading`,
/// `paragraphs`, `list`), `closing` and `label`. `preheader`, `topic`, `dateline`, `language`, `closing`, `label` and
/// `list` may be missing or null; others are not read.
///
/// Reading cleans every text (``Newsletter/cleaned()``) and then refuses an issue that has ``Newsletter/faults()``, with
/// the first of them, as a ``FieldError``. `Newsletter(json:)` reads checked JSON.
extension Newsletter {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let newsletter = Newsletter(
            subject: try container.decode(String.self, forKey: .subject),
            preheader: try container.decodeIfPresent(String.self, forKey: .preheader) ?? "",
            title: try container.decode(String.self, forKey: .title),
            topic: try container.decodeIfPresent(String.self, forKey: .topic),
            dateline: try container.decodeIfPresent(String.self, forKey: .dateline),
            language: try container.decodeIfPresent(String.self, forKey: .language) ?? "en",
            intro: try container.decode(String.self, forKey: .intro),
            items: try container.decode([Item].self, forKey: .items),
            closing: try container.decodeIfPresent(String.self, forKey: .closing) ?? "",
            label: try container.decodeIfPresent(String.self, forKey: .label)
        )
        self = newsletter.cleaned()
        if let fault = self.faults().first { throw fault }
    }
}
