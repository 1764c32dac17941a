// One search: asks when the writing rests, page by page; only the last question's answer counts.

const ASK_AFTER_MS = 250;
const PAGE_SIZE = 20;
/** Of letters of which each is only a small part of a word. */
const LEAST_CHARACTERS = 2;

export class Search {
  #ask;
  #changed;
  #timer = null;
  #asked = 0;
  #page = 0;

  query = "";
  /** The room that is searched, null for all of mine. */
  room = null;
  /** `idle`, `waiting`, `found` or `failed` */
  state = "idle";
  results = [];
  count = 0;
  hasMore = false;
  problem = null;

  /**
   * @param {(query: object) => Promise<object>} ask
   * @param {() => void} changed
   */
  constructor(ask, changed) {
    this.#ask = ask;
    this.#changed = changed;
  }

  get isActive() {
    return this.query !== "";
  }

  /** Searches for something else, or somewhere else. */
  look(query, room) {
    this.query = query.trim();
    this.room = room;
    this.#page = 0;
    this.#asked += 1;
    clearTimeout(this.#timer);
    if (this.query.length < LEAST_CHARACTERS && !/[^\p{ASCII}]/u.test(this.query)) {
      Object.assign(this, { state: "idle", results: [], count: 0, hasMore: false });
    } else {
      this.state = "waiting";
      this.#timer = setTimeout(() => this.more(), ASK_AFTER_MS);
    }
    this.#changed();
  }

  /** Asks for the next page. */
  async more() {
    const asked = this.#asked;
    const { query: q, room } = this;
    this.state = "waiting";
    try {
      const answer = await this.#ask({ q, room, page: this.#page + 1, page_size: PAGE_SIZE });
      if (asked === this.#asked) {
        this.#take(answer);
      }
    } catch (problem) {
      if (asked === this.#asked) {
        this.state = "failed";
        this.problem = problem;
      }
    }
    this.#changed();
  }

  // A message that came meanwhile moves the pages: one that was on the last may come again.
  #take({ count, next, results }) {
    const before = this.#page === 0 ? [] : this.results;
    const ids = new Set(before.map(({ id }) => id));
    this.results = [...before, ...results.filter(({ id }) => !ids.has(id))];
    this.count = count;
    this.hasMore = Boolean(next);
    this.#page += 1;
    this.state = "found";
  }
}
