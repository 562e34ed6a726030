import Scheduler
import ServiceKit

@main
struct Main {
    static func main() async { await SchedulerService.main() }
}
