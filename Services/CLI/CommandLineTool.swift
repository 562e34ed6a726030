import FoundationEssentials

/// The program `stagecoach`, for people and scripts.
public enum CommandLineTool {
    private static let usage = """
        usage: stagecoach <command>

          run <job> [--wait]        start a run of a job now; with --wait, follow it to its end
          runs [job]                show the latest runs
          logs [-f] <run>           show a run's log; with -f, follow it to its end

        for operators

          organization <id> <name> <timezone>
                                    create an organization, or change it
          migrate <folder>          bring the database up to date

        environment

          STAGECOACH_API, STAGECOACH_API_KEY   for run, runs, logs
          STAGECOACH_AMQP                      for organization: the operator's broker URL
          STAGECOACH_DATABASE                  for migrate: the database, with the role that owns it
        """

    /// Runs the command that the arguments name.
    ///
    /// - Returns: The exit status: 0, 1 for a failure, 2 for arguments that make no sense.
    public static func run(_ arguments: [String], _ environment: [String: String]) async -> Int32 {
        do {
            switch arguments.first {
            case "run": try await RunCommand.run(Array(arguments.dropFirst()), environment)
            case "runs": try await RunsCommand.run(Array(arguments.dropFirst()), environment)
            case "logs": try await LogsCommand.run(Array(arguments.dropFirst()), environment)
            case "organization": try await OrganizationCommand.run(Array(arguments.dropFirst()), environment)
            case "migrate": try await MigrateCommand.run(Array(arguments.dropFirst()), environment)
            case "help", "--help", "-h": Output.line(self.usage)
            case nil: throw UsageError(self.usage)
            case .some(let other): throw UsageError("stagecoach: there is no command \(other)\n\n\(self.usage)")
            }
            return 0
        } catch let error as UsageError {
            Output.complaint(error.description)
            return 2
        } catch {
            Output.complaint("stagecoach: \(error)")
            return 1
        }
    }
}

/// The arguments make no sense.
struct UsageError: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}
