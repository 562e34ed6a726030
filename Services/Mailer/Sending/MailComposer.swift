import Contracts
import MailMessage
import ServiceKit
import Values

/// Makes the mail of one recipient.
struct MailComposer: Sendable {
    let settings: MailSettings

    /// What all mails of a mailing have in common.
    struct Issue: Sendable {
        var run: ID
        var organization: OrganizationID
        var subject: String
        var html: String
        var text: String
    }

    /// - Parameter isSubscriber: Whether there is something to unsubscribe from.
    /// - Throws: ``FieldError`` for a subject or a name that must not be in a header.
    func compose(
        _ issue: Issue,
        to recipient: Mailbox,
        subscriber: ID,
        isSubscriber: Bool = true,
        at now: Timestamp
    ) throws -> (id: String, [UInt8]) {
        let link = isSubscriber ? self.settings.links.link(issue.organization, subscriber) : nil
        // The same for every try, so that a receiver sees copies for what they are.
        let id = "\(issue.run).\(subscriber)@\(self.settings.from.address.domain)"
        var message = EmailMessage(
            id: id,
            date: now,
            from: self.settings.from,
            to: recipient,
            subject: issue.subject,
            text: issue.text + (link.map { "\n\n-- \nUnsubscribe: \($0)\n" } ?? ""),
            html: link.map { MailComposer.append(Self.footer($0), to: issue.html) } ?? issue.html
        )
        message.unsubscribe = link
        message.headers = [.init("Precedence", "bulk"), .init("Auto-Submitted", "auto-generated")]
        return (id, try message.encoded())
    }

    /// A mail to see how it arrives; without a subscriber there is nothing to unsubscribe from.
    func compose(_ test: MailTest, to recipient: Mailbox, at now: Timestamp) throws -> (id: String, [UInt8]) {
        let id = "test.\(ID())@\(self.settings.from.address.domain)"
        let message = EmailMessage(
            id: id,
            date: now,
            from: self.settings.from,
            to: recipient,
            subject: "[Test] " + test.subject,
            text: test.text,
            html: test.html
        )
        return (id, try message.encoded())
    }

    /// The link holds only characters that need no escape in HTML.
    private static func footer(_ link: String) -> String {
        """
        <p style="margin:24px auto;max-width:600px;font:13px sans-serif;color:#666;text-align:center">\
        You get this because you subscribed. <a href="\(link)" style="color:#666">Unsubscribe</a></p>
        """
    }

    static func append(_ footer: String, to html: String) -> String {
        guard let end = html.firstRange(of: "</body>") else { return html + footer }
        return html[..<end.lowerBound] + footer + html[end.lowerBound...]
    }
}
