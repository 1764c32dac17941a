// The product's REST calls by their names. An expired token is refreshed once, unseen.

import { call } from "./http.js";

const AUTH = "/api/v1/auth";
const CHAT = "/api/v1/chat";

export const PAGE_SIZE = 50;

let refresh = async () => false;

/** @param {() => Promise<boolean>} how gets a new token; true if it did */
export function whenTokenExpires(how) {
  refresh = how;
}

async function ask(method, path, options) {
  try {
    return await call(method, CHAT + path, options);
  } catch (problem) {
    if (problem.status === 401 && (await refresh())) {
      return call(method, CHAT + path, options);
    }
    throw problem;
  }
}

// These carry no token of their own, so a 401 is their answer and not a reason to refresh.
export const auth = {
  register: (person) => call("POST", `${AUTH}/register/`, { body: person }),
  logIn: (username, password) => call("POST", `${AUTH}/login/`, { body: { username, password } }),
  refresh: (token) => call("POST", `${AUTH}/refresh/`, { body: { refresh: token } }),
  logOut: (token) => call("POST", `${AUTH}/logout/`, { body: { refresh: token } }),
};

export const people = {
  me: () => ask("GET", "/users/me/"),
  search: (q) => ask("GET", "/users/", { query: { q, page_size: 30 } }),
  online: (page) => ask("GET", "/online-status/", { query: { page, page_size: 100 } }),
};

export const rooms = {
  list: (page) => ask("GET", "/rooms/", { query: { page, page_size: 100 } }),
  get: (id) => ask("GET", `/rooms/${id}/`),
  direct: (userId) => ask("POST", "/rooms/direct_chat/", { body: { user_id: userId } }),
  create: (name, participantIds) =>
    ask("POST", "/rooms/", {
      body: { name, room_type: "group", participant_ids: participantIds },
    }),
  leave: (id) => ask("POST", `/rooms/${id}/leave/`),
  participants: (id, page) =>
    ask("GET", `/rooms/${id}/participants/`, { query: { page, page_size: 100 } }),
  markAllRead: (id) => ask("POST", `/rooms/${id}/mark_all_read/`),
};

export const messages = {
  newest: (room) => ask("GET", `/rooms/${room}/messages/`),
  before: (room, seq) =>
    ask("GET", `/rooms/${room}/messages/`, { query: { before_seq: seq, limit: PAGE_SIZE } }),
  changes: (room, after) => ask("GET", `/rooms/${room}/changes/`, { query: { after } }),
  send: ({ id, room, content }) =>
    ask("POST", "/messages/", { body: { id, room, content, message_type: "text" } }),
};
