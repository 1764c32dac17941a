// What a frame about a room makes of what is known of it. Pure.

/** A room names so many of its participants, those who have been there longest. */
const MOST_NAMED = 100;

/**
 * @param {object} room as the list knows it
 * @param {string} type of the frame
 * @param {object} data the room without participants, last message and counts, then perhaps `user`
 *     and `role`
 * @returns {object} the room as it is now
 */
export function changedRoom(room, type, { room: _, user, role, last_seq: __, ...facts }) {
  return { ...room, ...facts, participants: people(room.participants ?? [], type, user, role) };
}

function people(before, type, user, role) {
  if (!user) {
    return before;
  }
  if (type === "participant_left") {
    return before.filter(({ id }) => id !== user.id);
  }
  if (before.some(({ id }) => id === user.id)) {
    return before.map((person) => (person.id === user.id ? { ...person, ...user, role: role ?? person.role } : person));
  }
  const isNamed = type === "participant_joined" && before.length < MOST_NAMED;
  return isNamed ? [...before, { ...user, role: role ?? "member" }] : before;
}
