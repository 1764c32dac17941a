// Building the page: elements, icons, lists that keep their elements. Data is only ever text.

const SVG = "http://www.w3.org/2000/svg";

export function byId(id) {
  return document.getElementById(id);
}

/**
 * An element. Strings among the children become text nodes, so nothing in them is ever markup.
 * @param {object} props `class`, `on…` handlers, and attributes; null and false leave one out
 */
export function el(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) {
      continue;
    }
    if (name.startsWith("on")) {
      element.addEventListener(name.slice(2), value);
    } else {
      element.setAttribute(name, value === true ? "" : value);
    }
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `#icon-${name}`);
  svg.append(use);
  return svg;
}

/** Sets a text only where it differs: live regions speak at every write. */
export function setText(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

/** A list whose elements stay the same as long as their items look the same. */
export class KeyedList {
  #parent;
  #build;
  #shown = new Map();

  /** @param {(item: {key: string, look: string}) => Element} build called when a look is new */
  constructor(parent, build) {
    this.#parent = parent;
    this.#build = build;
  }

  show(items) {
    const keys = new Set(items.map((item) => item.key));
    for (const [key, { element }] of this.#shown) {
      if (!keys.has(key)) {
        element.remove();
        this.#shown.delete(key);
      }
    }
    const elements = items.map((item) => this.#elementFor(item));
    let place = this.#parent.firstElementChild;
    for (const element of elements) {
      if (element === place) {
        place = place.nextElementSibling;
      } else {
        this.#parent.insertBefore(element, place);
      }
    }
  }

  #elementFor(item) {
    const known = this.#shown.get(item.key);
    if (known?.look === item.look) {
      return known.element;
    }
    const element = this.#build(item, known === undefined);
    if (known) {
      // In the old one's place, so that nothing else moves.
      const keepFocus = focusWithin(known.element);
      known.element.replaceWith(element);
      keepFocus(element);
    }
    this.#shown.set(item.key, { element, look: item.look });
    return element;
  }
}

// Whoever holds the focus goes on holding it in the new element: on the same part, or on the whole.
function focusWithin(old) {
  const holder = document.activeElement;
  if (!old.contains(holder)) {
    return () => {};
  }
  const path = `[data-testid="${holder.dataset.testid}"]`;
  const at = [...old.querySelectorAll(path)].indexOf(holder);
  return (element) => {
    const parts = element.querySelectorAll(path);
    const next = at < 0 ? element : parts[Math.min(at, parts.length - 1)] ?? element;
    next.focus({ preventScroll: true });
  };
}

/** A press beside a dialog closes it; the backdrop's clicks come as the dialog's own. */
export function closeByBackdrop(dialog) {
  dialog.onclick = (event) => {
    if (event.target === dialog) {
      dialog.close();
    }
  };
}

/** Runs `work` once for all calls until the next frame; also where no frames are drawn. */
export function oncePerFrame(work) {
  let isWaiting = false;
  return () => {
    if (isWaiting) {
      return;
    }
    isWaiting = true;
    const run = () => {
      isWaiting = false;
      work();
    };
    if (document.hidden) {
      setTimeout(run, 100);
    } else {
      requestAnimationFrame(run);
    }
  };
}
