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

        // The offline provider's text engine: pure, so that the same settings always give the same bytes.
        .target(
            name: "Offline",
            dependencies: ["Values"],
            path: "Services/AIGateway/Offline",
            swiftSettings: strict
        ),

        tests("ValuesTests", "Values"),
        tests("ThreadsTests", "Threads"),
        tests("OfflineTests", "Offline", "Values"),
    ]
)
