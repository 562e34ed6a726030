import Contracts
import Values

extension Notice {
    /// The body for a webhook of Discord, within its limits: 2,000 characters of content, 256 for titles and names, 1,024
    /// for values, 6,000 in all.
    var discord: JSON {
        let title = Notice.discordText(self.title, limit: 256)
        let fields = self.facts.map { fact -> JSON in
            let value = Notice.discordText(fact.value, limit: 700)
            return [
                "name": .string(Notice.discordText(fact.name, limit: 256)),
                // A value must not be empty.
                "value": .string(value.isEmpty ? "-" : value), "inline": false,
            ]
        }
        return [
            "content": .string("\(title): \(Notice.discordText(self.event.run.jobName, limit: 500))"),
            "embeds": [
                [
                    "title": .string(title), "url": .string(self.link), "color": .integer(self.discordColor),
                    "fields": .array(fields), "timestamp": .string("\(self.at)"),
                    "footer": ["text": .string(self.organization.text)],
                ]
            ],
            // Whatever stands in the text, nobody is called.
            "allowed_mentions": ["parse": []],
        ]
    }

    private var discordColor: Int64 {
        switch self.topic {
        case .runCompleted: 0x2E_7D32
        case .runPartial: 0xB2_6A00
        case .runFailed: 0xC6_2828
        case .runCancelled: 0x61_6161
        case .reviewReady: 0x15_65C0
        }
    }

    /// Every character that means something in Markdown, in a link or in a mention, as itself.
    static func discordText(_ text: String, limit: Int) -> String {
        PlainText.line(text, limit: limit) { scalar in
            "\\*_~`|>#-+[]()<@:!/".unicodeScalars.contains(scalar) ? "\\\(scalar)" : String(scalar)
        }
    }
}
