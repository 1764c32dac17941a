// Finds the web addresses in a message's text, and counts its characters. Pure.

const ADDRESS = /\bhttps?:\/\/[^\s<>"'`]+/gi;
const CLOSING = /[).,;:!?\]}»”’…]+$/u;

export const MOST_CHARACTERS = 4_000;

/** The text in parts: `{text}` or `{text, href}`; put together they are the text again. */
export function textParts(content) {
  const parts = [];
  let end = 0;
  for (const match of content.matchAll(ADDRESS)) {
    const address = trimmed(match[0]);
    const href = hrefOf(address);
    if (href === null) {
      continue;
    }
    if (match.index > end) {
      parts.push({ text: content.slice(end, match.index) });
    }
    parts.push({ text: address, href });
    end = match.index + address.length;
  }
  if (end < content.length) {
    parts.push({ text: content.slice(end) });
  }
  return parts;
}

/** Characters as people and the contract count them: an emoji outside the first plane is one. */
export function lengthOf(content) {
  return [...content].length;
}

// "(see https://example.org/a)." ends before the bracket, "https://example.org/a_(b)" does not.
function trimmed(address) {
  const opens = address.includes("(");
  return address.replace(CLOSING, (tail) => (opens && tail.startsWith(")") ? ")" : ""));
}

function hrefOf(address) {
  try {
    return new URL(address).href;
  } catch {
    return null;
  }
}
