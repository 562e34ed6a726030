import Contracts
import ServiceKit

/// Which model is asked when a job names one: `name=provider/model` pairs, of which `default` is taken for all names that
/// are not there, and `image` where an image is asked for. A job may also name a model itself, with its provider
/// (`offline/composer`) or without (`composer`), or a provider, whose first model it is then.
struct ModelRoutes: Sendable {
    struct Route: Sendable, Hashable {
        var provider: String
        var model: String
    }

    static let defaultName = "default"
    static let imageName = "image"

    private let routes: [String: Route]
    private let imageRoute: Route?
    private let providers: [String: any Provider]

    /// What is wrong with a text of routes, all of it.
    struct Mistakes: Error, Equatable { let messages: [String] }

    /// - Parameter text: `default=offline/composer,fast=offline/composer`
    init(_ text: String, _ providers: [any Provider]) throws(Mistakes) {
        let known = Dictionary(providers.map { ($0.name, $0) }) { first, _ in first }
        var routes: [String: Route] = [:]
        var mistakes: [String] = []
        for (index, pair) in text.split(separator: ",", omittingEmptySubsequences: false).enumerated() {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map {
                $0.filter { $0 != " " }
            }
            guard parts.count == 2, let slash = parts[1].firstIndex(of: "/"), !parts[0].isEmpty else {
                mistakes.append("pair \(index + 1) is not name=provider/model")
                continue
            }
            let route = Route(
                provider: String(parts[1][..<slash]),
                model: String(parts[1][parts[1].index(after: slash)...])
            )
            if parts[0].contains("/") {
                mistakes.append("pair \(index + 1) has a slash in its name, as only models have")
            } else if routes[parts[0]] != nil {
                mistakes.append("pair \(index + 1) has the name of an earlier one")
            }
            if let provider = known[route.provider] {
                // The two names that are taken without being asked for have to lead to what is expected of them.
                let kind: ModelKind? =
                    switch parts[0] {
                    case ModelRoutes.defaultName: .text
                    case ModelRoutes.imageName: .image
                    default: nil
                    }
                let models = provider.models.filter { kind == nil || $0.kind == kind }.map(\.id)
                if !models.contains(route.model) {
                    let names = models.isEmpty ? "none there" : models.joined(separator: ", ")
                    mistakes.append("pair \(index + 1) needs one of these models: \(names)")
                }
            } else {
                let names = known.keys.sorted().joined(separator: ", ")
                mistakes.append("pair \(index + 1) needs one of these providers: \(names)")
            }
            routes[parts[0]] = route
        }
        if routes[ModelRoutes.defaultName] == nil { mistakes.append("no pair has the name \(ModelRoutes.defaultName)") }
        if !mistakes.isEmpty { throw Mistakes(messages: mistakes) }
        if routes[ModelRoutes.imageName] == nil {
            // One that works from a description is better than one that works without.
            let ordered = providers.filter(\.isModel) + providers.filter { !$0.isModel }
            let first = ordered.lazy.flatMap { provider in
                provider.models.filter { $0.kind == .image }.map { Route(provider: provider.name, model: $0.id) }
            }.first
            self.imageRoute = first
        } else {
            self.imageRoute = routes[ModelRoutes.imageName]
        }
        self.routes = routes
        self.providers = known
    }

    /// The provider and its model for texts, for what the settings name.
    func find(_ requested: String?) -> (provider: any Provider, model: String) {
        let name = requested ?? ModelRoutes.defaultName
        if let route = self.route(name, .text) ?? self.routes[ModelRoutes.defaultName],
            let provider = self.providers[route.provider]
        {
            return (provider, route.model)
        }
        preconditionFailure("a default route was there at the start")
    }

    /// The provider and its model for images, for what the settings name; `nil` when no model makes images.
    func findImage(_ requested: String?) -> (provider: any Provider, model: String)? {
        guard let route = requested.flatMap({ self.route($0, .image) }) ?? self.imageRoute,
            let provider = self.providers[route.provider]
        else { return nil }
        return (provider, route.model)
    }

    /// What a name leads to, when that makes what is asked for: a route, or what it means in itself.
    private func route(_ name: String, _ kind: ModelKind) -> Route? {
        if let route = self.routes[name] { return self.model(route)?.kind == kind ? route : nil }
        // Some names of models have slashes of their own.
        for provider in self.providers.values.sorted(by: { $0.name < $1.name }) {
            let model = provider.models.first { model in
                guard model.kind == kind else { return false }
                return [provider.name, model.id, "\(provider.name)/\(model.id)"].contains(name)
            }
            if let model { return Route(provider: provider.name, model: model.id) }
        }
        return nil
    }

    struct Listed: Sendable, Hashable {
        var id: String
        var provider: String
        var title: String
        var kind: ModelKind
        var isDefault: Bool
    }

    /// All that may be named: the routes, and each provider's models.
    var listed: [Listed] {
        var all: [Listed] = []
        for (name, route) in self.routes.sorted(by: { $0.key < $1.key }) {
            guard let model = self.model(route) else { continue }
            let isDefault = name == ModelRoutes.defaultName
            all.append(
                Listed(
                    id: name,
                    provider: route.provider,
                    title: isDefault ? "Default: \(model.title)" : model.title,
                    kind: model.kind,
                    isDefault: isDefault
                )
            )
        }
        for provider in self.providers.values.sorted(by: { $0.name < $1.name }) {
            for model in provider.models {
                all.append(
                    Listed(
                        id: "\(provider.name)/\(model.id)",
                        provider: provider.name,
                        title: model.title,
                        kind: model.kind,
                        isDefault: false
                    )
                )
            }
        }
        return all
    }

    private func model(_ route: Route) -> ProviderModel? {
        self.providers[route.provider]?.models.first { $0.id == route.model }
    }
}
