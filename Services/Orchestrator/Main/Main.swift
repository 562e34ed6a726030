import Orchestrator
import ServiceKit

@main
struct Main {
    static func main() async { await OrchestratorService.main() }
}
