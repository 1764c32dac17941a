// Whether an address that a message carries is one of this server's.

/** Of our own origin and of no other scheme: what a message carries is somebody's input. */
export function isOurs(url, origin = location.origin) {
  try {
    return typeof url === "string" && new URL(url, origin).origin === origin;
  } catch {
    return false;
  }
}
