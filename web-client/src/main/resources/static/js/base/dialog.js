// A dialog that is made when it is opened and gone when it is closed.

import { closeByBackdrop, el, icon } from "./dom.js";
import { t } from "./i18n.js";

let count = 0;

/**
 * @param {{title: string, testId: string, closed?: () => void, look?: string}} options
 * @param {...(Element|null)} content what stands below the head
 * @returns {{element: HTMLDialogElement, title: Element, close: () => void}}
 */
export function openDialog({ title, testId, closed = () => {}, look = "" }, ...content) {
  count += 1;
  const id = `dialog-title-${count}`;
  const heading = el("h2", { id }, title);
  const cross = { type: "button", class: "icon-button", "data-testid": `${testId}-close`, "aria-label": t("dialog.close") };
  const element = el(
    "dialog",
    { class: `dialog ${look}`, "aria-labelledby": id, "data-testid": testId },
    el("header", { class: "dialog-head" }, heading, el("button", { ...cross, onclick: () => element.close() }, icon("close"))),
    ...content,
  );
  closeByBackdrop(element);
  element.addEventListener("close", () => {
    element.remove();
    closed();
  });
  document.body.append(element);
  element.showModal();
  return { element, title: heading, close: () => element.close() };
}
