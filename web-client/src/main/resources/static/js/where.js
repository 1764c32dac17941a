// Where the reader is, as the page's address: reload, back and forward then do what one expects.

const ADDRESS = /^#\/room\/([\w-]+)(?:\/([\w-]+))?$/;

/** @returns {{room: string|null, message: string|null}} what the address names */
export function whereTo(hash = location.hash) {
  const [, room = null, message = null] = ADDRESS.exec(hash) ?? [];
  return { room, message };
}

/** The address of a room, or of a message in it. */
export function addressOf(room, message = null) {
  return `#/room/${room}${message === null ? "" : `/${message}`}`;
}

/** Goes to a room, or to the list; also if the address says so already. */
export function goTo(room, message = null) {
  const hash = room === null ? "" : addressOf(room, message);
  if (hash === location.hash) {
    dispatchEvent(new HashChangeEvent("hashchange"));
  } else {
    location.hash = hash;
  }
}
