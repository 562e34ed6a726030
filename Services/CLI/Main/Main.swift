import CLI
import FoundationEssentials
import Glibc

@main
struct Main {
    static func main() async {
        let arguments = Array(CommandLine.arguments.dropFirst())
        exit(await CommandLineTool.run(arguments, ProcessInfo.processInfo.environment))
    }
}
