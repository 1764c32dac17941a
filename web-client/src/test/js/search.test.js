import assert from "node:assert/strict";
import { describe, mock, test } from "node:test";

import { excerptOf, hitsIn, termsOf } from "../../main/resources/static/js/search/highlight.js";
import { Search } from "../../main/resources/static/js/search/search.js";

const hits = (text, query) => hitsIn(text, termsOf(query)).filter(({ isHit }) => isHit).map((part) => part.text);
const whole = (parts) => parts.map(({ text }) => text).join("");
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe("the words that were found", () => {
  test("are marked whatever their case and accents, in either direction", () => {
    assert.deepEqual(hits("La Canción más CANCIONERA", "cancion"), ["Canción", "CANCIONERA"]);
    assert.deepEqual(hits("la cancion", "CANCIÓN"), ["cancion"]);
    assert.deepEqual(hits("A nai\u0308ve word", "naive"), ["nai\u0308ve"]);
  });

  test("are words with another ending, where there is none as it is searched for", () => {
    assert.deepEqual(hits("She likes to run.", "running"), ["run"]);
    assert.deepEqual(hits("Cities by the sea", "city"), ["Cities"]);
    assert.deepEqual(hits("una canción", "canciones"), ["canción"]);
    assert.deepEqual(hits("run, running, ruin", "running"), ["running"]);
    assert.deepEqual(hits("the cat sat", "catapult"), []);
  });

  test("are parts of addresses, and emoji", () => {
    assert.deepEqual(hits("see www.example.org/tea", "example"), ["example"]);
    assert.deepEqual(hits("party 🎉 tonight", "🎉"), ["🎉"]);
  });

  test("are whole words or beginnings, never the middle of one", () => {
    assert.deepEqual(hits("art, party, artist", "art"), ["art", "artist"]);
  });

  test("are marked for each word of the search, and nothing of the text is lost", () => {
    const text = "Tea & <b>biscuits</b> at five, tea again.";
    assert.deepEqual(hits(text, "tea five"), ["Tea", "five", "tea"]);
    assert.equal(whole(hitsIn(text, termsOf("tea five"))), text);
  });

  test("are none where the search has no word", () => {
    assert.deepEqual(hits("anything? no!", "?!"), []);
    assert.deepEqual(hits("don't do it", "don't"), ["don't"]);
  });

  test("are in the middle of an excerpt of a long text", () => {
    const text = `${"before ".repeat(40)}the needle lies here ${"after ".repeat(60)}`;
    const parts = excerptOf(text, termsOf("needle"));
    assert.ok(whole(parts).length < 200);
    assert.ok(whole(parts).startsWith("…"));
    assert.ok(whole(parts).endsWith("…"));
    assert.deepEqual(parts.filter(({ isHit }) => isHit).map((part) => part.text), ["needle"]);
  });

  test("stand in one line, and a short text is shown whole", () => {
    assert.equal(whole(excerptOf("a\nshort\n\ntext", termsOf("text"))), "a short text");
  });
});

describe("a search", () => {
  const stage = () => {
    mock.timers.enable({ apis: ["setTimeout"] });
    const asked = [];
    const ask = (query) => new Promise((resolve, reject) => asked.push({ query, resolve, reject }));
    return { asked, search: new Search(ask, () => {}) };
  };
  const page = (ids, next = null) => ({ count: 9, next, results: ids.map((id) => ({ id })) });

  test("asks once the writing rests, and not for one letter", () => {
    const { asked, search } = stage();
    ["h", "he", "hel"].forEach((query) => search.look(query, null));
    mock.timers.tick(250);
    assert.deepEqual(asked.map(({ query }) => query.q), ["hel"]);
    search.look("h", null);
    mock.timers.tick(250);
    assert.equal(asked.length, 1);
    assert.equal(search.state, "idle");
    mock.timers.reset();
  });

  test("takes no answer to an earlier question", async () => {
    const { asked, search } = stage();
    search.look("old", null);
    mock.timers.tick(250);
    search.look("new", "room");
    mock.timers.tick(250);
    asked[1].resolve(page(["new"]));
    asked[0].resolve(page(["old"]));
    await settled();
    assert.deepEqual(search.results, [{ id: "new" }]);
    assert.equal(asked[1].query.room, "room");
    mock.timers.reset();
  });

  test("shows a result once, though new messages move the pages", async () => {
    const { asked, search } = stage();
    search.look("tea", null);
    mock.timers.tick(250);
    asked[0].resolve(page(["c", "b"], "next"));
    await settled();
    assert.equal(search.hasMore, true);
    search.more();
    asked[1].resolve(page(["b", "a"]));
    await settled();
    assert.deepEqual(search.results.map(({ id }) => id), ["c", "b", "a"]);
    assert.deepEqual([asked[1].query.page, search.hasMore], [2, false]);
    mock.timers.reset();
  });

  test("says that it failed, and may be tried again", async () => {
    const { asked, search } = stage();
    search.look("tea", null);
    mock.timers.tick(250);
    asked[0].reject({ code: "unavailable" });
    await settled();
    assert.equal(search.state, "failed");
    search.more();
    asked[1].resolve(page(["a"]));
    await settled();
    assert.deepEqual([search.state, search.results.length], ["found", 1]);
    mock.timers.reset();
  });
});
