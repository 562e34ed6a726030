public import Values

/// What a report is to be made from.
public struct ReportMaterial: Hashable, Sendable {
    /// The template's name.
    public var name: String
    /// What was asked for.
    public var prompt: String
    public var date: CivilDate
    public var sources: [Source]

    public struct Source: Hashable, Sendable {
        public var name: String
        /// `nil` when nothing came.
        public var data: JSON?
        /// Why nothing came.
        public var error: String?
        /// Whether there was more of it.
        public var isCut: Bool

        public init(name: String, data: JSON?, error: String?, isCut: Bool) {
            self.name = name
            self.data = data
            self.error = error
            self.isCut = isCut
        }
    }

    public init(name: String, prompt: String, date: CivilDate, sources: [Source]) {
        self.name = name
        self.prompt = prompt
        self.date = date
        self.sources = sources
    }
}
