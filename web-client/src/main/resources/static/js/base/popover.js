// Something small that opens beside what was pressed, or at the foot of a phone, and goes by itself.

import { el } from "./dom.js";

const GAP_PX = 6;
const EDGE_PX = 8;

let open = null;

/**
 * Shows `content` in the top layer; a press outside, Escape or `close()` takes it away, and the
 * focus goes back to where it was.
 *
 * @param {Element|{x: number, y: number}} at what it belongs to, or where
 * @param {Element} content gets the focus on its first button, unless `focus` says otherwise
 * @returns {() => void} closes it
 */
export function openPopover(at, content, { label, role = "dialog", focus = "button, [href], input", closed } = {}) {
  open?.();
  const before = document.activeElement;
  // Not "auto": the finger that held long enough to open it would close it by letting go.
  const box = el("div", { class: "popover", popover: "manual", role, "aria-label": label, "data-testid": "popover" }, content);
  // What lies outside an open dialog can be neither pressed nor read.
  const stage = [...document.querySelectorAll("dialog[open]")].at(-1) ?? document.body;
  stage.append(box);
  const outside = (event) => box.contains(event.target) || close();
  const escape = (event) => {
    if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      close();
    } else if (event.key === "Tab" && !box.contains(event.target)) {
      close();
    }
  };
  const close = () => {
    if (open === close) {
      open = null;
      document.removeEventListener("pointerdown", outside, true);
      document.removeEventListener("keydown", escape, true);
      const hadFocus = box.contains(document.activeElement) || document.activeElement === document.body;
      box.remove();
      if (hadFocus && before?.isConnected) {
        before.focus({ preventScroll: true });
      }
      closed?.();
    }
  };
  open = close;
  document.addEventListener("pointerdown", outside, true);
  document.addEventListener("keydown", escape, true);
  box.showPopover();
  place(box, at);
  box.querySelector(focus)?.focus({ preventScroll: true });
  return close;
}

export function closePopover() {
  open?.();
}

// Below what it belongs to if there is room, else above, and inside the window in any case. On a
// narrow screen the style sheet puts it at the foot, whatever is set here.
function place(box, at) {
  const anchor = at instanceof Element ? at.getBoundingClientRect() : new DOMRect(at.x, at.y, 0, 0);
  const { width, height } = box.getBoundingClientRect();
  const isRight = anchor.left + anchor.width / 2 > innerWidth / 2;
  const left = isRight ? anchor.right - width : anchor.left;
  const below = anchor.bottom + GAP_PX;
  const top = below + height <= innerHeight - EDGE_PX ? below : anchor.top - GAP_PX - height;
  box.style.left = `${Math.max(EDGE_PX, Math.min(left, innerWidth - width - EDGE_PX))}px`;
  box.style.top = `${Math.max(EDGE_PX, Math.min(top, innerHeight - height - EDGE_PX))}px`;
}
