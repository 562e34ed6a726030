import Contracts
import Values

extension Notice {
    /// The body for an incoming webhook of Slack. What comes from others stands in plain text, where nothing is a link, a
    /// mention or a format.
    var slack: JSON {
        let title = Notice.slackText(self.title, limit: 150)
        let fields = self.facts.map { fact -> JSON in
            let name = Notice.slackText(fact.name, limit: 100)
            return Notice.slackPlain("\(name)\n\(Notice.slackText(fact.value, limit: 1800))")
        }
        let link = Notice.slackText(self.link, limit: 2500)
        return [
            // What a notification on a telephone shows.
            "text": .string("\(title): \(Notice.slackText(self.event.run.jobName, limit: 300))"), "mrkdwn": false,
            "blocks": [
                ["type": "header", "text": Notice.slackPlain(title)],
                ["type": "section", "fields": .array(fields)],
                [
                    "type": "context",
                    "elements": [
                        ["type": "mrkdwn", "text": .string("<\(link)|Open the run>")],
                        Notice.slackPlain(Notice.slackText(self.organization.text, limit: 100)),
                    ],
                ],
            ],
        ]
    }

    private static func slackPlain(_ text: String) -> JSON {
        // No emoji: `:name:` stays what it is.
        ["type": "plain_text", "text": .string(text), "emoji": false]
    }

    /// The three characters that control Slack's formats are escaped, which also takes `<!channel>` its meaning.
    static func slackText(_ text: String, limit: Int) -> String {
        PlainText.line(text, limit: limit) { scalar in
            switch scalar {
            case "&": "&amp;"
            case "<": "&lt;"
            case ">": "&gt;"
            default: String(scalar)
            }
        }
    }
}
