import Threads

/// The time zones of this machine, read from compiled tz database files on first use and then kept.
///
/// Safe to use from any thread. A zone that has been read is not read again: after an update of the data the process
/// has to be started anew.
public final class ZoneDatabase: Sendable {
    /// Where the package `tzdata` puts its files.
    public static let systemDirectory = "/usr/share/zoneinfo"

    /// The zones under ``systemDirectory``.
    public static let system = ZoneDatabase()

    private let directory: String
    private let loaded = Lock<[String: Zone]>([:])

    public init(directory: String = ZoneDatabase.systemDirectory) { self.directory = directory }

    /// The zone of that name.
    ///
    /// - Parameter name: `Region/City`, `Region/City/Sub` or `UTC`, capital letters as in the tz database.
    /// - Throws: ``ZoneError`` with `notAllowed` for every other form, `unknown` when the data has no such zone (neither
    ///   is retriable); `missingData` or `unreadable` when the machine is at fault (retriable).
    public func zone(_ name: String) throws(ZoneError) -> Zone {
        guard ZoneName.isAllowed(name) else { throw ZoneError(.notAllowed, ZoneName.rule) }
        if let zone = self.loaded.withLock({ $0[name] }) { return zone }
        // Read outside the lock; when two threads do so at once, the first one's copy stays.
        let zone = try self.read(name)
        return self.loaded.withLock { loaded in
            if let first = loaded[name] { return first }
            loaded[name] = zone
            return zone
        }
    }

    private func read(_ name: String) throws(ZoneError) -> Zone {
        let path = "\(self.directory)/\(name)"
        do {
            return Zone(name: name, try TZif(try ZoneFile.bytes(path)))
        } catch let error as TZif.Damage {
            throw ZoneError(.unreadable, "the data in \(path) is damaged: \(error)")
        } catch ZoneFile.Failure.missing {
            // Every edition of the data has UTC.
            guard ZoneFile.exists("\(self.directory)/UTC") else {
                throw ZoneError(
                    .missingData,
                    "there is no time zone data in \(self.directory): install the package tzdata"
                )
            }
            throw ZoneError(.unknown, "is not in this system's time zone data; it \(ZoneName.rule)")
        } catch {
            throw ZoneError(.unreadable, "the data in \(path) cannot be read: \(error)")
        }
    }
}
