// Copying a text, and saying whether it went well.

import { t } from "./i18n.js";
import { toast } from "./problems.js";

/** The clipboard is for secure origins only; elsewhere the browser's own copying still works. */
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    toast(t("message.copied"));
  } catch {
    toast(t("message.not_copied"));
  }
}
