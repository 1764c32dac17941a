import assert from "node:assert/strict";
import { describe, mock, test } from "node:test";

import { OwnReactions } from "../../main/resources/static/js/messages/own-reactions.js";

const message = (id, reactions = {}) => ({ id, reactions });

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe("my reactions", () => {
  test("are asked for once, where there are some and it is not known whose", async () => {
    const asked = [];
    const ask = async (ids) => asked.push(ids) && { a: ["👍"] };
    const own = new OwnReactions(ask, () => {});
    const shown = [message("a", { "👍": 2 }), message("b"), message("c", { "🔥": 1 })];
    own.askFor(shown);
    own.askFor(shown);
    await settled();
    own.askFor(shown);
    assert.deepEqual(asked, [["a", "c"]]);
    assert.equal(own.has("a", "👍"), true);
    assert.equal(own.has("c", "🔥"), false);
  });

  test("are asked for in bounded numbers, those in sight first", () => {
    const asked = [];
    const own = new OwnReactions(async (ids) => asked.push(ids) && {}, () => {});
    own.askFor(Array.from({ length: 300 }, (_, at) => message(`m${at}`, { "👍": 1 })));
    assert.equal(asked[0].length, 100);
    assert.equal(asked[0].at(-1), "m299");
  });

  test("are not asked for where the first one comes before the reader's eyes", async () => {
    let asked = 0;
    const own = new OwnReactions(async () => (asked += 1) && {}, () => {});
    await own.askFor([message("a")]);
    await own.askFor([message("a", { "👍": 1 })]);
    assert.equal(asked, 0);
  });

  test("are what I pressed, not what an answer says that was under way", async () => {
    const own = new OwnReactions(async () => ({}), () => {});
    own.askFor([message("a", { "👍": 1 })]);
    own.note("a", "👍", true);
    await settled();
    assert.equal(own.has("a", "👍"), true);
  });

  test("stay unknown, and harmless, where nobody answers", async () => {
    mock.timers.enable({ apis: ["setTimeout"] });
    let asked = 0;
    const ask = async () => {
      asked += 1;
      throw new Error("offline");
    };
    const own = new OwnReactions(ask, () => {});
    const shown = [message("a", { "👍": 1 })];
    await own.askFor(shown);
    await own.askFor(shown);
    assert.equal(asked, 1);
    mock.timers.tick(10_000);
    await own.askFor(shown);
    assert.equal(asked, 2);
    mock.timers.reset();
  });

  test("follow what I press, and tell of it", () => {
    let told = 0;
    const own = new OwnReactions(async () => ({}), () => (told += 1));
    own.note("a", "👍", true);
    own.note("a", "🔥", true);
    own.note("a", "👍", false);
    assert.deepEqual(own.of("a"), ["🔥"]);
    assert.equal(told, 3);
  });

  test("are not kept for ever", () => {
    const own = new OwnReactions(async () => ({}), () => {});
    for (let at = 0; at <= 2_000; at += 1) {
      own.note(`m${at}`, "👍", true);
    }
    assert.equal(own.has("m0", "👍"), false);
    assert.equal(own.has("m2000", "👍"), true);
  });
});
