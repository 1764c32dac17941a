// Who may do what in a room, as far as this page knows; the server decides in any case.

import { messages } from "../net/api.js";

/** My role, or null where the room does not tell: of a large one it names the first hundred. */
export function roleOf(room, me) {
  return room.participants?.find(({ id }) => id === me.id)?.role ?? null;
}

/** Owner and admins change the room, bring people in, and delete what others wrote. */
export function moderates(room, me) {
  const role = roleOf(room, me);
  return role === "owner" || role === "admin";
}

export function isOpen(room) {
  return room.is_active !== false;
}

/**
 * What I may make of another participant.
 * @returns {("admin"|"member"|"owner"|"remove")[]} in the order in which it is offered
 */
export function powersOver(person, room, me) {
  const mine = roleOf(room, me);
  if (person.id === me.id || person.role === "owner" || !isOpen(room) || room.room_type !== "group") {
    return [];
  }
  if (mine === "owner") {
    return [person.role === "admin" ? "member" : "admin", "owner", "remove"];
  }
  return mine === "admin" ? ["remove"] : [];
}

/** Whether I am in a room that is not in my list: a large or closed one does not tell by itself. */
export async function takesPart(room, me) {
  if (roleOf(room, me) !== null) {
    return true;
  }
  if ((room.participants?.length ?? 0) >= (room.participant_count ?? 0)) {
    return false;
  }
  try {
    await messages.changes(room.id, -1);
    return true;
  } catch (problem) {
    if (problem.status === 403) {
      return false;
    }
    throw problem;
  }
}
