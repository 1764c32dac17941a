// What to do after a socket has closed: the contract's table of close codes, and the waiting
// times. Pure: chance and time are given.

const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 30_000;
const LONGEST_ASKED_MS = 120_000;
const SLOW_DOWN_MS = 5_000;

/** Exponential with jitter: half of the step is fixed, half is chance, so that clients spread. */
export function backOffMs(attempt, random = Math.random) {
  const step = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** Math.min(attempt, 16));
  return Math.round(step / 2 + (random() * step) / 2);
}

/** The delay that a closing server asks for in its reason ("1500", "1500 ms", "2 s"), or null. */
export function askedDelayMs(reason) {
  const found = /(\d+(?:\.\d+)?)\s*(ms|s|sec|seconds?)?(?![a-z])/i.exec(reason ?? "");
  if (!found) {
    return null;
  }
  const inSeconds = found[2] && found[2].toLowerCase() !== "ms";
  return Math.min(LONGEST_ASKED_MS, Math.round(Number(found[1]) * (inSeconds ? 1000 : 1)));
}

/**
 * @param {{code: number, reason: string, attempt: number}} close `attempt` counts the failures
 *     since the last time a connection held
 * @returns {{again: false, why: "policy"|"removed"}
 *     | {again: true, delayMs: number, refresh: boolean}}
 */
export function afterClose({ code, reason, attempt }, random = Math.random) {
  const backOff = backOffMs(attempt, random);
  switch (code) {
    case 1003:
    case 1007:
    case 1008:
      return { again: false, why: "policy" };
    case 4403:
      return { again: false, why: "removed" };
    case 4401:
      return { again: true, delayMs: attempt === 0 ? 0 : backOff, refresh: true };
    case 1001:
    case 1012:
      return { again: true, delayMs: askedDelayMs(reason) ?? backOff, refresh: false };
    case 4429:
      return { again: true, delayMs: SLOW_DOWN_MS + backOff, refresh: false };
    default:
      return { again: true, delayMs: backOff, refresh: false };
  }
}
