import Values

/// Credits as they are shown: exact, without zeros at the end.
enum CreditText {
    /// `10`, `0.5`, `-3.125`.
    static func text(thousandths: Int) -> String {
        let (whole, part) = thousandths.magnitude.quotientAndRemainder(dividingBy: 1000)
        var text = (thousandths < 0 ? "-" : "") + "\(whole)"
        if part > 0 {
            var digits = String(1000 + part).dropFirst()
            while digits.last == "0" { digits.removeLast() }
            text += "." + digits
        }
        return text
    }
}

extension JSONWriter {
    /// Credits as a number.
    mutating func credits(_ key: StaticString, thousandths: Int) {
        self.key(key)
        self.raw(CreditText.text(thousandths: thousandths).utf8)
    }

    /// Credits as a number; `null` where nothing is charged.
    mutating func credits(_ key: StaticString, optional thousandths: Int?) {
        if let thousandths {
            self.credits(key, thousandths: thousandths)
        } else {
            self.key(key)
            self.null()
        }
    }
}
