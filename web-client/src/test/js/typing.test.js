import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { translator, typingText } from "../../main/resources/static/js/base/i18n.js";
import { TypingNotice, TypingPeople } from "../../main/resources/static/js/messages/typing.js";

const frame = (id, isTyping) => ({ user_id: id, username: id, is_typing: isTyping });
const names = (people, now) => people.at(now).map(({ username }) => username);

describe("the people who are typing", () => {
  test("are there until they stop, write or fall silent", () => {
    const people = new TypingPeople();
    people.heard(frame("alice", true), 0);
    people.heard(frame("bob", true), 100);
    people.heard(frame("carol", true), 200);
    assert.deepEqual(names(people, 300), ["alice", "bob", "carol"]);
    people.heard(frame("alice", false), 300);
    people.wrote("bob");
    assert.deepEqual(names(people, 400), ["carol"]);
    assert.deepEqual(names(people, 10_000), []);
  });

  test("stay while their notices go on", () => {
    const people = new TypingPeople();
    people.heard(frame("alice", true), 0);
    people.heard(frame("alice", true), 5_000);
    assert.deepEqual(names(people, 8_000), ["alice"]);
  });

  test("are named in both languages", () => {
    const en = (list) => typingText(list, translator("en"), (all) => all.join(" and "));
    const es = (list) => typingText(list, translator("es"), (all) => all.join(" y "));
    assert.equal(en([]), "");
    assert.equal(en(["alice"]), "alice is typing…");
    assert.equal(en(["alice", "bob"]), "alice and bob are typing…");
    assert.equal(en(["a", "b", "c", "d"]), "Several people are typing…");
    assert.equal(es(["alice"]), "alice está escribiendo…");
    assert.equal(es(["alice", "bob"]), "alice y bob están escribiendo…");
  });
});

describe("my own notice", () => {
  const recorded = () => {
    const told = [];
    return { told, notice: new TypingNotice((isTyping) => told.push(isTyping)) };
  };

  test("is told at once and then only now and then", () => {
    const { told, notice } = recorded();
    [0, 100, 200, 2_900, 3_100].forEach((now) => notice.touched(true, now));
    assert.deepEqual(told, [true, true]);
  });

  test("ends once when the text is gone or the writer is idle", () => {
    const { told, notice } = recorded();
    notice.touched(true, 0);
    notice.touched(false, 100);
    notice.stop();
    notice.touched(true, 200);
    notice.tick(1_000);
    notice.tick(9_000);
    notice.tick(10_000);
    assert.deepEqual(told, [true, false, true, false]);
  });

  test("needs no end after sending", () => {
    const { told, notice } = recorded();
    notice.touched(true, 0);
    notice.forget();
    notice.stop();
    assert.deepEqual(told, [true]);
  });
});
