import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { afterClose, askedDelayMs, backOffMs } from "../../main/resources/static/js/net/reconnect.js";

const HALF = () => 0.5;
const close = (code, reason = "", attempt = 0) => afterClose({ code, reason, attempt }, HALF);

describe("after a close", () => {
  test("1008, 1003, 1007 and 4403 are final", () => {
    assert.deepEqual(close(1007), { again: false, why: "policy" });
    assert.deepEqual(close(1008), { again: false, why: "policy" });
    assert.deepEqual(close(1003), { again: false, why: "policy" });
    assert.deepEqual(close(4403), { again: false, why: "removed" });
  });

  test("4401 refreshes the token first, and does not hurry when that did not help", () => {
    assert.deepEqual(close(4401), { again: true, delayMs: 0, refresh: true });
    const second = close(4401, "", 3);
    assert.equal(second.refresh, true);
    assert.ok(second.delayMs >= 2_000);
  });

  test("1012 and 1001 wait as long as the server asks", () => {
    assert.equal(close(1012, "1700").delayMs, 1_700);
    assert.equal(close(1001, "silent").delayMs, backOffMs(0, HALF));
    assert.equal(close(1012, "").delayMs, backOffMs(0, HALF));
  });

  test("4408 comes back soon, 4429 slows down", () => {
    assert.ok(close(4408).delayMs < 1_000);
    assert.ok(close(4429).delayMs >= 5_000);
  });

  test("a network that broke is tried again, ever more slowly", () => {
    const delays = [0, 1, 2, 3, 4].map((attempt) => close(1006, "", attempt).delayMs);
    assert.deepEqual(delays, [...delays].sort((a, b) => a - b));
    assert.equal(new Set(delays).size, delays.length);
  });
});

describe("the back-off", () => {
  test("has a longest wait, also after a very long time", () => {
    assert.ok(backOffMs(1_000, () => 1) <= 30_000);
  });

  test("spreads clients by chance but never hammers", () => {
    assert.equal(backOffMs(2, () => 0), 1_000);
    assert.equal(backOffMs(2, () => 1), 2_000);
  });
});

describe("the asked delay", () => {
  test("is read from plain milliseconds and from units", () => {
    assert.equal(askedDelayMs("1500"), 1_500);
    assert.equal(askedDelayMs("retry after 1500 ms"), 1_500);
    assert.equal(askedDelayMs("retry_after_ms=800"), 800);
    assert.equal(askedDelayMs("2.5 s"), 2_500);
  });

  test("is none where the reason names none, and never endless", () => {
    assert.equal(askedDelayMs("restarting"), null);
    assert.equal(askedDelayMs(undefined), null);
    assert.equal(askedDelayMs("99999999"), 120_000);
  });
});
