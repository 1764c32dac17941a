// Who is logged in, in all tabs of this browser alike.
//
// The access token is a cookie that no script can read. The refresh token stays in localStorage,
// not in sessionStorage: the cookie belongs to all tabs, so a session that only one tab could
// renew would leave the others with a dead cookie, and two tabs could believe in two persons
// while the cookie knows one. What guards it from other people's scripts is the page's strict
// Content-Security-Policy; logging out revokes it on the server.

import { auth, people, whenTokenExpires } from "./api.js";

const KEY = "tertulia.session";

let stored = load();
let refreshing = null;
let ended = () => {};

function load() {
  try {
    const value = JSON.parse(localStorage.getItem(KEY));
    return value?.user?.id && value?.refresh ? value : null;
  } catch {
    return null;
  }
}

function store(value) {
  stored = value;
  try {
    if (value) {
      localStorage.setItem(KEY, JSON.stringify(value));
    } else {
      localStorage.removeItem(KEY);
    }
  } catch {
    // A browser that keeps nothing: the session then lasts as long as the page.
  }
}

export const session = {
  get user() {
    return stored?.user ?? null;
  },

  /** @param {(why: "expired"|"left") => void} how what the page does once nobody is logged in */
  whenEnded(how) {
    ended = how;
  },

  /** The person of an earlier visit, or null. While the server is away the stored one is taken. */
  async restore() {
    if (!stored) {
      return null;
    }
    try {
      store({ ...stored, user: await people.me() });
    } catch (problem) {
      if (!problem.isPassing) {
        store(null);
      }
    }
    return stored?.user ?? null;
  },

  async register(person) {
    await auth.register(person);
    return this.logIn(person.username, person.password);
  },

  async logIn(username, password) {
    const { refresh, user } = await auth.logIn(username, password);
    store({ refresh, user });
    return user;
  },

  /** Gets a new cookie; many callers at once share one call. Ends the session if that is refused. */
  refresh() {
    refreshing ??= renew().finally(() => {
      refreshing = null;
    });
    return refreshing;
  },

  async logOut() {
    const token = stored?.refresh;
    store(null);
    try {
      await auth.logOut(token);
    } catch {
      // Logged out here in any case; the server's tokens end by themselves.
    }
    ended("left");
  },
};

async function renew() {
  if (!stored) {
    return false;
  }
  try {
    const { refresh } = await auth.refresh(stored.refresh);
    if (refresh) {
      store({ ...stored, refresh });
    }
    return true;
  } catch (problem) {
    if (!problem.isPassing) {
      store(null);
      ended("expired");
    }
    return false;
  }
}

whenTokenExpires(() => session.refresh());

// Another tab has logged out, or in as somebody else: this one must not go on as who it was.
globalThis.addEventListener?.("storage", (event) => {
  if (event.key === KEY && load()?.user.id !== stored?.user.id) {
    location.reload();
  }
});
