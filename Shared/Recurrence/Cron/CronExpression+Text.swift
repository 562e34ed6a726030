extension CronExpression {
    /// The expression in words, for example `Fridays at 17:00`, `Every 15 minutes` or
    /// `At minutes 0 and 30 of hours 9 to 17, on Mondays`.
    func text(_ style: LocalTime.Style) -> String {
        if let time = self.onlyTime?.text(style), let text = self.usual(at: time) { return text }
        let dates = [self.dayText, self.monthText].compactMap { $0 }
        return ([self.timeText(style)] + dates).joined(separator: ", ")
    }

    /// The time of day, where there is only one.
    private var onlyTime: LocalTime? {
        guard self.minutes.nonzeroBitCount == 1, self.hours.nonzeroBitCount == 1 else { return nil }
        return LocalTime(hour: self.hours.trailingZeroBitCount, minute: self.minutes.trailingZeroBitCount)
    }

    private var isEveryDay: Bool { self.days == CronExpression.everyDay }
    private var isEveryWeekday: Bool { self.weekdays == CronExpression.everyWeekday }
    private var isEveryMonth: Bool { self.months == CronExpression.everyMonth }

    /// What other schedules have words for too; `nil` for anything else.
    private func usual(at time: String) -> String? {
        if self.takesEitherDay { return nil }
        let number = self.onlyDay
        if self.isEveryMonth, self.isEveryDay {
            return "\(self.isEveryWeekday ? "Every day" : self.weekText) at \(time)"
        }
        guard self.isEveryWeekday, let number else { return nil }
        if self.isEveryMonth {
            return "Monthly on the \(number.text) at \(time)\(number.isRare ? ", not in shorter months" : "")"
        }
        guard self.months.nonzeroBitCount == 1 else { return nil }
        let month = monthName(Int64(self.months.trailingZeroBitCount))
        return "Every year on the \(number.text) of \(month) at \(time)"
    }

    /// The day of the month, where there is only one.
    private var onlyDay: MonthDay? {
        if self.hasLastDay { return self.days == 0 ? .last : nil }
        return self.days.nonzeroBitCount == 1 ? MonthDay(self.days.trailingZeroBitCount) : nil
    }

    // MARK: - Times

    private func timeText(_ style: LocalTime.Style) -> String {
        let minutes = CronExpression.numbers(self.minutes)
        let hours = CronExpression.numbers(self.hours)
        let isEveryHour = self.hours == CronExpression.everyHour
        if minutes.count * hours.count <= 6 {
            let times = hours.flatMap { hour in minutes.compactMap { LocalTime(hour: hour, minute: $0)?.text(style) } }
            return "At \(listed(times))"
        }
        if isEveryHour, minutes == [0] { return "Every hour" }
        if minutes == [0], let step = CronExpression.step(hours, of: 24) { return "Every \(step) hours" }
        let within = isEveryHour ? "" : " of hours \(CronExpression.ranges(hours))"
        if self.minutes == CronExpression.everyMinute { return "Every minute\(within)" }
        if let step = CronExpression.step(minutes, of: 60) { return "Every \(step) minutes\(within)" }
        let noun = minutes.count == 1 ? "minute" : "minutes"
        return "At \(noun) \(CronExpression.ranges(minutes))\(isEveryHour ? " of every hour" : within)"
    }

    /// How far numbers are apart that go round evenly from 0; `nil` when they do not, or are all there are.
    private static func step(_ numbers: [Int], of count: Int) -> Int? {
        guard numbers.count > 1, numbers.count < count, count % numbers.count == 0 else { return nil }
        let step = count / numbers.count
        return numbers == Array(stride(from: 0, to: count, by: step)) ? step : nil
    }

    // MARK: - Dates

    /// `nil` for every day.
    private var dayText: String? {
        let week = "on \(self.weekText)"
        if self.takesEitherDay {
            return self.isEveryDay || self.isEveryWeekday ? nil : "\(self.monthDayText), and \(week)"
        }
        switch (self.isEveryDay, self.isEveryWeekday) {
        case (true, true): return nil
        case (true, false): return week
        case (false, true): return self.monthDayText
        case (false, false): return "\(self.monthDayText) if it is a \(self.weekdayText)"
        }
    }

    private var monthDayText: String {
        let days = CronExpression.numbers(self.days)
        let last = self.hasLastDay ? ["the last day"] : []
        if days.isEmpty { return "on the last day of the month" }
        if days.count == 1, last.isEmpty { return "on the \(ordinal(days[0])) of the month" }
        return "on \(days.count == 1 ? "day" : "days") \(CronExpression.ranges(days, last)) of the month"
    }

    /// `nil` for every month.
    private var monthText: String? {
        if self.isEveryMonth { return nil }
        return "in \(listed(CronExpression.numbers(self.months).map { monthName(Int64($0)) }))"
    }

    private var week: [Weekday] {
        Weekday.allCases.filter { self.weekdays & 1 << UInt64(($0.index + 1) % 7) != 0 }
    }

    /// For example `Mondays and Fridays`.
    private var weekText: String { Weekdays(self.week)?.text ?? "" }

    /// For example `Monday or Friday`.
    private var weekdayText: String { listed(self.week.map { String($0.plural.dropLast()) }, "or") }

    // MARK: - Numbers

    private static func numbers(_ bits: UInt64) -> [Int] { (0..<64).filter { bits & 1 << UInt64($0) != 0 } }

    /// For example `9 to 17 and 20`: three and more that follow one another are taken together.
    private static func ranges(_ numbers: [Int], _ others: [String] = []) -> String {
        var runs: [ClosedRange<Int>] = []
        for number in numbers {
            if let run = runs.last, run.upperBound + 1 == number {
                runs[runs.count - 1] = run.lowerBound...number
            } else {
                runs.append(number...number)
            }
        }
        let words = runs.flatMap { run in
            run.count > 2 ? ["\(run.lowerBound) to \(run.upperBound)"] : run.map { "\($0)" }
        }
        return listed(words + others)
    }
}
