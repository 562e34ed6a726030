import Values

// MARK: - Which items, and what becomes of them

extension Stage {
    /// Which items a stage is for.
    public struct Selector: Codable, Hashable, Sendable {
        public var kind: String
        public var status: String
        public var scope: Scope
        /// The attribute that says what an item is called.
        public var title: String?

        /// Among what an item is looked for. Disabled ones are passed over in any case.
        public enum Scope: String, Codable, Hashable, Sendable {
            /// What the run itself has made.
            case run
            /// What the site had before the run or has by it, as long as nothing has been made from it.
            case site
        }

        public init(kind: String, status: String, scope: Scope = .run, title: String? = nil) {
            self.kind = kind
            self.status = status
            self.scope = scope
            self.title = title
        }

        private enum CodingKeys: CodingKey { case kind, status, scope, title }

        public init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            self.init(
                kind: try container.decode(String.self, forKey: .kind),
                status: try container.decode(String.self, forKey: .status),
                scope: try container.decodeIfPresent(Scope.self, forKey: .scope) ?? .run,
                title: try container.decodeIfPresent(String.self, forKey: .title)
            )
        }
    }

    /// A switch in the stage's settings.
    public struct Gate: Codable, Hashable, Sendable {
        public var setting: String
        public init(setting: String) { self.setting = setting }
    }

    public enum Failure: String, Codable, Hashable, Sendable {
        case fail
        /// The earlier stages' work stands by itself.
        case partial
    }

    /// What a worker may do with items. Anything else in its answer makes it invalid.
    public struct Yields: Codable, Hashable, Sendable {
        /// The statuses that the selected items may move to.
        public var statuses: [String]
        /// The items that may be created.
        public var creates: [Creation]
        /// Whether each item has to be given a parent.
        public var needsParent: Bool

        public struct Creation: Codable, Hashable, Sendable {
            public var kind: String
            public var status: String
            /// The attribute that says what it is called.
            public var title: String?
            /// How many of them each item has to yield: the least, and the most.
            public var least: Int
            public var most: Int

            public init(kind: String, status: String, title: String? = nil, least: Int = 0, most: Int = .max) {
                self.kind = kind
                self.status = status
                self.title = title
                self.least = least
                self.most = most
            }
        }

        public init(statuses: [String] = [], creates: [Creation] = [], needsParent: Bool = false) {
            self.statuses = statuses
            self.creates = creates
            self.needsParent = needsParent
        }

        private enum CodingKeys: CodingKey { case statuses, creates, needsParent }

        public init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            self.init(
                statuses: try container.decode([String].self, forKey: .statuses),
                creates: try container.decodeIfPresent([Creation].self, forKey: .creates) ?? [],
                needsParent: try container.decodeIfPresent(Bool.self, forKey: .needsParent) ?? false
            )
        }
    }

    /// Items that a worker is shown besides those it is given.
    public struct Lookup: Codable, Hashable, Sendable {
        /// What the worker knows them by.
        public var name: String
        public var kind: String
        public var statuses: [String]
        public var source: Source
        /// The attributes that are shown.
        public var fields: [String]
        /// The newest, up to so many: of each status on a site, or for each item that is given out.
        public var limit: Int
        /// A look at each one's own children.
        public var sample: Sample?

        public enum Source: String, Codable, Hashable, Sendable {
            /// The site's, as long as nothing has been made from them.
            case unused
            /// All of the site.
            case site
            /// The children of the items that are given out.
            case children
        }

        /// Shows `name`, the values of a field of the first few children, and `<name>_count`, how many there are.
        public struct Sample: Codable, Hashable, Sendable {
            public var name: String
            public var kind: String
            public var field: String
            public var limit: Int

            public init(name: String, kind: String, field: String, limit: Int) {
                self.name = name
                self.kind = kind
                self.field = field
                self.limit = limit
            }
        }

        public init(
            name: String,
            kind: String,
            statuses: [String],
            source: Source,
            fields: [String],
            limit: Int,
            sample: Sample? = nil
        ) {
            self.name = name
            self.kind = kind
            self.statuses = statuses
            self.source = source
            self.fields = fields
            self.limit = limit
            self.sample = sample
        }
    }

    /// One new item from each, with its attributes.
    public struct Derivation: Codable, Hashable, Sendable {
        public var kind: String
        public var status: String
        /// What the item becomes that it was made from.
        public var origin: String
        /// Attributes that get another name.
        public var renames: [String: String]
        /// Attributes of the item's parent, with the names that they get.
        public var inherits: [String: String]

        public init(
            kind: String,
            status: String,
            origin: String,
            renames: [String: String] = [:],
            inherits: [String: String] = [:]
        ) {
            self.kind = kind
            self.status = status
            self.origin = origin
            self.renames = renames
            self.inherits = inherits
        }
    }

    /// The parent of an item moves when none of its children of this kind is left in another status than `done`.
    public struct Completion: Codable, Hashable, Sendable {
        public var kind: String
        public var from: String
        public var to: String
        /// The status of its children when they are done.
        public var done: String
        /// The figure that counts those that have moved.
        public var figure: String?

        public init(kind: String, from: String, to: String, done: String, figure: String? = nil) {
            self.kind = kind
            self.from = from
            self.to = to
            self.done = done
            self.figure = figure
        }
    }
}
