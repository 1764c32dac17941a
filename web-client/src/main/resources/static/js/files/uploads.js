// Brings chosen files to the server, a few at a time, each for the message that waits for it.

const AT_ONCE = 2;
const MOST_TRIES = 4;
const WAIT_MS = 2_000;

/**
 * @typedef {object} Hooks
 * @property {(id: string, attachment: object) => void} done the server has the file
 * @property {(id: string, problem: object) => void} failed it will not have it
 * @property {(id: string, part: number) => void} progress from 0 to 1
 */
export class Uploads {
  #send;
  #hooks;
  /**
   * By message, in the order of writing: `{id, room, file, tries, abort, state}`. `state` is waiting,
   * running, resting (until its next try) or failed.
   */
  #jobs = new Map();
  #wait;

  /**
   * @param {(job: {room: string, file: File}, options: {signal: AbortSignal, onProgress: Function})
   *     => Promise<object>} send
   * @param {Hooks} hooks
   * @param {(work: () => void, ms: number) => void} wait
   */
  constructor(send, hooks, wait = setTimeout) {
    this.#send = send;
    this.#hooks = hooks;
    this.#wait = wait;
  }

  /** True while the page must not be closed without a warning. */
  get isBusy() {
    return [...this.#jobs.values()].some(({ state }) => state !== "failed");
  }

  start(id, room, file) {
    this.#jobs.set(id, { id, room, file, tries: 0, abort: null, state: "waiting" });
    this.#next();
  }

  /** @returns {boolean} false if the file is here no longer */
  retry(id) {
    const job = this.#jobs.get(id);
    if (job) {
      Object.assign(job, { tries: 0, state: "waiting" });
      this.#next();
    }
    return job !== undefined;
  }

  /** Stops it, and forgets the file. */
  cancel(id) {
    const job = this.#jobs.get(id);
    this.#jobs.delete(id);
    job?.abort?.abort();
    this.#next();
  }

  close() {
    [...this.#jobs.keys()].forEach((id) => this.cancel(id));
  }

  #next() {
    const jobs = [...this.#jobs.values()];
    const free = AT_ONCE - jobs.filter(({ state }) => state === "running").length;
    jobs
      .filter(({ state }) => state === "waiting")
      .slice(0, Math.max(0, free))
      .forEach((job) => this.#run(job));
  }

  async #run(job) {
    const abort = new AbortController();
    Object.assign(job, { abort, state: "running", tries: job.tries + 1 });
    try {
      const onProgress = (part) => this.#hooks.progress(job.id, part);
      const attachment = await this.#send(job, { signal: abort.signal, onProgress });
      if (!abort.signal.aborted) {
        this.#jobs.delete(job.id);
        this.#hooks.done(job.id, attachment);
      }
    } catch (problem) {
      if (!abort.signal.aborted) {
        this.#failed(job, problem);
      }
    }
    this.#next();
  }

  // What passes by itself is tried again; the file stays here for the reader's own retry, too.
  #failed(job, problem) {
    if (problem.isPassing && job.tries < MOST_TRIES) {
      job.state = "resting";
      const ms = problem.retryAfterMs ?? WAIT_MS * job.tries;
      this.#wait(() => {
        job.state = "waiting";
        this.#next();
      }, ms);
    } else {
      job.state = "failed";
      this.#hooks.failed(job.id, problem);
    }
  }
}
