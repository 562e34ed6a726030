import Mailer
import ServiceKit

@main
struct Main {
    static func main() async { await MailerService.main() }
}
