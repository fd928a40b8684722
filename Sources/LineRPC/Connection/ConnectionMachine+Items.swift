import Violations

// What clients send into calls that are open.

extension ConnectionMachine {
  /// A line brings a message for a call. It may have crossed the call's answer, and is then dropped; for an open call that
  /// takes no messages, or no more, it is a mistake worth telling.
  public mutating func item(_ item: ClientItem, of id: CallID) -> ConnectionActions {
    breaches = 0
    guard phase.answers else { return .none }
    return takesItems(id) ? append(item, to: id) : refuseItem(of: id)
  }

  /// A line says that a call gets no more messages.
  public mutating func endItems(of id: CallID) -> ConnectionActions {
    breaches = 0
    guard phase.answers else { return .none }
    guard takesItems(id), let number = calls[id]?.number else { return refuseItem(of: id) }
    calls[id]?.inbox?.end = .ended
    return ConnectionActions(itemsCame: [number])
  }

  /// A line could not be read. One that was meant as a message of an open stream takes its place among the messages, so
  /// that both sides count alike; any other is answered.
  ///
  /// A message that was broken off with the connection's input is none: its stream ends there, and says so itself.
  public mutating func refuse(_ fault: FrameFault) -> ConnectionActions {
    guard fault.isItem, phase.answers, let id = fault.id, takesItems(id) else {
      return refuse(fault.status, fault.id, isItem: fault.isItem, fault.isJSONRPC, fault.language)
    }
    guard fault.status.reason != .inputEnded else { return .none }
    return append(.unreadable(fault.status), to: id)
  }

  private func takesItems(_ id: CallID) -> Bool { calls[id]?.inbox?.end == .open }

  private mutating func refuseItem(of id: CallID) -> ConnectionActions {
    guard let call = calls[id] else { return .none }
    return refuse(call.inbox == nil ? .takesNoItems(id) : .itemsHaveEnded(id), like: call)
  }

  // Holds no copy of the call meanwhile: with one, the inbox would be copied for every message.
  private mutating func append(_ item: ClientItem, to id: CallID) -> ConnectionActions {
    let isFirst = calls[id]?.inbox?.isEmpty == true
    calls[id]?.inbox?.append(item)
    held.bytes += item.heldBytes
    var actions = ConnectionActions(held: item.heldBytes)
    if isFirst, let number = calls[id]?.number { actions.itemsCame = [number] }
    return actions
  }

  /// What a call that takes messages finds.
  public enum ItemsTaken: Sendable, Equatable {
    /// Messages, in order.
    case items([ClientItem])
    /// Nothing now; ask again when ``ConnectionActions/itemsCame`` names the call.
    case nothing
    /// There are no more: the client has said so.
    case ended
    /// There are no more, and the client has closed its side without saying so.
    case cut
    /// Nobody waits for the call's answer.
    case over
  }

  /// Takes the messages that have come for a call.
  public mutating func takeItems(of reference: CallReference) -> (ItemsTaken, ConnectionActions) {
    guard isWanted(reference), let inbox = calls[reference.id]?.inbox else { return (.over, .none) }
    guard inbox.isEmpty else { return takeSome(of: reference.id) }
    switch inbox.end {
    case .open: return (.nothing, .none)
    case .ended: return (.ended, .none)
    case .cut: return (.cut, .none)
    }
  }

  private mutating func takeSome(of id: CallID) -> (ItemsTaken, ConnectionActions) {
    let before = held
    let items = calls[id]?.inbox?.take() ?? []
    held.bytes -= items.reduce(0) { $0 + $1.heldBytes }
    let places = CallPlacesHeld(bytes: before.bytes - held.bytes)
    return (.items(items), ConnectionActions(released: places, mustLook: true))
  }

  /// Whether a call that goes on has no message to take, and may get some.
  public func hasNoItems(for reference: CallReference) -> Bool {
    guard isWanted(reference), let inbox = calls[reference.id]?.inbox else { return false }
    return inbox.isEmpty && inbox.end == .open
  }

  /// The client has closed its side and all its lines are taken: streams that have not ended never will.
  mutating func cutItems() -> ConnectionActions {
    var actions = ConnectionActions.none
    for (id, call) in openCalls where call.inbox?.end == .open {
      calls[id]?.inbox?.end = .cut
      actions.itemsCame.append(call.number)
    }
    return actions
  }
}

extension Status {
  static func takesNoItems(_ id: CallID) -> Status {
    Status(
      .invalidRequest,
      Wording(
        en: "The method of call \(id) takes no items; its parameters are all it reads.",
        fr: "La méthode de l’appel \(id) n’accepte pas d’item ; elle ne lit que ses paramètres."),
      details: [.idOfLine(id)])
  }

  static func itemsHaveEnded(_ id: CallID) -> Status {
    Status(
      .invalidRequest,
      Wording(
        en: "Call \(id) has been told that there are no more items.",
        fr: "L’appel \(id) a déjà reçu la fin de ses items."),
      details: [.idOfLine(id)])
  }
}
