let secondsPerDay: Int64 = 86_400

/// 0 to 99 with a leading zero.
func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
