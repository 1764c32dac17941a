// How people, rooms and times are written.

import { locale, t } from "./i18n.js";

const clock = new Intl.DateTimeFormat(locale, { hour: "numeric", minute: "2-digit" });
const weekday = new Intl.DateTimeFormat(locale, { weekday: "short" });
const shortDate = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short" });
const yearDate = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", year: "numeric" });
const longDate = new Intl.DateTimeFormat(locale, { weekday: "long", day: "numeric", month: "long" });
const fullDate = new Intl.DateTimeFormat(locale, { dateStyle: "full" });
const exact = new Intl.DateTimeFormat(locale, { dateStyle: "full", timeStyle: "medium" });

const DAY_MS = 86_400_000;

export function nameOf(user) {
  const full = `${user?.first_name ?? ""} ${user?.last_name ?? ""}`.trim();
  return full || user?.username || t("person.unknown");
}

/** The other person of a direct chat, or null. */
export function otherOf(room, me) {
  if (room.room_type !== "direct") {
    return null;
  }
  return room.participants?.find((person) => person.id !== me.id) ?? null;
}

export function titleOf(room, me) {
  const other = otherOf(room, me);
  if (other) {
    return nameOf(other);
  }
  return room.name || t(room.room_type === "direct" ? "room.direct" : "room.group");
}

/** One or two letters for an avatar; by code point, so that no emoji is cut in two. */
export function initialsOf(title) {
  const words = title.trim().split(/\s+/).filter(Boolean);
  const letters = [words[0], words.length > 1 ? words.at(-1) : ""].map((word) => [...(word ?? "")][0] ?? "");
  return letters.join("").toUpperCase() || "?";
}

/** One of eight colours, always the same for the same id. */
export function hueOf(id) {
  let sum = 0;
  for (const char of String(id)) {
    sum = (sum * 31 + char.codePointAt(0)) % 65_521;
  }
  return sum % 8;
}

export function startOfDay(time) {
  const day = new Date(time);
  day.setHours(0, 0, 0, 0);
  return day.getTime();
}

/** Whole days from the day of `time` to today; the rounding takes care of days of 23 or 25 hours. */
function daysAgo(time, now) {
  return Math.round((startOfDay(now) - startOfDay(time)) / DAY_MS);
}

export function clockTime(time) {
  return clock.format(new Date(time));
}

export function exactTime(time) {
  return exact.format(new Date(time));
}

/** For the list of rooms: as short as it can be said. */
export function briefTime(time, now = Date.now()) {
  const date = new Date(time);
  const days = daysAgo(date, now);
  if (days <= 0) {
    return clock.format(date);
  }
  if (days === 1) {
    return t("day.yesterday");
  }
  if (days < 7) {
    return weekday.format(date);
  }
  return (date.getFullYear() === new Date(now).getFullYear() ? shortDate : yearDate).format(date);
}

/** For the line between two days of a conversation. */
export function dayName(time, now = Date.now()) {
  const date = new Date(time);
  const days = daysAgo(date, now);
  if (days === 0) {
    return t("day.today");
  }
  if (days === 1) {
    return t("day.yesterday");
  }
  return (date.getFullYear() === new Date(now).getFullYear() ? longDate : fullDate).format(date);
}

/** A day and a time of day, as short as it can be said. */
export function momentText(time) {
  return `${dayName(time)}, ${clockTime(time)}`;
}

/** What a person's last sign of life was, for the header of a direct chat. */
export function lastSeenText(status) {
  if (status?.is_online) {
    return t("presence.online");
  }
  if (!status?.last_seen) {
    return t("presence.offline");
  }
  const days = daysAgo(status.last_seen, Date.now());
  const time = clockTime(status.last_seen);
  if (days <= 0) {
    return t("presence.seen", { when: time });
  }
  return t("presence.seen", { when: `${briefTime(status.last_seen)}, ${time}` });
}

export function fileSize(bytes) {
  const units = ["byte", "kilobyte", "megabyte", "gigabyte"];
  const step = bytes > 0 ? Math.min(3, Math.floor(Math.log10(bytes) / 3)) : 0;
  const format = { style: "unit", unit: units[step], unitDisplay: "short", maximumFractionDigits: step ? 1 : 0 };
  return new Intl.NumberFormat(locale, format).format(bytes / 1000 ** step);
}
