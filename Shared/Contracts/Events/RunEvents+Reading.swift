public import Values

// Read by hand, for the same reason as they are written by hand.

extension RunSnapshot {
    /// Reads what ``write(to:)`` has written. Error and sources are left out: whoever stores them takes their text.
    ///
    /// - Throws: ``FieldError`` when it is not a run.
    public init(reading element: JSONElement) throws(FieldError) {
        guard let id = element["id"]?.id, let key = element["key"]?.string, let job = element["jobId"]?.id,
            let name = element["jobName"]?.string,
            let type = element["type"]?.string.flatMap({ JobType(rawValue: $0) }),
            let trigger = element["trigger"]?.string.flatMap({ Trigger(rawValue: $0) }),
            let status = element["status"]?.string.flatMap({ RunStatus(rawValue: $0) }),
            let created = element["createdAt"]?.string.flatMap({ Timestamp($0) })
        else { throw FieldError(pointer: "/run", message: "is not a run as this version knows it") }
        func number(_ name: StaticString) -> Int { Int(element[name]?.integer ?? 0) }
        func time(_ name: StaticString) -> Timestamp? { element[name]?.string.flatMap { Timestamp($0) } }
        self.init(
            id: id,
            key: key,
            jobId: job,
            jobName: name,
            siteId: element["siteId"]?.id,
            type: type,
            trigger: trigger,
            status: status,
            attempt: number("attempt"),
            stage: number("stage"),
            stages: number("stages"),
            createdAt: created,
            plannedAt: time("plannedAt"),
            startedAt: time("startedAt"),
            completedAt: time("completedAt"),
            generated: element["generated"]?.bool ?? false,
            contentRef: element["contentRef"]?.id,
            sent: element["sent"]?.bool ?? false,
            recipients: number("recipients"),
            refused: number("refused"),
            unconfirmed: number("unconfirmed"),
            credits: number("credits"),
            costMicros: number("costMicros"),
            error: nil,
            snapshotRef: element["snapshotRef"]?.id,
            replayOf: element["replayOf"]?.id
        )
    }
}

extension StageSnapshot {
    /// Reads what has been written. The figures are left out: whoever stores them takes their text.
    ///
    /// - Throws: ``FieldError`` when it is not a stage.
    public init(reading element: JSONElement) throws(FieldError) {
        guard let number = element["number"]?.integer, let name = element["name"]?.string,
            let status = element["status"]?.string.flatMap({ StageStatus(rawValue: $0) })
        else { throw FieldError(pointer: "/stage", message: "is not a stage as this version knows it") }
        func count(_ name: StaticString) -> Int { Int(element[name]?.integer ?? 0) }
        func time(_ name: StaticString) -> Timestamp? { element[name]?.string.flatMap { Timestamp($0) } }
        self.init(
            number: Int(number),
            name: name,
            status: status,
            total: count("total"),
            processed: count("processed"),
            failed: count("failed"),
            batches: count("batches"),
            startedAt: time("startedAt"),
            completedAt: time("completedAt"),
            result: [:],
            credits: element["credits"]?.integer.map { Int($0) }
        )
    }
}
