// Asks once more before something that cannot be undone.

import { el } from "./dom.js";
import { t } from "./i18n.js";
import { problemText } from "./problems.js";

/**
 * @param {{title: string, text: string, yes: string}} words `yes` names what will be done
 * @param {() => Promise<void>} act its problem is shown in the dialog, which then stays
 */
export function askToConfirm({ title, text, yes }, act) {
  const problem = el("p", { class: "field-error", role: "alert" });
  const confirm = el("button", { type: "button", class: "button primary dangerous", "data-testid": "confirm" }, yes);
  const cancel = el("button", { type: "button", class: "button quiet", "data-testid": "cancel" }, t("action.cancel"));
  const dialog = el(
    "dialog",
    { class: "dialog small", "aria-labelledby": "confirm-title", "data-testid": "confirm-dialog" },
    el("h2", { id: "confirm-title" }, title),
    el("p", { class: "confirm-text" }, text),
    problem,
    el("div", { class: "dialog-foot" }, cancel, confirm),
  );
  cancel.onclick = () => dialog.close();
  confirm.onclick = async () => {
    confirm.disabled = true;
    try {
      await act();
      dialog.close();
    } catch (failure) {
      problem.textContent = problemText(failure);
      confirm.disabled = false;
    }
  };
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  cancel.focus();
}
