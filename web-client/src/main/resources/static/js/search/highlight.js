// Finds the words of a search in a text, about as the server does: whole words, beginnings of words
// and words with another ending, whatever their case and accents. Pure.

const WORD = /[\p{L}\p{N}\p{M}_]+(?:['’][\p{L}\p{N}\p{M}_]+)*|\p{Extended_Pictographic}/gu;
const LEAST_STEM = 3;
const LONGEST_ENDING = 4;
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
  const words = [...text.matchAll(WORD)].map(({ 0: word, index }) => ({ word, index, plain: folded(word) }));
  const fits = fitting(words, terms);
  const parts = [];
  let end = 0;
  for (const { word, index, plain } of words) {
    if (fits(plain)) {
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

// Another ending counts only for a term of which the text has no word as it is.
function fitting(words, terms) {
  const has = (term) => words.some(({ plain }) => plain.startsWith(term));
  const exact = terms.filter(has);
  const others = terms.filter((term) => !has(term));
  return (plain) => exact.some((term) => plain.startsWith(term)) || others.some((term) => areKin(plain, term));
}

/** "run" and "running", "city" and "cities": the same beginning, and endings that are short. */
function areKin(one, other) {
  let same = 0;
  while (same < one.length && one[same] === other[same]) {
    same += 1;
  }
  const longest = Math.max(one.length, other.length);
  const isWhole = same === Math.min(one.length, other.length);
  return same >= LEAST_STEM && longest - same <= LONGEST_ENDING && (isWhole || same * 2 >= longest);
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
