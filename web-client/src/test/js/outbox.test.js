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
    const { id } = first.add("room", ME, "hello", "2026-01-01T00:00:00Z");
    first.fail(id, { code: "no_answer" });
    first.revive(id);
    const [item] = new Outbox(ME, storage).of("room");
    assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    assert.equal(item.id, id);
    assert.equal(item.state, "pending");
  });

  test("keeps the order of writing and forgets what the log has", () => {
    const outbox = new Outbox(ME, new FakeStorage());
    const ids = ["a", "b", "c"].map((text) => outbox.add("room", ME, text, "").id);
    outbox.add("other", ME, "d", "");
    outbox.remove(ids[1]);
    assert.deepEqual(outbox.of("room").map((item) => item.content), ["a", "c"]);
    assert.deepEqual(outbox.rooms, ["room", "other"]);
  });

  test("never sends what another person wrote in this tab", () => {
    const storage = new FakeStorage();
    new Outbox(ME, storage).add("room", ME, "mine", "");
    assert.deepEqual(new Outbox({ id: "somebody else" }, storage).of("room"), []);
  });

  test("works where nothing can be stored", () => {
    const refusing = {
      getItem: () => "not json",
      setItem: () => {
        throw new Error("full");
      },
    };
    const outbox = new Outbox(ME, refusing);
    outbox.add("room", ME, "hello", "");
    assert.equal(outbox.of("room").length, 1);
  });
});
