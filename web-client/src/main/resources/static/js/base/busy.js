// Work that a button starts: once at a time, and what goes wrong is said beside it.

import { setText } from "./dom.js";
import { fieldText, problemText } from "./problems.js";

/**
 * @param {Element} line where a problem is shown
 * @returns {(work: () => Promise<void>) => Promise<boolean>} runs work unless some is running; true
 *     if it was done
 */
export function onceAtATime(line) {
  let isBusy = false;
  return async (work) => {
    if (isBusy) {
      return false;
    }
    isBusy = true;
    setText(line, "");
    try {
      await work();
      return true;
    } catch (problem) {
      const named = Object.values(problem.errors ?? {}).flat();
      setText(line, named.length > 0 ? fieldText(named) : problemText(problem));
      return false;
    } finally {
      isBusy = false;
    }
  };
}
