// The product's REST calls by their names. An expired token is refreshed once, unseen.

import { call } from "./http.js";
import { upload } from "./upload.js";

const AUTH = "/api/v1/auth";
const CHAT = "/api/v1/chat";

export const PAGE_SIZE = 50;

let refresh = async () => false;

/** @param {() => Promise<boolean>} how gets a new token; true if it did */
export function whenTokenExpires(how) {
  refresh = how;
}

async function withToken(work) {
  try {
    return await work();
  } catch (problem) {
    if (problem.status === 401 && (await refresh())) {
      return work();
    }
    throw problem;
  }
}

function ask(method, path, options) {
  return withToken(() => call(method, CHAT + path, options));
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
  create: (room) => ask("POST", "/rooms/", { body: { ...room, room_type: "group" } }),
  change: (id, values) => ask("PATCH", `/rooms/${id}/`, { body: values }),
  close: (id) => ask("DELETE", `/rooms/${id}/`),
  join: (id) => ask("POST", `/rooms/${id}/join/`),
  leave: (id) => ask("POST", `/rooms/${id}/leave/`),
  participants: (id, page) =>
    ask("GET", `/rooms/${id}/participants/`, { query: { page, page_size: 50 } }),
  invite: (id, userIds) => ask("POST", `/rooms/${id}/participants/`, { body: { user_ids: userIds } }),
  setRole: (id, userId, role) =>
    ask("PATCH", `/rooms/${id}/participants/${userId}/`, { body: { role } }),
  remove: (id, userId) => ask("DELETE", `/rooms/${id}/participants/${userId}/`),
  markAllRead: (id) => ask("POST", `/rooms/${id}/mark_all_read/`),
};

const reaction = (id, emoji) => `/messages/${id}/reactions/${encodeURIComponent(emoji)}/`;

export const messages = {
  get: (id) => ask("GET", `/messages/${id}/`),
  newest: (room, size) => ask("GET", `/rooms/${room}/messages/`, { query: { page_size: size } }),
  before: (room, seq, limit = PAGE_SIZE) =>
    ask("GET", `/rooms/${room}/messages/`, { query: { before_seq: seq, limit } }),
  after: (room, seq, limit = PAGE_SIZE) =>
    ask("GET", `/rooms/${room}/messages/`, { query: { after_seq: seq, limit } }),
  changes: (room, after) => ask("GET", `/rooms/${room}/changes/`, { query: { after } }),
  edit: (id, content) => ask("PUT", `/messages/${id}/`, { body: { content } }),
  remove: (id) => ask("DELETE", `/messages/${id}/`),
  react: (id, emoji) => ask("PUT", reaction(id, emoji)),
  unreact: (id, emoji) => ask("DELETE", reaction(id, emoji)),
  myReactions: async (ids) =>
    (await ask("GET", "/messages/my_reactions/", { query: { message_ids: ids.join(",") } })).reactions,
  reads: (id, page) => ask("GET", `/messages/${id}/reads/`, { query: { page, page_size: 50 } }),
  search: (query) => ask("GET", "/messages/search/", { query }),
};

/** Uploads a file for a room; the answer is the attachment. */
export function attach({ room, file }, options) {
  const form = new FormData();
  form.append("room", room);
  form.append("file", file, file.name);
  return withToken(() => upload(`${CHAT}/attachments/`, form, options));
}
