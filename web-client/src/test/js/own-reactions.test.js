import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { OwnReactions } from "../../main/resources/static/js/messages/own-reactions.js";

const message = (id, reactions = {}) => ({ id, reactions });

describe("my reactions", () => {
  test("are asked for where there are some and it is not known whose", () => {
    const own = new OwnReactions(() => {});
    const shown = [message("a", { "👍": 2 }), message("b"), message("c", { "🔥": 1 })];
    assert.deepEqual(own.missing(shown), ["a", "c"]);
    own.learn(["a", "c"], { a: ["👍"] });
    assert.deepEqual(own.missing(shown), []);
    assert.equal(own.has("a", "👍"), true);
    assert.equal(own.has("c", "🔥"), false);
  });

  test("follow what I press, and tell of it", () => {
    const told = [];
    const own = new OwnReactions((id) => told.push(id));
    own.note("a", "👍", true);
    own.note("a", "🔥", true);
    own.note("a", "👍", false);
    assert.deepEqual(own.of("a"), ["🔥"]);
    assert.deepEqual(told, ["a", "a", "a"]);
  });

  test("are not kept for ever", () => {
    const own = new OwnReactions(() => {});
    for (let at = 0; at <= 2_000; at += 1) {
      own.note(`m${at}`, "👍", true);
    }
    assert.equal(own.has("m0", "👍"), false);
    assert.equal(own.has("m2000", "👍"), true);
  });
});
