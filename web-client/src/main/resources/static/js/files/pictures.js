// Pictures of the server: a cookie that has expired must not leave holes in a conversation.

import { people } from "../net/api.js";

const ASK_EVERY_MS = 30_000;

let asking = null;
let askedAt = 0;

/** Tries once more to load a picture that failed, after the token was renewed if it was that. */
export function loadAgainOnce(image) {
  image.addEventListener(
    "error",
    async () => {
      await renewed();
      image.src = image.getAttribute("src");
    },
    { once: true },
  );
  return image;
}

// Any call renews an expired token on its way; many pictures that fail at once share one.
function renewed() {
  if (Date.now() - askedAt > ASK_EVERY_MS) {
    askedAt = Date.now();
    asking = people.me().catch(() => {});
  }
  return asking;
}
