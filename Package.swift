// swift-tools-version: 6.2
import PackageDescription

/// Applied to every Swift target. `Shared/Threads/Features.swift` fails the build when a name below is misspelled.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .treatAllWarnings(as: .error),
]

func library(_ name: String, _ package: String, apt: String) -> Target {
    .systemLibrary(name: name, path: "Shared/\(name)", pkgConfig: package, providers: [.apt([apt])])
}

/// A library that services share.
func shared(_ name: String, _ dependencies: Target.Dependency...) -> Target {
    .target(name: name, dependencies: dependencies, path: "Shared/\(name)", swiftSettings: strict)
}

/// A service: a library with everything that it does, and a program that only starts it.
///
/// - Parameters:
///   - inner: Folders of targets of their own.
///   - assets: Folders of files that are read at run time.
func service(
    _ name: String,
    _ product: String,
    _ dependencies: Target.Dependency...,
    inner: [String] = [],
    assets: [String] = []
) -> [Target] {
    [
        .target(
            name: name,
            dependencies: dependencies,
            path: "Services/\(name)",
            exclude: ["Main"] + inner + assets,
            swiftSettings: strict
        ),
        .executableTarget(
            name: product,
            dependencies: [.byName(name: name), "ServiceKit"],
            path: "Services/\(name)/Main",
            swiftSettings: strict
        ),
    ]
}

let services: [[Target]] = [
    service(
        "Orchestrator",
        "orchestrator",
        "AMQP",
        "Contracts",
        "Postgres",
        "Recurrence",
        "ServiceKit",
        "Threads",
        "Values"
    ),
    service(
        "AIGateway",
        "ai-gateway",
        "AMQP",
        "Contracts",
        "Crypto",
        "Curl",
        "Offline",
        "Postgres",
        "ServiceKit",
        "Threads",
        "Values",
        inner: ["Offline"]
    ),
    service(
        "API",
        "api",
        "AMQP",
        "Compression",
        "Contracts",
        "Crypto",
        "HTTP",
        "Postgres",
        "Recurrence",
        "ServiceKit",
        "Threads",
        "Values",
        assets: ["Dashboard"]
    ),
    service(
        "Mailer",
        "mailer",
        "AMQP",
        "Contracts",
        "Crypto",
        "Curl",
        "MailMessage",
        "Postgres",
        "ServiceKit",
        "Threads",
        "Values",
        inner: ["Message"]
    ),
    service("CLI", "stagecoach", "AMQP", "Contracts", "Curl", "Postgres", "Threads", "Values"),
    service(
        "Scheduler",
        "scheduler",
        "AMQP",
        "Contracts",
        "Crypto",
        "Postgres",
        "Recurrence",
        "ServiceKit",
        "Threads",
        "Values"
    ),
    service("HistoryWriter", "history-writer", "AMQP", "Contracts", "Postgres", "ServiceKit", "Threads", "Values"),
]

func tests(_ name: String, _ dependencies: Target.Dependency..., resources: [Resource] = []) -> Target {
    .testTarget(
        name: name,
        dependencies: dependencies,
        path: "Tests/\(name)",
        resources: resources,
        swiftSettings: strict
    )
}

let package = Package(
    name: "stagecoach",
    targets: [
        // The C libraries, each imported by the one module that wraps it.
        library("CRabbitMQ", "librabbitmq", apt: "librabbitmq-dev"),
        library("CPostgres", "libpq", apt: "libpq-dev"),
        library("CCurl", "libcurl", apt: "libcurl4-openssl-dev"),
        library("CMicroHTTPD", "libmicrohttpd", apt: "libmicrohttpd-dev"),
        library("CSodium", "libsodium", apt: "libsodium-dev"),
        library("CZlib", "zlib", apt: "zlib1g-dev"),
        .systemLibrary(name: "CLinux", path: "Shared/CLinux"),

        shared("Threads", "CLinux"),
        shared("Values", "CLinux", "Threads"),
        shared("Recurrence", "Threads", "Values"),
        shared("Contracts", "Values"),
        shared("AMQP", "CLinux", "CRabbitMQ", "Threads", "Values"),
        shared("Postgres", "CPostgres", "Threads", "Values"),
        shared("Crypto", "CSodium"),
        shared("Curl", "CCurl", "CLinux", "Threads", "Values"),
        shared("Compression", "CZlib", "Values"),
        shared("HTTP", "CMicroHTTPD", "Compression", "Threads", "Values"),
        shared(
            "ServiceKit",
            "AMQP",
            "CLinux",
            "Contracts",
            "Crypto",
            "HTTP",
            "Postgres",
            "Recurrence",
            "Threads",
            "Values"
        ),

        // The offline provider's text engine: pure, so that the same settings always give the same bytes.
        .target(
            name: "Offline",
            dependencies: ["Values"],
            path: "Services/AIGateway/Offline",
            swiftSettings: strict
        ),
        .target(
            name: "MailMessage",
            dependencies: ["Values"],
            path: "Services/Mailer/Message",
            swiftSettings: strict
        ),

        .target(
            name: "TestKit",
            dependencies: ["Postgres", "Threads", "Values"],
            path: "Tests/TestKit",
            swiftSettings: strict
        ),
        tests("ThreadsTests", "Threads"),
        tests("HTTPTests", "Compression", "HTTP", "Threads", "Values"),
        tests("ValuesTests", "Values"),
        .testTarget(
            name: "CompressionTests",
            dependencies: ["Compression", "PythonTool", "Values"],
            path: "Tests/CompressionTests",
            exclude: ["list_zip.py"],
            swiftSettings: strict
        ),
        tests("ContractsTests", "Contracts", "Values"),
        tests("RecurrenceTests", "Recurrence", "Threads", "Values", resources: [.embedInCode("oracle.py")]),
        tests("AMQPTests", "AMQP", "TestKit", "Threads", "Values"),
        tests("PostgresTests", "Postgres", "TestKit", "Threads", "Values"),
        .testTarget(
            name: "CryptoTests",
            dependencies: ["Crypto", "PythonTool"],
            path: "Tests/CryptoTests",
            exclude: ["sealed_box.py"],
            swiftSettings: strict
        ),
        tests("OfflineTests", "Offline", "Values"),
        tests("OrchestratorTests", "Contracts", "Orchestrator", "Recurrence", "Threads", "Values"),

        tests("SchedulerTests", "AMQP", "Contracts", "Recurrence", "Scheduler", "ServiceKit", "Values"),

        tests(
            "ServiceKitTests",
            "AMQP",
            "Contracts",
            "Postgres",
            "Recurrence",
            "ServiceKit",
            "TestKit",
            "Threads",
            "Values"
        ),
        tests("JournalTests", "AMQP", "Contracts", "Postgres", "ServiceKit", "TestKit", "Threads", "Values"),
        tests(
            "GatewayTests",
            "AIGateway",
            "AMQP",
            "Contracts",
            "Crypto",
            "Curl",
            "Offline",
            "Postgres",
            "PythonTool",
            "ServiceKit",
            "TestKit",
            "Threads",
            "Values"
        ),
        tests("APITests", "API", "Contracts", "HTTP", "Values"),
        tests(
            "MailerTests",
            "AMQP",
            "Contracts",
            "Crypto",
            "Curl",
            "MailMessage",
            "Mailer",
            "PythonTool",
            "ServiceKit",
            "Values"
        ),

        // Python programs that tests talk to: real servers and readers that are not ours.
        .target(
            name: "PythonTool",
            dependencies: ["Threads"],
            path: "Tests/PythonTool",
            swiftSettings: strict
        ),
        .testTarget(
            name: "CurlTests",
            dependencies: ["Curl", "CLinux", "PythonTool", "Threads", "Values"],
            path: "Tests/CurlTests",
            exclude: ["certificates.py", "gzip_bytes.py", "https_server.py", "smtp_server.py"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "MailMessageTests",
            dependencies: ["MailMessage", "PythonTool", "Values"],
            path: "Tests/MailMessageTests",
            exclude: ["read_mail.py"],
            swiftSettings: strict
        ),
    ] + services.flatMap { $0 }
)

// ThreadSanitizer makes everything slow; it is for the modules with threads of their own, and builds nothing else.
if Context.environment["STAGECOACH_SANITIZE"] != nil {
    let names = [
        "CLinux", "CPostgres", "CRabbitMQ", "Threads", "Values", "Postgres", "AMQP", "TestKit", "AMQPTests",
        "PostgresTests",
    ]
    package.targets.removeAll { !names.contains($0.name) }
}
