import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { Outbox } from "../../main/resources/static/js/messages/outbox.js";

const ME = { id: "me" };

class FakeStorage {
  values = new Map();
  getItem(key) {
    return this.values.get(key) ?? null;
  }
  setItem(key, value) {
    this.values.set(key, value);
  }
}

describe("the outbox", () => {
  test("gives a message its id once, also over a reload and a retry", () => {
    const storage = new FakeStorage();
    const first = new Outbox(ME, storage);
    const { id } = first.add("room", ME, { content: "hello" }, "2026-01-01T00:00:00Z");
    first.fail(id, { code: "no_answer" });
    first.revive(id);
    const [item] = new Outbox(ME, storage).of("room");
    assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    assert.equal(item.id, id);
    assert.equal(item.state, "pending");
  });

  test("keeps the order of writing and forgets what the log has", () => {
    const outbox = new Outbox(ME, new FakeStorage());
    const ids = ["a", "b", "c"].map((text) => outbox.add("room", ME, { content: text }, "").id);
    outbox.add("other", ME, { content: "d" }, "");
    outbox.remove(ids[1]);
    assert.deepEqual(outbox.of("room").map((item) => item.content), ["a", "c"]);
    assert.deepEqual(outbox.all().map((item) => item.content), ["a", "c", "d"]);
  });

  test("never sends what another person wrote in this tab", () => {
    const storage = new FakeStorage();
    new Outbox(ME, storage).add("room", ME, { content: "mine" }, "");
    assert.deepEqual(new Outbox({ id: "somebody else" }, storage).of("room"), []);
  });

  test("holds a message with a file back until the server has the file", () => {
    const outbox = new Outbox(ME, new FakeStorage());
    const { id } = outbox.add("room", ME, { content: "look", file: { name: "a.png" } }, "");
    assert.equal(outbox.get(id).state, "uploading");
    outbox.fail(id, { code: "too_large" });
    outbox.revive(id);
    assert.equal(outbox.get(id).state, "uploading");
    outbox.uploaded(id, { id: "attachment" });
    outbox.fail(id, { code: "no_answer" });
    outbox.revive(id);
    assert.equal(outbox.get(id).state, "pending");
  });

  test("says of a file that a reload has taken away that it is gone", () => {
    const storage = new FakeStorage();
    new Outbox(ME, storage).add("room", ME, { content: "", file: { name: "a.png" } }, "");
    const [item] = new Outbox(ME, storage).all();
    assert.equal(item.state, "failed");
    assert.equal(item.reason.code, "file_gone");
  });

  test("does not show after a reload what the log shows", () => {
    const storage = new FakeStorage();
    const outbox = new Outbox(ME, storage);
    const { id } = outbox.add("room", ME, { content: "sent" }, "");
    outbox.add("room", ME, { content: "not yet" }, "");
    outbox.confirm(id);
    assert.deepEqual(new Outbox(ME, storage).all().map((item) => item.content), ["not yet"]);
    outbox.removeSent("room");
    assert.deepEqual(outbox.all().map((item) => item.content), ["not yet"]);
  });

  test("works where nothing can be stored", () => {
    const refusing = {
      getItem: () => "not json",
      setItem: () => {
        throw new Error("full");
      },
    };
    const outbox = new Outbox(ME, refusing);
    outbox.add("room", ME, { content: "hello" }, "");
    assert.equal(outbox.of("room").length, 1);
  });
});
