import AIGateway
import ServiceKit

@main
struct Main {
    static func main() async { await GatewayService.main() }
}
