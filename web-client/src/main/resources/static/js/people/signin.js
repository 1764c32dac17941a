// The form in front of everything: logging in, or making an account and being logged in by it.

import { byId, setText } from "../base/dom.js";
import { t } from "../base/i18n.js";
import { fieldText, problemText } from "../base/problems.js";
import { session } from "../net/session.js";

const form = byId("auth-form");
const FIELDS = ["username", "first_name", "last_name", "password"];

let entered = () => {};
let isBusy = false;

/** @param {(user: object) => void} onEntered */
export function prepareSignIn(onEntered) {
  entered = onEntered;
  byId("auth-switch").addEventListener("click", () => {
    setMode(form.dataset.mode === "login" ? "register" : "login");
    byId("username").focus();
  });
  byId("show-password").addEventListener("click", togglePassword);
  form.addEventListener("submit", submit);
  form.addEventListener("input", (event) => showFieldError(event.target.name, ""));
  setMode("login");
}

/** @param {string} [reason] why the form is shown, if it is not plain */
export function showSignIn(reason = "") {
  byId("sign-in").hidden = false;
  form.reset();
  setMode("login");
  showFormError(reason);
  byId("username").focus();
}

export function hideSignIn() {
  byId("sign-in").hidden = true;
  form.reset();
}

function setMode(mode) {
  const isLogin = mode === "login";
  form.dataset.mode = mode;
  byId("auth-names").hidden = isLogin;
  setText(byId("auth-title"), t(`auth.${mode}.title`));
  setText(byId("auth-submit"), t(`auth.${mode}`));
  setText(byId("auth-switch"), t(isLogin ? "auth.to_register" : "auth.to_login"));
  byId("password").autocomplete = isLogin ? "current-password" : "new-password";
  showFormError("");
  FIELDS.forEach((field) => showFieldError(field, ""));
  byId("password-hint").hidden = isLogin;
}

function togglePassword() {
  const input = byId("password");
  const isShown = input.type === "password";
  input.type = isShown ? "text" : "password";
  const button = byId("show-password");
  button.setAttribute("aria-pressed", String(isShown));
  button.setAttribute("aria-label", t(isShown ? "auth.hide_password" : "auth.show_password"));
}

async function submit(event) {
  event.preventDefault();
  const values = Object.fromEntries(new FormData(form));
  values.username = values.username.trim();
  if (isBusy || !isFilledIn(values)) {
    return;
  }
  setBusy(true);
  showFormError("");
  try {
    const user =
      form.dataset.mode === "login"
        ? await session.logIn(values.username, values.password)
        : await session.register(newPerson(values));
    entered(user);
  } catch (problem) {
    showProblem(problem);
  } finally {
    setBusy(false);
  }
}

function isFilledIn(values) {
  const empty = ["username", "password"].filter((field) => !values[field]);
  empty.forEach((field) => showFieldError(field, t("auth.required")));
  if (empty.length > 0) {
    byId(empty[0]).focus();
  }
  return empty.length === 0;
}

// An empty name is left out: the contract calls it optional, not blank.
function newPerson({ username, password, first_name: first, last_name: last }) {
  return {
    username,
    password,
    ...(first.trim() && { first_name: first.trim() }),
    ...(last.trim() && { last_name: last.trim() }),
  };
}

function showProblem(problem) {
  const named = FIELDS.filter((field) => problem.errors?.[field]);
  named.forEach((field) => showFieldError(field, fieldText(problem.errors[field])));
  if (named.length > 0) {
    byId(named[0]).focus();
    return;
  }
  showFormError(problemText(problem));
  byId("password").select();
}

function showFieldError(field, text) {
  if (!FIELDS.includes(field)) {
    return;
  }
  setText(byId(`${field}-error`), text);
  byId(field).setAttribute("aria-invalid", String(text !== ""));
}

function showFormError(text) {
  const line = byId("auth-error");
  setText(line, text);
  line.hidden = text === "";
}

function setBusy(busy) {
  isBusy = busy;
  form.setAttribute("aria-busy", String(busy));
  byId("auth-submit").disabled = busy;
}
