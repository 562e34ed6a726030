import CPostgres
import Glibc

/// A connection while it is lent to a closure. It stays on its thread, and its calls wait for the server.
public final class Session {
    private struct Command {
        let statement: Statement
        let parameters: EncodedParameters
    }

    private let handle: ConnectionHandle
    /// Names of the statements that the server has prepared for this connection.
    private var prepared: [Statement: String] = [:]
    private var names = 0
    private var pending: [Command] = []
    /// Set when the connection must not be used again, although it may still look open.
    private(set) var isSpoiled = false
    let canceller: Canceller

    init(_ configuration: DatabaseConfiguration) throws(PostgresError) {
        let handle = try ConnectionHandle.open(configuration)
        guard PQenterPipelineMode(handle.pointer) == 1 else { throw handle.lost }
        self.handle = handle
        self.canceller = Canceller(handle)
    }

    var isUsable: Bool { !self.isSpoiled && self.handle.isOpen }

    /// Whether the server has said nothing since the last answer. What it says unasked is, nearly always, goodbye.
    var isQuiet: Bool { self.handle.poll(Int16(POLLIN), timeoutMilliseconds: 0) == 0 }

    /// Runs a statement and waits for its rows.
    ///
    /// What was queued by ``enqueue(_:_:)`` goes ahead of it, in one journey to the server.
    ///
    /// - Throws: ``PostgresError`` of this statement or of a queued one.
    @discardableResult
    public func query(_ statement: Statement, _ parameters: any PostgresEncodable...) throws(PostgresError) -> Rows {
        try self.query(statement, binding: parameters)
    }

    /// As ``query(_:_:)``, with parameters whose number is known at run time only.
    @discardableResult
    public func query(
        _ statement: Statement,
        binding parameters: [any PostgresEncodable]
    ) throws(PostgresError) -> Rows {
        self.pending.append(Command(statement: statement, parameters: EncodedParameters(parameters)))
        let results = try self.flush()
        guard let last = results.last else { throw PostgresError(code: .connectionLost, message: "no result") }
        return Rows(last)
    }

    /// Queues a statement whose rows do not matter. It is sent with the next ``query(_:_:)``, or with the commit, which
    /// saves its journey to the server; an error comes out there.
    public func enqueue(_ statement: Statement, _ parameters: any PostgresEncodable...) {
        self.pending.append(Command(statement: statement, parameters: EncodedParameters(parameters)))
    }

    // MARK: - For the pool

    /// Runs `body` in a transaction. Its end travels with the last queued statements.
    func transaction<Result>(
        begin: Statement,
        _ body: (Session) throws -> Result
    ) throws -> Result {
        self.enqueue(begin)
        let result: Result
        do {
            result = try body(self)
        } catch {
            self.rollback()
            throw error
        }
        // Nothing was sent: there is nothing to commit.
        if self.pending.count == 1, self.pending[0].statement == begin {
            self.pending = []
            return result
        }
        do {
            try self.query("commit")
        } catch var error {
            if error.code == .connectionLost { error.isCommitInDoubt = true }
            self.rollback()
            throw error
        }
        return result
    }

    /// Leaves the connection without a transaction, or spoiled.
    private func rollback() {
        self.pending = []
        guard self.isUsable, PQtransactionStatus(self.handle.pointer) != PQTRANS_IDLE else { return }
        do throws(PostgresError) {
            try self.query("rollback")
        } catch {
            self.isSpoiled = true
        }
    }

    /// Sends what is queued outside a transaction.
    func flushPending() throws(PostgresError) {
        if !self.pending.isEmpty { try self.flush() }
    }

    // MARK: - The pipeline

    /// Sends the queued statements with one synchronization behind them, and collects a result for each.
    @discardableResult
    private func flush() throws(PostgresError) -> [ResultHandle] {
        let commands = self.pending
        self.pending = []
        guard self.isUsable else { throw PostgresError(code: .connectionLost, message: "the connection is gone") }
        var names: [(name: String, isNew: Bool)] = []
        for command in commands {
            if let name = self.prepared[command.statement] {
                names.append((name, false))
            } else {
                self.names += 1
                let name = "s\(self.names)"
                self.prepared[command.statement] = name
                names.append((name, true))
            }
        }
        do throws(PostgresError) {
            for (command, name) in zip(commands, names) { try self.send(command, as: name.name, prepare: name.isNew) }
            guard PQpipelineSync(self.handle.pointer) == 1 else { throw self.handle.lost }
            try self.handle.flush()
        } catch {
            self.isSpoiled = true
            throw error
        }
        return try self.collect(commands, names)
    }

    private func send(_ command: Command, as name: String, prepare: Bool) throws(PostgresError) {
        if prepare {
            let types = command.parameters.types
            let sent = PQsendPrepare(self.handle.pointer, name, command.statement.text, Int32(types.count), types)
            guard sent == 1 else { throw self.handle.lost }
        }
        let sent = command.parameters.withPointers { count, values, lengths, formats in
            PQsendQueryPrepared(self.handle.pointer, name, count, values, lengths, formats, 1)
        }
        guard sent == 1 else { throw self.handle.lost }
    }

    private func collect(
        _ commands: [Command],
        _ names: [(name: String, isNew: Bool)]
    ) throws(PostgresError) -> [ResultHandle] {
        var results: [ResultHandle] = []
        var failure: PostgresError?
        for (command, name) in zip(commands, names) {
            if name.isNew, let error = try self.result(failure == nil).failed {
                failure = failure ?? error
                self.prepared[command.statement] = nil
                self.isSpoiled = self.isSpoiled || error.code == .connectionLost
            }
            let outcome = try self.result(failure == nil)
            if let error = outcome.failed { failure = failure ?? error }
            if let handle = outcome.handle { results.append(handle) }
        }
        while let end = PQgetResult(self.handle.pointer) {
            let handle = ResultHandle(end)
            if handle.status == PGRES_PIPELINE_SYNC { break }
            failure = failure ?? handle.failure
        }
        if let failure {
            // "cached plan must not change result type" and "prepared statement does not exist": start afresh.
            if failure.sqlState == "0A000" || failure.sqlState == "26000" { self.isSpoiled = true }
            throw failure
        }
        return results
    }

    /// The next result of the pipeline, with the empty one behind it.
    private func result(_ isFirstFailure: Bool) throws(PostgresError) -> (handle: ResultHandle?, failed: PostgresError?)
    {
        guard let pointer = PQgetResult(self.handle.pointer) else {
            self.isSpoiled = true
            throw self.handle.lost
        }
        let handle = ResultHandle(pointer)
        while let extra = PQgetResult(self.handle.pointer) { PQclear(extra) }
        switch handle.status {
        case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY: return (handle, nil)
        case PGRES_PIPELINE_ABORTED:
            let error = PostgresError(code: .statement, message: "not run: a statement before it failed")
            return (nil, isFirstFailure ? error : nil)
        default: return (nil, handle.failure)
        }
    }

    // MARK: - Outside the pipeline

    /// Runs several statements of a migration file, separated by semicolons.
    func script(_ text: String) throws(PostgresError) {
        try self.outsidePipeline { () throws(PostgresError) in
            guard let pointer = PQexec(self.handle.pointer, text) else { throw self.handle.lost }
            let result = ResultHandle(pointer)
            switch result.status {
            case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY: return
            default: throw result.failure
            }
        }
    }

    private func outsidePipeline<Result>(_ body: () throws(PostgresError) -> Result) throws(PostgresError) -> Result {
        try self.flushPending()
        guard PQexitPipelineMode(self.handle.pointer) == 1 else {
            self.isSpoiled = true
            throw self.handle.lost
        }
        defer { if PQenterPipelineMode(self.handle.pointer) != 1 { self.isSpoiled = true } }
        return try body()
    }

    /// Loads many rows with `copy … from stdin (format binary)`.
    ///
    /// - Parameter rows: The values of each row, in the order of the statement's columns and of exactly their types.
    /// - Returns: How many rows were stored.
    public func copy(_ statement: Statement, rows: some Sequence<[any PostgresEncodable]>) throws(PostgresError) -> Int
    {
        // The pipeline does not carry copies (libpq manual, section 34.5.1.1).
        try self.outsidePipeline { () throws(PostgresError) in try self.copyOutsidePipeline(statement, rows) }
    }

    private func copyOutsidePipeline(
        _ statement: Statement,
        _ rows: some Sequence<[any PostgresEncodable]>
    ) throws(PostgresError) -> Int {
        guard let started = PQexec(self.handle.pointer, statement.text) else { throw self.handle.lost }
        let start = ResultHandle(started)
        guard start.status == PGRES_COPY_IN else { throw start.failure }

        var buffer = BinaryBuffer()
        buffer.append("PGCOPY\n".utf8)
        buffer.append([0xFF, 0x0D, 0x0A, 0x00] as [UInt8])
        buffer.append(Int32(0))  // flags
        buffer.append(Int32(0))  // length of the header's extension
        for row in rows {
            buffer.append(Int16(row.count))
            for value in row { buffer.appendSized { value.encode(into: &$0) } }
            if buffer.count > 65536 {
                try self.put(buffer)
                buffer = BinaryBuffer()
            }
        }
        buffer.append(Int16(-1))
        try self.put(buffer)
        while PQputCopyEnd(self.handle.pointer, nil) == 0 { try self.handle.flush() }
        try self.handle.flush()
        var stored = 0
        var failure: PostgresError?
        while let pointer = PQgetResult(self.handle.pointer) {
            let result = ResultHandle(pointer)
            if result.status == PGRES_COMMAND_OK { stored = Rows(result).affected } else { failure = result.failure }
        }
        if let failure { throw failure }
        return stored
    }

    private func put(_ buffer: BinaryBuffer) throws(PostgresError) {
        while true {
            let sent = buffer.bytes.withUnsafeBytes { bytes in
                PQputCopyData(
                    self.handle.pointer,
                    bytes.baseAddress?.assumingMemoryBound(to: CChar.self),
                    Int32(bytes.count)
                )
            }
            switch sent {
            case 1: return
            case 0: try self.handle.flush()
            default:
                self.isSpoiled = true
                throw self.handle.lost
            }
        }
    }
}

@available(*, unavailable)
extension Session: Sendable {}
