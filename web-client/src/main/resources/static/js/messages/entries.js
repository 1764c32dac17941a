// What a conversation shows, in order: a stretch of its log, then what waits to be sent. Pure.

/**
 * A message is shown once, also while both the log and the outbox know it. What waits belongs at
 * the end of everything, so it is not shown below an old stretch.
 *
 * @param {{messages: object[], hasNewer: boolean}} stretch
 * @param {object[]} outgoing a room's part of the outbox
 */
export function entriesOf({ messages, hasNewer }, outgoing) {
  const stored = messages.map(({ message, place, version }) => ({
    id: message.id,
    message,
    place,
    version,
    state: "stored",
  }));
  if (hasNewer) {
    return stored;
  }
  const ids = new Set(stored.map(({ id }) => id));
  const waiting = outgoing
    .filter((item) => !ids.has(item.id))
    .map((item) => ({
      id: item.id,
      message: item,
      place: null,
      version: 0,
      state: item.state,
      reason: item.reason,
    }));
  return [...stored, ...waiting];
}
