import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { entriesOf } from "../../main/resources/static/js/messages/entries.js";
import { RoomLog } from "../../main/resources/static/js/messages/roomlog.js";

const message = (id, seq, content = id) => ({ id, seq, content });
const contents = (log) => log.ordered().map((entry) => entry.message.content);
const shown = (log, place) => log.stretch(place).messages.map((entry) => entry.message.id);
const page = (from, to) => Array.from({ length: to - from + 1 }, (_, at) => message(`m${to - at}`, to - at));

describe("a room's log", () => {
  test("follows changes that come in order", () => {
    const log = new RoomLog();
    assert.equal(log.applyChange(1, "message", message("a", 1)), true);
    assert.equal(log.applyChange(2, "message", message("b", 2)), true);
    assert.equal(log.lastSeq, 2);
    assert.equal(log.hasHole, false);
    assert.deepEqual(contents(log), ["a", "b"]);
  });

  test("stands before a hole and knows of it", () => {
    const log = new RoomLog(4);
    log.applyChange(7, "message", message("c", 7));
    log.applyChange(5, "message", message("a", 5));
    assert.equal(log.lastSeq, 5);
    assert.equal(log.hasHole, true);
    log.applyChange(6, "message", message("b", 6));
    assert.equal(log.lastSeq, 7);
    assert.equal(log.hasHole, false);
    assert.deepEqual(contents(log), ["a", "b", "c"]);
  });

  test("drops a place that it has seen, before and beyond a hole", () => {
    const log = new RoomLog(1);
    assert.equal(log.applyChange(1, "message", message("old", 1)), false);
    log.applyChange(3, "message", message("c", 3));
    assert.equal(log.applyChange(3, "message", message("c", 3, "again")), false);
    assert.deepEqual(contents(log), ["c"]);
  });

  test("shows a message once though page and socket both bring it", () => {
    const log = new RoomLog(1);
    log.addNewest([message("b", 2), message("a", 1)], false);
    assert.equal(log.applyChange(2, "message", message("b", 2)), true);
    assert.equal(log.size, 2);
    assert.equal(log.lastSeq, 2);
    assert.deepEqual(contents(log), ["a", "b"]);
  });

  test("keeps an edited message in its place", () => {
    const log = new RoomLog();
    log.applyChange(1, "message", message("a", 1));
    log.applyChange(2, "message", message("b", 2));
    log.applyChange(3, "message_edited", message("a", 3, "a, better"));
    assert.deepEqual(contents(log), ["a, better", "b"]);
  });

  test("does not let an older change undo a newer one", () => {
    const log = new RoomLog();
    log.applyChange(1, "message", message("a", 1));
    log.applyChange(3, "message_edited", message("a", 3, "third"));
    log.applyChange(2, "message_edited", message("a", 2, "second"));
    assert.deepEqual(contents(log), ["third"]);
    assert.equal(log.lastSeq, 3);
  });

  test("does not let a page that was long under way undo an edit", () => {
    const log = new RoomLog(1);
    log.addNewest([message("a", 1)], false);
    log.applyChange(2, "message_edited", message("a", 2, "edited"));
    log.addNewest([message("a", 1)], false);
    assert.deepEqual(contents(log), ["edited"]);
  });

  test("counts a change of a message that is not loaded, but does not show it", () => {
    const log = new RoomLog(9);
    log.applyChange(10, "message_edited", message("long ago", 10));
    assert.equal(log.lastSeq, 10);
    assert.equal(log.size, 0);
  });

  test("counts a change of a kind that it does not know", () => {
    const log = new RoomLog();
    log.applyChange(1, "pinned", undefined);
    assert.equal(log.lastSeq, 1);
  });

  test("puts older pages before what it has", () => {
    const log = new RoomLog(4);
    log.addNewest([message("d", 4), message("c", 3)], true);
    assert.equal(log.stretch().from, 3);
    assert.equal(log.stretch().hasOlder, true);
    log.addBefore(3, [message("b", 2), message("a", 1)], false);
    assert.deepEqual(shown(log), ["a", "b", "c", "d"]);
    assert.equal(log.stretch().hasOlder, false);
  });

  test("shows the past apart from the present until nothing lies between them", () => {
    const log = new RoomLog(100);
    log.addNewest(page(91, 100), true);
    log.addBefore(51, page(46, 50), true);
    log.addAfter(50, page(51, 55), true);
    assert.deepEqual([shown(log, 50).at(0), shown(log, 50).at(-1)], ["m46", "m55"]);
    assert.equal(log.stretch(50).hasNewer, true);
    assert.equal(log.stretch().hasNewer, false);
    assert.equal(shown(log).length, 10);
    log.addAfter(55, page(56, 90), true);
    assert.equal(shown(log).length, 55);
    assert.equal(log.stretch(50).hasNewer, false);
  });

  test("does not show what happens now below an old stretch", () => {
    const log = new RoomLog(100);
    log.addNewest(page(91, 100), true);
    log.addBefore(11, page(6, 10), true);
    log.applyChange(101, "message", message("now", 101));
    assert.equal(shown(log, 8).includes("now"), false);
    assert.equal(shown(log).at(-1), "now");
  });

  test("edits a message in an old stretch, too", () => {
    const log = new RoomLog(100);
    log.addBefore(11, page(6, 10), true);
    log.applyChange(101, "message_edited", message("m8", 101, "better"));
    assert.equal(log.stretch(8).messages.find(({ place }) => place === 8).message.content, "better");
  });

  test("forgets the oldest and loads them again when they are asked for", () => {
    const log = new RoomLog(100);
    log.addNewest(page(1, 100), false);
    log.trim(10);
    assert.equal(log.size, 10);
    assert.deepEqual([log.stretch().from, log.stretch().hasOlder], [91, true]);
    assert.equal(log.has("m50"), false);
    log.addBefore(91, page(81, 90), true);
    assert.equal(shown(log).length, 20);
  });

  test("knows an empty room for empty, not for unloaded", () => {
    const log = new RoomLog(0);
    log.addNewest([], false);
    assert.deepEqual([log.stretch().hasOlder, log.stretch().hasNewer], [false, false]);
  });

  test("has a hole when somebody tells of a later place", () => {
    const log = new RoomLog(3);
    log.noteHead(undefined);
    log.noteHead(3);
    assert.equal(log.hasHole, false);
    log.noteHead(5);
    assert.equal(log.hasHole, true);
  });

  test("survives every order of the same changes with the same end", () => {
    const changes = [
      [1, "message", message("a", 1)],
      [2, "message", message("b", 2)],
      [3, "message_edited", message("a", 3, "A")],
      [4, "message", message("c", 4)],
    ];
    for (const order of permutations(changes)) {
      const log = new RoomLog();
      [...order, ...order].forEach((change) => log.applyChange(...change));
      // An edit that overtakes its message finds nothing to change; as in `changes/`, the message
      // itself then comes as it is now. Here it comes as it was, so only its place is compared.
      assert.equal(log.lastSeq, 4);
      assert.deepEqual(log.ordered().map((entry) => entry.message.id), ["a", "b", "c"]);
    }
  });
});

describe("what a conversation shows", () => {
  test("is the log and then what waits to be sent", () => {
    const log = new RoomLog();
    log.applyChange(1, "message", message("a", 1));
    const entries = entriesOf(log.stretch(), [{ id: "mine", content: "mine", state: "pending" }]);
    assert.deepEqual(entries.map(({ id, state }) => [id, state]), [["a", "stored"], ["mine", "pending"]]);
  });

  test("never shows a message twice, once the log has what was sent", () => {
    const log = new RoomLog();
    log.applyChange(1, "message", message("mine", 1));
    const entries = entriesOf(log.stretch(), [{ id: "mine", content: "mine", state: "sent" }]);
    assert.deepEqual(entries.map(({ id, state }) => [id, state]), [["mine", "stored"]]);
  });

  test("does not show at the end of an old stretch what waits to be sent", () => {
    const log = new RoomLog(100);
    log.addBefore(11, page(6, 10), true);
    const waiting = [{ id: "mine", content: "mine", state: "pending" }];
    assert.equal(entriesOf(log.stretch(8), waiting).some(({ id }) => id === "mine"), false);
    assert.equal(entriesOf(log.stretch(), waiting).at(-1).id, "mine");
  });
});

function permutations(list) {
  if (list.length < 2) {
    return [list];
  }
  return list.flatMap((first, at) =>
    permutations([...list.slice(0, at), ...list.slice(at + 1)]).map((rest) => [first, ...rest]),
  );
}
