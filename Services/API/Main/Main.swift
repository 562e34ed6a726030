import API
import ServiceKit

@main
struct Main {
    static func main() async { await APIService.main() }
}
