import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, mock, test } from "node:test";

import { CatchUp } from "../../main/resources/static/js/messages/catch-up.js";
import { RoomLog } from "../../main/resources/static/js/messages/roomlog.js";

const settled = async () => {
  for (let turn = 0; turn < 10; turn += 1) {
    await new Promise((resolve) => setImmediate(resolve));
  }
};
const change = (seq) => ({ seq, type: "message", message: { id: `m${seq}`, seq } });
const answer = (body, status = 200) => new Response(JSON.stringify(body), { status });

describe("catching up", () => {
  let log;
  let asked;
  let answers;
  let restarted;
  let catchUp;

  beforeEach(() => {
    mock.timers.enable({ apis: ["setTimeout"] });
    log = new RoomLog(10);
    asked = [];
    answers = [];
    restarted = [];
    globalThis.location = { origin: "http://localhost" };
    mock.method(globalThis, "fetch", async (address) => {
      asked.push(address.searchParams.get("after"));
      return answers.shift();
    });
    catchUp = new CatchUp("room", {
      log: () => log,
      apply: (seq, type, message) => log.applyChange(seq, type, message),
      restart: async (lastSeq) => restarted.push(lastSeq),
      done: () => {},
    });
  });

  afterEach(() => {
    catchUp.close();
    mock.timers.reset();
    mock.restoreAll();
  });

  const wait = async (ms) => {
    mock.timers.tick(ms);
    await settled();
  };

  test("asks for what follows the last place without a hole, page by page", async () => {
    log.noteHead(13);
    answers.push(answer({ changes: [change(11), change(12)], last_seq: 13, has_more: true }));
    answers.push(answer({ changes: [change(13)], last_seq: 13, has_more: false }));
    catchUp.in(0);
    await wait(0);
    assert.deepEqual(asked, ["10", "12"]);
    assert.equal(log.hasHole, false);
  });

  test("asks for nothing where what was missing has come meanwhile", async () => {
    log.noteHead(11);
    catchUp.in(2_000);
    log.applyChange(11, "message", { id: "m11", seq: 11 });
    await wait(2_000);
    assert.deepEqual(asked, []);
  });

  test("tries again where the server could not answer", async () => {
    log.noteHead(11);
    answers.push(answer({ code: "unavailable" }, 503));
    answers.push(answer({ changes: [change(11)], last_seq: 11, has_more: false }));
    catchUp.in(0);
    await wait(0);
    assert.equal(log.hasHole, true);
    await wait(5_000);
    assert.equal(log.hasHole, false);
    assert.equal(asked.length, 2);
  });

  test("begins anew where too much has happened", async () => {
    log.noteHead(9_000);
    answers.push(answer({ changes: [change(11)], last_seq: 9_000, has_more: true }));
    catchUp.in(0);
    await wait(0);
    assert.deepEqual(restarted, [9_000]);
  });
});
