// Starts the page and changes between the two things that it can be: the login and the chat.

import { Chat } from "./chat.js";
import { byId } from "./base/dom.js";
import { t, translatePage } from "./base/i18n.js";
import { loadIcons } from "./base/icons.js";
import { session } from "./net/session.js";
import { hideSignIn, prepareSignIn, showSignIn } from "./people/signin.js";

let chat = null;

function enter(user) {
  hideSignIn();
  chat = new Chat(user);
  chat.start();
}

function leave(why) {
  chat?.stop();
  chat = null;
  showSignIn(why === "expired" ? t("auth.expired") : "");
}

translatePage(document.documentElement);
loadIcons();
prepareSignIn(enter);
session.whenEnded(leave);
byId("log-out").addEventListener("click", () => {
  history.replaceState(null, "", location.pathname);
  session.logOut();
});

const user = await session.restore();
if (user) {
  enter(user);
} else if (byId("sign-in").hidden) {
  showSignIn();
}
