import Contracts
import ServiceKit
import Values

// MARK: - Commands about sites and items

extension CommandBatch {
    func define(_ command: IncomingCommand, _ data: SiteDefine) throws {
        guard try JobStore.timezone(self.session, of: command.organization) != nil else {
            throw Problem(.notFound, "There is no such organization")
        }
        let site = SiteStore.Site(id: data.siteId, name: data.name)
        if try SiteStore.lock(self.session, data.siteId, command.organization) != nil {
            SiteStore.rename(self.session, site)
            try self.renameJob(of: site, command)
            try self.tell(command, "site.renamed", site)
        } else {
            // The id of a deleted site, or of another organization's.
            guard try SiteStore.insert(self.session, site, command.organization) else {
                throw Problem(.notFound, "There is no such site")
            }
            try self.tell(command, "site.created", site)
            try self.createJob(of: site, command)
        }
        try self.answer(command, SiteAccepted(siteId: site.id, duplicate: false))
    }

    func delete(_ command: IncomingCommand, _ data: SiteDelete) throws {
        let site = try self.site(data.siteId, command)
        if let run = try RunStore.active(self.session, [(command.organization, site.id)])[site.id] {
            throw Problem(.invalidState, "A run is in progress; cancel it first", runId: run.id, runKey: run.key)
        }
        if let id = try JobStore.contentJobs(self.session, of: [site.id])[site.id],
            let job = try JobStore.fetch(self.session, [id], locking: true)[id]
        {
            try self.store(command, job, job.status, "job.deleted", "Job deleted", isDeleted: true)
        }
        SiteStore.delete(self.session, site.id)
        try self.tell(command, "site.deleted", site)
        try self.answer(command, SiteAccepted(siteId: site.id, duplicate: false))
    }

    /// The content job that each site has. Its schedule is switched off; a person can start it all the same.
    private func createJob(of site: SiteStore.Site, _ command: IncomingCommand) throws {
        let definition = JobDefinition(
            name: site.name,
            type: .content,
            status: .paused,
            schedule: ["frequency": "daily", "time": "02:00"],
            siteId: site.id
        )
        _ = try self.store(ID(at: self.now), definition, after: nil, command)
    }

    private func renameJob(of site: SiteStore.Site, _ command: IncomingCommand) throws {
        guard let id = try JobStore.contentJobs(self.session, of: [site.id])[site.id],
            let job = try JobStore.fetch(self.session, [id], locking: true)[id]
        else { return try self.createJob(of: site, command) }
        var definition = try JobStore.definition(self.session, id: id, version: job.version)
        if definition.name == site.name { return }
        definition.name = site.name
        definition.status = job.status
        _ = try self.store(id, definition, after: job, command)
    }

    private func site(_ id: ID, _ command: IncomingCommand) throws -> SiteStore.Site {
        guard let site = try SiteStore.lock(self.session, id, command.organization) else {
            throw Problem(.notFound, "There is no such site")
        }
        return site
    }

    private func tell(_ command: IncomingCommand, _ event: String, _ site: SiteStore.Site) throws {
        self.entry.emit(
            self.envelope(
                command,
                event,
                subject: "\(site.id)",
                try SiteEvent(siteId: site.id, name: site.name).jsonBytes()
            ),
            routingKey: EventKeys.plain(event, command.organization)
        )
    }

    // MARK: - Items

    func importItems(_ command: IncomingCommand, _ data: ItemsImport) throws {
        let site = try self.site(data.siteId, command)
        var rejected: [ItemsImported.Rejection] = []
        var keywords: [String] = []
        for row in data.keywords {
            switch Keyword.read(row.keyword) {
            case .success(let keyword): keywords.append(keyword)
            case .failure(let fault): rejected.append(.init(line: row.line, reason: fault.reason))
            }
        }
        let imported =
            keywords.isEmpty
            ? 0
            : try SiteStore.addKeywords(
                self.session,
                keywords,
                site: site.id,
                command.organization,
                at: self.now
            )
        if imported > 0 {
            try self.tell(command, "items.imported", ItemsEvent(siteId: site.id, kind: "keyword", count: imported))
        }
        try self.answer(
            command,
            ItemsImported(
                duplicate: false,
                imported: imported,
                duplicates: keywords.count - imported,
                rejected: rejected
            )
        )
    }

    func changeItems(_ command: IncomingCommand, _ data: ItemsChange) throws {
        let (event, changed): (String, Int)
        switch data.change {
        case .disable, .enable:
            event = data.change == .disable ? "items.disabled" : "items.enabled"
            changed = try SiteStore.setDisabled(
                self.session,
                data.ids,
                command.organization,
                data.change == .disable
            )
        case .delete:
            event = "items.deleted"
            changed = try SiteStore.deleteItems(self.session, data.ids, command.organization)
        }
        if changed > 0 {
            try self.tell(command, event, ItemsEvent(siteId: nil, kind: nil, count: changed))
        }
        try self.answer(command, ItemsChanged(duplicate: false, changed: changed))
    }

    private func tell(_ command: IncomingCommand, _ event: String, _ data: ItemsEvent) throws {
        self.entry.emit(
            self.envelope(
                command,
                event,
                subject: data.siteId.map { "\($0)" } ?? command.organization.text,
                try data.jsonBytes()
            ),
            routingKey: EventKeys.plain(event, command.organization)
        )
    }
}
