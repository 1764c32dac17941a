import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { lengthOf, textParts } from "../../main/resources/static/js/base/text.js";

const links = (content) => textParts(content).filter((part) => part.href).map((part) => part.text);

describe("a message's text", () => {
  test("shows web addresses as links and loses nothing", () => {
    const content = "See https://example.org/a?b=c&d=1, or (http://example.org/x_(y)).\nBye";
    assert.deepEqual(links(content), ["https://example.org/a?b=c&d=1", "http://example.org/x_(y)"]);
    assert.equal(textParts(content).map((part) => part.text).join(""), content);
  });

  test("never links a script or a file", () => {
    assert.deepEqual(links("javascript:alert(1) data:text/html,x file:///etc/passwd ftp://a.b"), []);
    assert.deepEqual(links("https:// and https://[oops"), []);
  });

  test("leaves markup as it is", () => {
    assert.deepEqual(textParts("<b>no</b>"), [{ text: "<b>no</b>" }]);
  });

  test("is counted in characters, not in halves of them", () => {
    assert.equal(lengthOf("a👍é"), 3);
  });
});
