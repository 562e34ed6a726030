/// Zones are the same when they have the same name: there is one database of them on a machine.
extension Zone: Hashable {
    public static func == (left: Zone, right: Zone) -> Bool { left.name == right.name }
    public func hash(into hasher: inout Hasher) { hasher.combine(self.name) }
}
