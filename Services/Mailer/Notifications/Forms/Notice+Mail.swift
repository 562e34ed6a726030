import Contracts
import MailMessage
import Values

extension Notice {
    /// The mail for one person.
    ///
    /// - Parameter from: The instance's own address, whose domain also ends the Message-ID.
    /// - Throws: ``FieldError`` for what must not be in a header.
    func mail(from: Mailbox, to recipient: Mailbox) throws(FieldError) -> (id: String, bytes: [UInt8]) {
        // The same for every try, so that a receiver sees copies for what they are.
        let id = "notification.\(self.id)@\(from.address.domain)"
        var message = EmailMessage(
            id: id,
            date: self.at,
            from: from,
            to: recipient,
            subject: "[Stagecoach] \(self.title): \(PlainText.line(self.event.run.jobName, limit: 120))",
            text: self.plainMail,
            html: self.htmlMail
        )
        message.headers = [.init("Auto-Submitted", "auto-generated")]
        return (id, try message.encoded())
    }

    private var plainMail: String {
        let facts = self.facts.map { "\($0.name): \(PlainText.line($0.value, limit: 4000))\n" }.joined()
        return "\(self.title)\n\n\(facts)\n\(self.link)\n\n-- \n\(Notice.why)\n"
    }

    private static let why = "You get this because somebody in your organization has set up notifications."

    private var htmlMail: String {
        let rows = self.facts.map { fact in
            """
            <tr><th style="text-align:left;vertical-align:top;padding:4px 16px 4px 0">\(Notice.htmlText(fact.name))</th>\
            <td style="padding:4px 0;overflow-wrap:anywhere">\(Notice.htmlText(fact.value))</td></tr>

            """
        }
        return """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8" /><title>\(Notice.htmlText(self.title))</title></head>
            <body style="font:16px/1.5 sans-serif;max-width:600px;margin:0 auto;padding:24px 16px">
            <h1 style="font-size:22px">\(Notice.htmlText(self.title))</h1>
            <table style="border-collapse:collapse">
            \(rows.joined())</table>
            <p><a href="\(Notice.htmlText(self.link))">Open the run</a></p>
            <p style="font-size:13px;color:#666">\(Notice.why)</p>
            </body></html>

            """
    }

    /// Text as text, also within the quotes of an attribute.
    static func htmlText(_ text: String) -> String {
        PlainText.line(text, limit: 8000) { scalar in
            switch scalar {
            case "&": "&amp;"
            case "<": "&lt;"
            case ">": "&gt;"
            case "\"": "&quot;"
            case "'": "&#39;"
            default: String(scalar)
            }
        }
    }
}
