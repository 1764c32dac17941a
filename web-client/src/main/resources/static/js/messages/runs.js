// Which stretches of a room's log are loaded without a gap, as runs of places. Pure.

/**
 * The last run is the living one: it has no end, since what happens is added to it as it comes.
 * Runs that touch become one, so that a jump into the past grows together with the present.
 */
export class Runs {
  #runs;

  /** @param {number} from where the living run begins */
  constructor(from) {
    this.#runs = [{ from, to: Infinity }];
  }

  /** Everything from place `from` to place `to`, both included, is here. */
  add(from, to) {
    const run = { from, to };
    const apart = [];
    for (const other of this.#runs) {
      if (other.to + 1 < run.from || run.to + 1 < other.from) {
        apart.push(other);
      } else {
        run.from = Math.min(run.from, other.from);
        run.to = Math.max(run.to, other.to);
      }
    }
    this.#runs = [...apart, run].sort((a, b) => a.from - b.from);
  }

  /** The run that holds a place; the living one if none does. */
  around(place) {
    return this.#runs.find(({ from, to }) => from <= place && place <= to) ?? this.#runs.at(-1);
  }
}
