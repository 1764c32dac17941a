// How large a picture is shown in a conversation. Pure.

const MOST_WIDTH = 320;
const MOST_HEIGHT = 320;
/** What a picture of unknown size gets; it is shown whole inside. */
const UNKNOWN = { width: 240, height: 180 };
const LEAST = 48;

/**
 * The size at which a picture is shown, known before it is loaded so that nothing jumps when it is.
 * Never larger than the picture itself, and never so thin that it could not be pressed.
 */
export function fitted(width, height) {
  if (!(width > 0 && height > 0)) {
    return UNKNOWN;
  }
  const scale = Math.min(1, MOST_WIDTH / width, MOST_HEIGHT / height);
  return {
    width: Math.max(LEAST, Math.round(width * scale)),
    height: Math.max(LEAST, Math.round(height * scale)),
  };
}
