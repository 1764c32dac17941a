import assert from "node:assert/strict";
import { describe, mock, test } from "node:test";

import { Delivery } from "../../main/resources/static/js/messages/delivery.js";
import { Outbox } from "../../main/resources/static/js/messages/outbox.js";

const ME = { id: "me" };

function stage({ isConnected = true } = {}) {
  const line = { isConnected, frames: [] };
  const outbox = new Outbox(ME, { getItem: () => null, setItem: () => {} });
  const send = (frame) => line.isConnected && line.frames.push(frame) > 0;
  const delivery = new Delivery(outbox, send, () => {});
  const say = (content, more = {}) => outbox.add("room", ME, { content, ...more }, "").id;
  return { line, outbox, delivery, say };
}

describe("the delivery", () => {
  test("sends what waits in the order of writing, each once until it is answered", () => {
    const { line, delivery, say } = stage();
    const ids = [say("a"), say("b")];
    delivery.flush();
    delivery.flush();
    assert.deepEqual(line.frames.map((frame) => [frame.id, frame.room, frame.content]), [[ids[0], "room", "a"], [ids[1], "room", "b"]]);
    delivery.close();
  });

  test("says what a message answers, and what it carries", () => {
    const { line, outbox, delivery, say } = stage();
    say("answer", { replyTo: { id: "first", sender: ME, content: "a" } });
    const id = say("", { file: { name: "a.png" } });
    delivery.flush();
    assert.deepEqual(line.frames.map((frame) => frame.reply_to_id), ["first"]);
    outbox.uploaded(id, { id: "attachment", thumbnail_url: "/thumbnail/" });
    delivery.flush();
    const { attachment_id, message_type, content } = line.frames[1];
    assert.deepEqual({ attachment_id, message_type, content }, { attachment_id: "attachment", message_type: "image", content: "" });
    delivery.close();
  });

  test("keeps what it cannot send, and sends it once there is a connection", () => {
    const { line, delivery, say } = stage({ isConnected: false });
    say("a");
    delivery.flush();
    line.isConnected = true;
    delivery.flush();
    assert.equal(line.frames.length, 1);
    delivery.close();
  });

  test("sends again, with the same id, what a lost connection left unanswered", () => {
    const { line, delivery, say } = stage();
    const id = say("a");
    delivery.flush();
    delivery.lost();
    delivery.flush();
    assert.deepEqual(line.frames.map((frame) => frame.id), [id, id]);
    delivery.close();
  });

  test("is no flood after a long time away", () => {
    const { line, delivery, say } = stage();
    const ids = Array.from({ length: 20 }, (_, at) => say(String(at)));
    delivery.flush();
    assert.equal(line.frames.length, 8);
    delivery.acknowledged(ids[0]);
    assert.equal(line.frames.length, 9);
    delivery.close();
  });

  test("gives up on a refusal that is about the message", () => {
    const { outbox, delivery, say } = stage();
    const id = say("a");
    delivery.flush();
    delivery.refused(id, "room_closed", "closed");
    assert.deepEqual([outbox.get(id).state, outbox.get(id).reason.code], ["failed", "room_closed"]);
    delivery.close();
  });

  test("tries again soon in a room that was only just made, and not for ever", () => {
    mock.timers.enable({ apis: ["setTimeout"] });
    const { line, outbox, delivery, say } = stage();
    const id = say("first words");
    delivery.flush();
    for (let tries = 1; tries <= 4; tries += 1) {
      delivery.refused(id, "not_a_participant", "");
      mock.timers.tick(400 * tries);
    }
    assert.equal(line.frames.length, 4);
    assert.equal(outbox.get(id).state, "failed");
    mock.timers.reset();
  });

  test("waits and repeats where the refusal passes, or no answer comes", () => {
    mock.timers.enable({ apis: ["setTimeout"] });
    const { line, outbox, delivery, say } = stage();
    const id = say("a");
    delivery.flush();
    delivery.refused(id, "unavailable", "");
    assert.equal(line.frames.length, 1);
    mock.timers.tick(2_000);
    assert.equal(line.frames.length, 2);
    mock.timers.tick(10_000);
    assert.equal(line.frames.length, 3);
    mock.timers.tick(10_000);
    mock.timers.tick(10_000);
    assert.equal(outbox.get(id).state, "failed");
    assert.deepEqual(new Set(line.frames.map((frame) => frame.id)), new Set([id]));
    mock.timers.reset();
  });
});
