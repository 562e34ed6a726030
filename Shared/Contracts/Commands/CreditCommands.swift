public import Values

/// Credit an organization's account.
public struct CreditsTopUp: RecordedCommand {
    public static let name = "credits.top_up"
    /// More than nothing.
    public var amount: Credits
    public var idempotencyKey: String?

    public init(amount: Credits, idempotencyKey: String? = nil) {
        self.amount = amount
        self.idempotencyKey = idempotencyKey
    }

    public func problems() -> [FieldError] {
        var check = Check()
        if let key = self.idempotencyKey { check.key(key, "/idempotencyKey") }
        check.require(self.amount > Credits(thousandths: 0), "/amount", "must be more than nothing")
        return check.errors
    }
}

/// Ask what an organization has. It changes nothing. Routing key `credits.balance.<organization>`.
public struct CreditsBalance: Payload {
    public static let name = "credits.balance"
    public init() {}
}

/// The answer to ``CreditsBalance``.
public struct CreditsShown: Payload {
    public static let name = "credits.shown"
    public var account: CreditBalance
    public init(account: CreditBalance) { self.account = account }
}

/// What an organization has.
public struct CreditBalance: Codable, Hashable, Sendable {
    public var balance: Credits
    /// Held for runs that are under way.
    public var reserved: Credits

    /// What new runs can use.
    public var available: Credits { Credits(thousandths: self.balance.thousandths - self.reserved.thousandths) }

    public init(balance: Credits, reserved: Credits) {
        self.balance = balance
        self.reserved = reserved
    }

    private enum CodingKeys: String, CodingKey { case balance, reserved, available }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.balance = try container.decode(Credits.self, forKey: .balance)
        self.reserved = try container.decode(Credits.self, forKey: .reserved)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(self.balance, forKey: .balance)
        try container.encode(self.reserved, forKey: .reserved)
        try container.encode(self.available, forKey: .available)
    }
}

/// The answer to ``CreditsTopUp``.
public struct CreditsAccepted: Payload {
    public static let name = "credits.accepted"
    public var status = "accepted"
    public var duplicate: Bool
    /// With what was credited.
    public var account: CreditBalance

    public init(duplicate: Bool, account: CreditBalance) {
        self.duplicate = duplicate
        self.account = account
    }
}

/// The data of `stagecoach.credits.topped_up.v1`.
public struct CreditEvent: Codable, Hashable, Sendable {
    public var amount: Credits
    public var account: CreditBalance

    public init(amount: Credits, account: CreditBalance) {
        self.amount = amount
        self.account = account
    }
}
