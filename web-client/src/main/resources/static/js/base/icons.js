// The icons, loaded once into the page: one that is first needed while there is no connection is
// then here as well.

const SPRITE = "/icons.svg";

/** Brings the sprite in; until it is here, and where it never comes, icons are empty. */
export function loadIcons() {
  const request = new XMLHttpRequest();
  request.open("GET", SPRITE);
  // The browser parses it; nothing of the page's own making becomes markup.
  request.responseType = "document";
  request.onload = () => {
    const sprite = request.responseXML?.documentElement;
    if (sprite) {
      // Names of their own, since the page has elements that are called like icons.
      sprite.querySelectorAll("symbol").forEach((symbol) => (symbol.id = `icon-${symbol.id}`));
      sprite.setAttribute("hidden", "");
      sprite.setAttribute("aria-hidden", "true");
      document.body.prepend(document.importNode(sprite, true));
    }
  };
  request.send();
}
