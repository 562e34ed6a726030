import FoundationEssentials
import Glibc

/// The program `stagecoach`, for people and scripts.
public enum CommandLineTool {
    private static let usage = """
        usage: stagecoach <command>

          migrate <folder>   bring the database in STAGECOACH_DATABASE up to date
        """

    /// Runs the command that the arguments name.
    ///
    /// - Returns: The exit status: 0, 1 for a failure, 2 for arguments that make no sense.
    public static func run(_ arguments: [String], _ environment: [String: String]) async -> Int32 {
        do {
            switch arguments.first {
            case "migrate": try await MigrateCommand.run(Array(arguments.dropFirst()), environment)
            case "help", "--help", "-h": print(self.usage)
            case nil: throw UsageError(self.usage)
            case .some(let other): throw UsageError("stagecoach: there is no command \(other)\n\n\(self.usage)")
            }
            return 0
        } catch let error as UsageError {
            self.complain(error.description)
            return 2
        } catch {
            self.complain("stagecoach: \(error)")
            return 1
        }
    }

    private static func complain(_ line: String) {
        let bytes = Array((line + "\n").utf8)
        _ = bytes.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }
}

/// The arguments make no sense.
struct UsageError: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}
