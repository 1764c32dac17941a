import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { fitted } from "../../main/resources/static/js/files/fitted.js";
import { isOurs } from "../../main/resources/static/js/files/ours.js";
import { Uploads } from "../../main/resources/static/js/files/uploads.js";

const settled = () => new Promise((resolve) => setImmediate(resolve));

/** A server whose uploads end when the test says so, and a clock that the test turns. */
function stage() {
  const asked = [];
  const told = [];
  const timers = [];
  const send = (job, options) =>
    new Promise((resolve, reject) => asked.push({ id: job.id, resolve, reject, ...options }));
  const hooks = {
    done: (id, attachment) => told.push(["done", id, attachment]),
    failed: (id, problem) => told.push(["failed", id, problem.code]),
    progress: (id, part) => told.push(["progress", id, part]),
  };
  const uploads = new Uploads(send, hooks, (work, ms) => timers.push({ work, ms }));
  return { asked, told, timers, uploads };
}

describe("the uploads", () => {
  test("go a few at a time, in the order of writing", async () => {
    const { asked, uploads } = stage();
    ["a", "b", "c"].forEach((id) => uploads.start(id, "room", {}));
    assert.deepEqual(asked.map(({ id }) => id), ["a", "b"]);
    asked[0].resolve({});
    await settled();
    assert.deepEqual(asked.map(({ id }) => id), ["a", "b", "c"]);
  });

  test("tell how far they are and what came of it", async () => {
    const { asked, told, uploads } = stage();
    uploads.start("a", "room", {});
    assert.equal(uploads.isBusy, true);
    asked[0].onProgress(0.5);
    asked[0].resolve({ id: "attachment" });
    await settled();
    assert.deepEqual(told, [["progress", "a", 0.5], ["done", "a", { id: "attachment" }]]);
    assert.equal(uploads.isBusy, false);
  });

  test("are tried again where the trouble passes, and given up after some tries", async () => {
    const { asked, told, timers, uploads } = stage();
    uploads.start("a", "room", {});
    for (let tries = 1; tries <= 4; tries += 1) {
      asked.at(-1).reject({ code: "offline", isPassing: true });
      await settled();
      timers.shift()?.work();
    }
    assert.equal(asked.length, 4);
    assert.deepEqual(told, [["failed", "a", "offline"]]);
    assert.equal(uploads.isBusy, false);
    assert.equal(uploads.retry("a"), true);
    assert.equal(asked.length, 5);
  });

  test("wait as long as the server asks", async () => {
    const { asked, timers, uploads } = stage();
    uploads.start("a", "room", {});
    asked[0].reject({ code: "unavailable", isPassing: true, retryAfterMs: 7_000 });
    await settled();
    assert.equal(timers[0].ms, 7_000);
    assert.equal(uploads.isBusy, true);
  });

  test("are not tried again where the file is refused", async () => {
    const { asked, told, timers, uploads } = stage();
    uploads.start("a", "room", {});
    asked[0].reject({ code: "too_large", isPassing: false });
    await settled();
    assert.deepEqual(told, [["failed", "a", "too_large"]]);
    assert.equal(timers.length, 0);
  });

  test("stop when they are cancelled, and let the next one go", async () => {
    const { asked, told, uploads } = stage();
    ["a", "b", "c"].forEach((id) => uploads.start(id, "room", {}));
    uploads.cancel("a");
    assert.equal(asked[0].signal.aborted, true);
    assert.deepEqual(asked.map(({ id }) => id), ["a", "b", "c"]);
    asked[0].reject({ code: "offline", isPassing: true });
    await settled();
    assert.deepEqual(told, []);
    assert.equal(uploads.retry("a"), false);
  });
});

describe("a picture's place", () => {
  test("has the picture's proportions and is never larger than it", () => {
    assert.deepEqual(fitted(640, 480), { width: 320, height: 240 });
    assert.deepEqual(fitted(480, 640), { width: 240, height: 320 });
    assert.deepEqual(fitted(100, 80), { width: 100, height: 80 });
  });

  test("can be seen and pressed whatever the picture is like", () => {
    assert.equal(fitted(1, 1).width, 48);
    assert.equal(fitted(10_000, 10).height, 48);
    assert.ok(fitted(undefined, null).width > 100);
  });
});

describe("an address that a message carries", () => {
  const ours = (url) => isOurs(url, "https://chat.example");

  test("is followed only where it is this server's", () => {
    assert.equal(ours("/api/v1/chat/attachments/1/"), true);
    assert.equal(ours("https://chat.example/api/v1/chat/attachments/1/"), true);
    for (const bad of ["https://elsewhere.example/a.png", "//elsewhere.example/a.png", "javascript:alert(1)", "data:text/html,x", "http://chat.example/a", null, 7]) {
      assert.equal(ours(bad), false, String(bad));
    }
  });
});
