import HistoryWriter
import ServiceKit

@main
struct Main {
    static func main() async { await HistoryService.main() }
}
