// Texts in the reader's language. Every text of the page comes from texts/, by its key.

import en from "./texts/en.js";
import es from "./texts/es.js";

export const texts = { en, es };

/** Spanish where the browser asks for it, English everywhere else. */
export function languageFor(wanted) {
  return /^es\b/i.test(wanted ?? "") ? "es" : "en";
}

const wanted = globalThis.navigator?.language ?? "en";

export const language = languageFor(wanted);

/** For dates and numbers: the browser's own variant, if it is one of the page's language. */
export const locale = wanted.toLowerCase().startsWith(language) ? wanted : language;

/** @returns {(key: string, params?: object) => string} the texts of one language */
export function translator(lang) {
  const plural = new Intl.PluralRules(lang);
  return (key, params = {}) => {
    const text = texts[lang][key];
    if (text === undefined) {
      throw new Error(`No text for "${key}"`);
    }
    const form = typeof text === "string" ? text : text[plural.select(params.count)] ?? text.other;
    return form.replace(/\{(\w+)\}/g, (_, name) => String(params[name]));
  };
}

export const t = translator(language);

export function hasText(key) {
  return texts[language][key] !== undefined;
}

/** "a", "a and b", "a, b and c" in the reader's language. */
export function listOf(names) {
  return new Intl.ListFormat(locale, { type: "conjunction" }).format(names);
}

/** What the line above the input says; the names are shown up to three. */
export function typingText(names, translate = t, join = listOf) {
  if (names.length === 0) {
    return "";
  }
  if (names.length > 3) {
    return translate("typing.many");
  }
  return translate("typing.some", { count: names.length, names: join(names) });
}

const ATTRIBUTES = {
  "data-i18n": (element, text) => element.replaceChildren(text),
  "data-i18n-label": (element, text) => element.setAttribute("aria-label", text),
  "data-i18n-title": (element, text) => element.setAttribute("title", text),
  "data-i18n-placeholder": (element, text) => element.setAttribute("placeholder", text),
};

/** Fills the texts of the static page. */
export function translatePage(root) {
  root.lang = language;
  for (const [attribute, fill] of Object.entries(ATTRIBUTES)) {
    for (const element of root.querySelectorAll(`[${attribute}]`)) {
      fill(element, t(element.getAttribute(attribute)));
    }
  }
}
