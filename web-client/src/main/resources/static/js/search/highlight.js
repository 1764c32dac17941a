// Finds the words of a search in a text, as the server does: whole words and beginnings of words,
// whatever their case and accents. Pure.

const WORD = /[\p{L}\p{N}\p{M}_]+(?:['’.][\p{L}\p{N}\p{M}_]+)*/gu;
const MARKS = /\p{M}+/gu;

/** How much of a long text is shown before the first word that was found, and in all. */
const BEFORE = 40;
const LONGEST = 180;

/** The words that are searched for, without case and accents. */
export function termsOf(query) {
  return [...new Set([...query.matchAll(WORD)].map(([word]) => folded(word)))];
}

/** @returns {{text: string, isHit: boolean}[]} the text in parts; put together they are the text */
export function hitsIn(text, terms) {
  const parts = [];
  let end = 0;
  for (const { 0: word, index } of text.matchAll(WORD)) {
    const plain = folded(word);
    if (terms.some((term) => plain.startsWith(term))) {
      if (index > end) {
        parts.push({ text: text.slice(end, index), isHit: false });
      }
      parts.push({ text: word, isHit: true });
      end = index + word.length;
    }
  }
  if (end < text.length) {
    parts.push({ text: text.slice(end), isHit: false });
  }
  return parts;
}

/** The same of what fits into a few lines, around the first word that was found. */
export function excerptOf(text, terms) {
  const line = text.replace(/\s+/g, " ").trim();
  const parts = hitsIn(line, terms);
  const lead = parts[0]?.isHit === false ? parts[0].text.length : 0;
  const from = parts.some(({ isHit }) => isHit) && lead > BEFORE ? wordStart(line, lead - BEFORE) : 0;
  const to = line.length - from > LONGEST ? wordEnd(line, from + LONGEST) : line.length;
  const excerpt = `${from > 0 ? "…" : ""}${line.slice(from, to)}${to < line.length ? "…" : ""}`;
  return hitsIn(excerpt, terms);
}

function folded(word) {
  return word.normalize("NFD").replace(MARKS, "").toLowerCase();
}

function wordStart(line, near) {
  const space = line.indexOf(" ", near);
  return space >= 0 && space < near + BEFORE ? space + 1 : near;
}

function wordEnd(line, near) {
  const space = line.lastIndexOf(" ", near);
  return space > near - BEFORE ? space : near;
}
