import Contracts
import FoundationEssentials
import Values

/// The example messages in `Tests/Contracts`, and the type that each is read as.
enum Golden {
    static let folder = String(#filePath.dropLast("ContractsTests/Golden.swift".count)) + "Contracts"

    struct Example: Sendable, CustomStringConvertible {
        /// Its place below the folder, without `.json`: `events/run.completed.v1`.
        let path: String
        let type: any (Codable & Sendable).Type
        var description: String { self.path }

        /// The event's type, or what would be it: `stagecoach.run.completed.v1`.
        var messageType: String { "stagecoach." + self.path.split(separator: "/")[1] }

        /// Commands, work, results and events are CloudEvents; replies and dead letters plain documents.
        var isEvent: Bool { ["commands", "work", "results", "events"].contains { self.path.hasPrefix($0 + "/") } }

        func document() throws -> JSONDocument { try JSONDocument(Golden.bytes(self.path + ".json")) }
    }

    static func bytes(_ path: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(filePath: "\(self.folder)/\(path)")))
    }

    private static func example(_ folder: String, _ type: any Payload.Type) -> Example {
        Example(path: "\(folder)/\(type.name).v\(type.version)", type: type)
    }

    private static func events(_ names: [String], _ type: any (Codable & Sendable).Type) -> [Example] {
        names.map { Example(path: "events/\($0).v1", type: type) }
    }

    static let examples: [Example] = payloads + events

    private static let payloads: [Example] =
        [
            RunStart.self, RunPause.self, RunResume.self, RunCancel.self, RunRetry.self, RunSend.self, JobDefine.self,
            JobPause.self, JobResume.self, JobDelete.self, OrganizationDefine.self, SubscribersImport.self,
            SubscribersSuppress.self, SubscribersUnsubscribe.self, ListDefine.self, MailTest.self, PreviewRequest.self,
            JournalResend.self, ServiceBeat.self, DeadRequeue.self, DeadDiscard.self, CreditsTopUp.self,
            SiteDefine.self, SiteDelete.self, ItemsImport.self, ItemsChange.self, SecretPut.self,
            SecretDelete.self, NotificationDefine.self, NotificationDelete.self, NotificationTest.self,
            ContentApprove.self, ContentReject.self, ContentReturn.self, RunEstimate.self, CreditsBalance.self,
            RetentionDefine.self, RetentionRun.self, RetentionReport.self,
        ].map { example("commands", $0) }
        + [Work.self, BatchControl.self].map { example("work", $0) }
        + [BatchCompleted.self, BatchFailed.self, BatchSuspended.self, BatchProgress.self].map {
            example("results", $0)
        }
        + [
            RunAccepted.self, JobAccepted.self, OrganizationAccepted.self, SubscribersImported.self,
            SubscriberAccepted.self, ListAccepted.self, MailTested.self, Preview.self, DeadAccepted.self,
            CreditsAccepted.self, SiteAccepted.self, ItemsImported.self, ItemsChanged.self, SecretAccepted.self,
            NotificationAccepted.self, ContentReviewed.self, RunEstimated.self, CreditsShown.self,
            RetentionAccepted.self,
        ].map { example("replies", $0) }
        + [Example(path: "replies/problem.v1", type: Problem.self), example("dead", DeadLetter.self)]

    private static let events: [Example] =
        events(RunStatus.allCases.map { "run.\($0.rawValue)" }, RunEvent.self)
        + events(["started", "completed", "failed", "skipped"].map { "stage.\($0)" }, RunEvent.self)
        + events(["completed", "failed", "stopped"].map { "batch.\($0)" }, RunEvent.self)
        + events(["batch.started", "credits.held", "credits.released", "content.review_ready"], RunEvent.self)
        + events(["batch.progress"], ProgressEvent.self)
        + events(["created", "changed", "paused", "resumed", "deleted"].map { "job.\($0)" }, JobEvent.self)
        + events(["organization.defined"], OrganizationEvent.self)
        + events(["credits.topped_up"], CreditEvent.self)
        + events(["approved", "rejected", "returned"].map { "content.\($0)" }, ContentEvent.self)
        + events(["created", "renamed", "deleted"].map { "site.\($0)" }, SiteEvent.self)
        + events(["imported", "disabled", "enabled", "deleted"].map { "items.\($0)" }, ItemsEvent.self)
        + events(["fired", "skipped", "missed"].map { "schedule.\($0)" }, ScheduleEvent.self)
        + events(["run.erased"], RunErasedEvent.self)
        + events(["retention.started"], RetentionStartedEvent.self)
        + events(["retention.completed"], RetentionCompletedEvent.self)
        + events(["mail.progress"], MailProgressEvent.self)
        + events(
            ["bounced", "unconfirmed", "unsubscribed", "suppressed"].map { "mail.\($0)" },
            MailRecipientEvent.self
        )
        + events(["changed", "deleted"].map { "secret.\($0)" }, SecretEvent.self)
        + events(["defined", "deleted", "disabled"].map { "notification.\($0)" }, NotificationEvent.self)
}

extension Golden.Example {
    /// The payload in the example.
    func payload(of document: JSONDocument) throws -> JSONElement {
        guard self.isEvent else { return document.root }
        guard let data = document.root["data"] else { throw FieldError(pointer: "/data", message: "is missing") }
        return data
    }

    /// The payload as a value.
    func value() throws -> any Codable { try self.type.init(json: self.payload(of: self.document())) }

    /// The payload after a change of its members.
    func changed(_ change: (inout JSON) -> Void) throws -> JSONDocument {
        var json = JSON(try self.payload(of: self.document()))
        change(&json)
        return try JSONDocument(json.bytes)
    }
}
