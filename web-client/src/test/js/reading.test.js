import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { ReadMarks } from "../../main/resources/static/js/reading/read-marks.js";
import { Receipts } from "../../main/resources/static/js/reading/receipts.js";
import { Unread } from "../../main/resources/static/js/reading/unread.js";

const ME = { id: "me" };
const settled = () => new Promise((resolve) => setImmediate(resolve));
const known = (place, sender = "bob") => ({ message: { id: `m${place}`, sender: { id: sender } }, place });

/** A line that may be down, and a clock that the test turns. */
function stage() {
  const line = { isUp: true, frames: [] };
  const clock = { works: [], next: () => clock.works.shift()?.work() };
  const timers = {
    set: (work, ms) => {
      clock.works.push({ work, ms });
      return work;
    },
    clear: () => {},
  };
  const marks = new ReadMarks((frame) => line.isUp && line.frames.push(frame) > 0, timers);
  return { line, clock, marks };
}

describe("the read marks", () => {
  test("tell at once what was seen together, in one frame", () => {
    const { line, clock, marks } = stage();
    ["a", "b", "a"].forEach((id) => marks.add("room", id));
    assert.equal(clock.works.length, 1);
    clock.next();
    assert.deepEqual(line.frames.map(({ action, room, message_ids }) => ({ action, room, message_ids })), [
      { action: "mark_read", room: "room", message_ids: ["a", "b"] },
    ]);
  });

  test("are at most one frame a second, however many rooms and messages there are", () => {
    const { line, clock, marks } = stage();
    Array.from({ length: 250 }, (_, at) => marks.add("long", `m${at}`));
    marks.add("other", "x");
    for (let second = 1; second <= 4; second += 1) {
      assert.equal(clock.works.length, 1);
      assert.equal(clock.works[0].ms, 1_000);
      clock.next();
      assert.equal(line.frames.length, second);
    }
    assert.deepEqual(line.frames.map(({ room, message_ids }) => [room, message_ids.length]), [["long", 100], ["other", 1], ["long", 100], ["long", 50]]);
    assert.equal(clock.works.length, 0);
  });

  test("wait for a connection, and are told once it stands", () => {
    const { line, clock, marks } = stage();
    line.isUp = false;
    marks.add("room", "a");
    clock.next();
    line.isUp = true;
    marks.connected();
    clock.next();
    assert.deepEqual(line.frames.map((frame) => frame.message_ids), [["a"]]);
  });

  test("are told again where a lost connection has left them unanswered", () => {
    const { line, clock, marks } = stage();
    marks.add("room", "a");
    clock.next();
    marks.add("room", "b");
    marks.lost();
    clock.next();
    assert.deepEqual(line.frames.map((frame) => frame.message_ids), [["a"], ["a", "b"]]);
  });

  test("are done once they are acknowledged", () => {
    const { line, clock, marks } = stage();
    marks.add("room", "a");
    clock.next();
    assert.equal(marks.acknowledged(line.frames[0].client_id), true);
    assert.equal(marks.acknowledged("a message's id"), false);
    marks.lost();
    marks.connected();
    clock.next();
    assert.equal(line.frames.length, 1);
  });

  test("are repeated after a refusal that passes, and dropped after any other", () => {
    const { line, clock, marks } = stage();
    marks.add("room", "a");
    clock.next();
    assert.equal(marks.refused(line.frames[0].client_id, "unavailable"), true);
    clock.next();
    assert.equal(line.frames.length, 2);
    marks.refused(line.frames[1].client_id, "not_a_participant");
    assert.equal(clock.works.length, 0);
    assert.equal(marks.refused("a message's id", "unavailable"), false);
  });
});

describe("what is unread", () => {
  test("are the newest of others, as many as the server says", () => {
    const unread = new Unread(ME);
    unread.begin(2, [known(1), known(2), known(3, "me"), known(4)], true);
    assert.equal(unread.line, "m2");
    assert.equal(unread.see(known(1).message, 1), false);
    assert.equal(unread.see(known(3, "me").message, 3), false);
    assert.equal(unread.see(known(4).message, 4), true);
    assert.equal(unread.see(known(4).message, 4), false);
  });

  test("is nothing before it is known, and then everything that comes", () => {
    const unread = new Unread(ME);
    assert.equal(unread.see(known(9).message, 9), false);
    unread.begin(0, [known(7)], false);
    assert.equal(unread.line, null);
    assert.equal(unread.see(known(7).message, 7), false);
    assert.equal(unread.see(known(9).message, 9), true);
  });

  test("may lie further up than what is loaded: then all that is seen is marked", () => {
    const unread = new Unread(ME);
    const newest = [known(101), known(102)];
    unread.begin(300, newest, true);
    assert.equal(unread.line, null);
    assert.equal(unread.above(newest, 101, 300), 298);
    assert.equal(unread.see(known(50).message, 50), true);
  });

  test("is counted above what is in sight", () => {
    const unread = new Unread(ME);
    const shown = [known(1), known(2), known(3), known(4)];
    unread.begin(3, shown, false);
    assert.equal(unread.above(shown, 4, 3), 2);
    unread.see(shown[1].message, 2);
    assert.equal(unread.above(shown, 4, 2), 1);
    assert.equal(unread.above(shown, 1, 2), 0);
  });

  test("has a line above what came while nobody looked, until that was read", () => {
    const unread = new Unread(ME);
    unread.begin(0, [known(1)], false);
    unread.drawLine("m2");
    unread.drawLine("m3");
    assert.equal(unread.line, "m2");
    unread.see(known(2).message, 2);
    unread.drawLine("m4");
    assert.equal(unread.line, "m4");
  });

  test("is less once another device of mine has read it", () => {
    const unread = new Unread(ME);
    unread.begin(3, [known(1), known(2), known(3)], false);
    unread.see(known(1).message, 1);
    assert.equal(unread.readElsewhere(["m1", "m2"], null), 1);
    assert.equal(unread.see(known(2).message, 2), false);
    unread.readElsewhere([], 3);
    assert.equal(unread.line, null);
    assert.equal(unread.see(known(3).message, 3), false);
  });
});

describe("the receipts", () => {
  const asking = (answers) => {
    const asked = [];
    const ask = (id) => {
      asked.push(id);
      return answers[id] ? Promise.resolve(answers[id]) : new Promise(() => {});
    };
    return { asked, ask };
  };

  test("ask for what is in sight once, a few at a time", async () => {
    const { asked, ask } = asking({ a: { count: 2, results: [{ user: { id: "bob" } }, { user: { id: "cleo" } }] } });
    const receipts = new Receipts(ask, () => {});
    ["a", "b", "c", "d"].forEach((id) => receipts.want(id));
    assert.deepEqual(asked, ["a", "b"]);
    await settled();
    assert.deepEqual(asked, ["a", "b", "c"]);
    assert.equal(receipts.countOf("a"), 2);
    receipts.want("a");
    assert.deepEqual(asked, ["a", "b", "c"]);
  });

  test("follow what others read, each reader once", async () => {
    let told = 0;
    const { asked, ask } = asking({});
    const receipts = new Receipts(ask, () => (told += 1));
    receipts.fresh("a");
    receipts.want("a");
    receipts.heard("bob", ["a"]);
    receipts.heard("bob", ["a"]);
    receipts.heard("cleo", ["a"]);
    receipts.heard("dora", []);
    assert.equal(receipts.countOf("a"), 2);
    assert.equal(told, 3);
    assert.deepEqual(asked, []);
  });

  test("do not forget a reader of whom a late answer does not know", async () => {
    const { ask } = asking({ a: { count: 0, results: [] } });
    const receipts = new Receipts(ask, () => {});
    receipts.want("a");
    receipts.heard("bob", ["a"]);
    await settled();
    assert.equal(receipts.countOf("a"), 1);
  });

  test("ask again after a connection was lost", async () => {
    const { asked, ask } = asking({ a: { count: 0, results: [] } });
    const receipts = new Receipts(ask, () => {});
    receipts.want("a");
    await settled();
    receipts.doubt();
    receipts.want("a");
    assert.deepEqual(asked, ["a", "a"]);
  });
});
