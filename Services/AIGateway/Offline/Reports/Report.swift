public import Values

/// A report: plain texts and tables. What people see of it is made here, never by who wrote it.
public struct Report: Hashable, Sendable {
    public var title: String
    public var summary: String
    public var sections: [Section]
    /// How it came about, where no model wrote it.
    public var label: String?

    public struct Section: Hashable, Sendable {
        public var heading: String
        public var paragraphs: [String]
        public var table: Table?

        public init(heading: String, paragraphs: [String] = [], table: Table? = nil) {
            self.heading = heading
            self.paragraphs = paragraphs
            self.table = table
        }
    }

    /// Each row has as many cells as there are columns.
    public struct Table: Hashable, Sendable {
        public var columns: [String]
        public var rows: [[String]]

        public init(columns: [String], rows: [[String]]) {
            self.columns = columns
            self.rows = rows
        }
    }

    public init(title: String, summary: String, sections: [Section], label: String? = nil) {
        self.title = title
        self.summary = summary
        self.sections = sections
        self.label = label
    }

    /// Upper limits, in characters unless said otherwise.
    public enum Limit {
        public static let title = 200
        public static let heading = 200
        public static let paragraph = 5000
        public static let cell = 300
        public static let sections = 80
        /// Per section.
        public static let paragraphs = 40
        public static let columns = 20
        public static let rows = 500
    }

    /// All that is wrong with what should be a report.
    public struct Faults: Error, Hashable, Sendable {
        public var faults: [FieldError]
    }
}
