import Recurrence
import Testing
import Values

@Suite(.timeLimit(.minutes(1)))
struct ZoneDatabaseTests {
    @Test("every zone of the system is known by its name")
    func systemZones() throws {
        let names = try SystemZones.names() + ["UTC"]
        #expect(names.count > 300)
        for name in names { #expect(try ZoneDatabase.system.zone(name).name == name) }
        // Links of the form Region/City are names like others.
        for name in ["Europe/Kiev", "Asia/Calcutta", "America/Argentina/ComodRivadavia", "America/Buenos_Aires"] {
            #expect(try ZoneDatabase.system.zone(name).name == name)
        }
    }

    @Test(
        "names that are neither Region/City nor UTC are refused, whether there is such a file or not",
        arguments: [
            "", "/", "//", "utc", "Utc", "UTC ", " UTC", "UTC/", "/UTC", "UTC\0", "GMT", "GMT+5", "GMT0", "EST",
            "EST5EDT",
            "CET", "FOO+5", "Z", "Zulu", "UCT", "Etc/UTC", "Etc/GMT+5", "Etc/GMT", "US/Eastern", "Canada/Pacific",
            "Brazil/East", "Chile/Continental", "Mexico/General", "Japan", "Factory", "localtime", "posixrules",
            "posix/Europe/Berlin", "right/Europe/Berlin", "../../etc/localtime", "Europe/../../../etc/localtime",
            "Europe/..", "Europe/.", "Europe/./Berlin", "Europe//Berlin", "Europe/Berlin/", "/Europe/Berlin", "Europe/",
            "/usr/share/zoneinfo/Europe/Berlin", "Europe", "europe/Berlin", "EUROPE/BERLIN", "Europe/Ber lin",
            "Europe/Berlin\n", "Europe/Berlin\0", "Europe/B\u{00E9}rlin", "Asia/\u{212A}olkata", "Europe\\Berlin",
            "America/Argentina/Buenos/Aires", "Europe/-Berlin", "Europe/_", "+05:30", "zone.tab", "tzdata.zi",
            "Europe/Berlin+1", "Europe/Berlin.tab",
        ]
    )
    func notAllowed(name: String) throws {
        let error = try #require(throws: ZoneError.self) { try ZoneDatabase.system.zone(name) }
        #expect(error.code == .notAllowed)
        #expect(!error.isRetriable)
        #expect(error.reason == "must be an IANA time zone of the form Region/City, like Europe/Berlin, or UTC")
    }

    @Test("a name of a million bytes is refused")
    func long() throws {
        let name = "Europe/" + String(repeating: "A", count: 1_000_000)
        #expect(try #require(throws: ZoneError.self) { try ZoneDatabase.system.zone(name) }.code == .notAllowed)
    }

    @Test(
        "names of the right form that have no file are refused, and so are directories",
        arguments: ["Europe/Atlantis", "Europe/berlin", "Europe/BERLIN", "America/Argentina", "Europe/Berlin/Mitte"]
    )
    func unknown(name: String) throws {
        // In the cache or not, capital letters matter.
        _ = try ZoneDatabase.system.zone("Europe/Berlin")
        let error = try #require(throws: ZoneError.self) { try ZoneDatabase.system.zone(name) }
        #expect(error.code == .unknown)
        #expect(!error.isRetriable)
        #expect(error.reason.contains("Region/City"))
        #expect(!error.description.contains(name))
    }

    @Test("without any data the error says what to install")
    func missingData() async throws {
        try await TemporaryDirectory.with { directory in
            for path in [directory.path, "\(directory.path)/absent"] {
                for name in ["UTC", "Europe/Berlin"] {
                    let error = try #require(throws: ZoneError.self) { try ZoneDatabase(directory: path).zone(name) }
                    #expect(error.code == .missingData)
                    #expect(error.isRetriable)
                    #expect(error.description.contains(path))
                    #expect(error.description.contains("tzdata"))
                    // What is refused is refused without looking.
                    let other = try #require(throws: ZoneError.self) { try ZoneDatabase(directory: path).zone("EST") }
                    #expect(other.code == .notAllowed)
                }
            }
        }
    }

    @Test("data that arrives later is found, data that changes later is not read again")
    func changes() async throws {
        try await TemporaryDirectory.with { directory in
            let database = ZoneDatabase(directory: directory.path)
            #expect(throws: ZoneError.self) { try database.zone("Europe/Berlin") }
            try directory.write("Europe/Berlin", TZifFile(offsets: [3600]).bytes)
            let zone = try database.zone("Europe/Berlin")
            #expect(zone.offset(at: Timestamp(seconds: 0)) == 3600)
            try directory.write("Europe/Berlin", TZifFile(offsets: [7200]).bytes)
            #expect(try database.zone("Europe/Berlin") === zone)
            let other = ZoneDatabase(directory: directory.path)
            #expect(try other.zone("Europe/Berlin").offset(at: Timestamp(seconds: 0)) == 7200)
        }
    }

    @Test("many tasks at once get one and the same zone")
    func concurrency() async throws {
        let names = try SystemZones.names()
        let database = ZoneDatabase()
        let all = try await withThrowingTaskGroup { group in
            for _ in 0..<8 { group.addTask { try names.map { try database.zone($0) } } }
            return try await group.reduce(into: [[Zone]]()) { $0.append($1) }
        }
        for zones in all {
            #expect(zones.map(\.name) == names)
            #expect(zip(zones, all[0]).allSatisfy { $0 === $1 })
        }
    }

    @Test("what is no file, or cannot be read, is an error and not a wait")
    func oddFiles() async throws {
        try await TemporaryDirectory.with { directory in
            try directory.write("UTC", TZifFile(offsets: [0]).bytes)
            try directory.makePipe("Europe/Pipe")
            try directory.makeDirectory("Europe/Folder")
            try directory.makeLink("Europe/Loop", to: "Loop")
            try directory.makeLink("Europe/Dangling", to: "Nowhere")
            try directory.write("Europe/Large", [UInt8](repeating: 0, count: 1 << 20))
            try directory.makeLink("Europe/Link", to: "../UTC")
            let database = ZoneDatabase(directory: directory.path)
            func code(_ name: String) throws -> ZoneError.Code {
                try #require(throws: ZoneError.self) { try database.zone(name) }.code
            }
            #expect(try code("Europe/Pipe") == .unknown)
            #expect(try code("Europe/Folder") == .unknown)
            #expect(try code("Europe/Dangling") == .unknown)
            #expect(try code("Europe/Loop") == .unreadable)
            #expect(try code("Europe/Large") == .unreadable)
            #expect(try database.zone("Europe/Link").name == "Europe/Link")
        }
    }
}
