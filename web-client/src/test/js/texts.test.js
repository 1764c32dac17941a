import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { describe, test } from "node:test";

import { languageFor, texts, translator } from "../../main/resources/static/js/base/i18n.js";

const STATIC = new URL("../../main/resources/static/", import.meta.url);
const read = (path) => readFileSync(new URL(path, STATIC), "utf8");
const allScripts = readdirSync(new URL("js/", STATIC), { recursive: true })
  .map((name) => name.replaceAll("\\", "/"))
  .filter((name) => name.endsWith(".js"));
const scripts = allScripts.filter((name) => !name.startsWith("base/texts/"));
const html = read("index.html");

const holes = (text) => {
  const forms = typeof text === "string" ? [text] : Object.values(text);
  return [...new Set(forms.flatMap((form) => form.match(/\{\w+\}/g) ?? []))].sort();
};

describe("the texts", () => {
  test("are the same ones in both languages, with the same holes", () => {
    assert.deepEqual(Object.keys(texts.es), Object.keys(texts.en));
    for (const key of Object.keys(texts.en)) {
      assert.deepEqual(holes(texts.es[key]), holes(texts.en[key]), key);
    }
  });

  test("have a form for every number", () => {
    for (const [language, all] of Object.entries(texts)) {
      for (const [key, text] of Object.entries(all)) {
        assert.ok(typeof text === "string" || (text.one && text.other), `${language} ${key}`);
      }
    }
    assert.equal(translator("en")("room.members", { count: 1 }), "1 person");
    assert.equal(translator("es")("room.members", { count: 2 }), "2 personas");
  });

  test("exist for every key that the page or a script asks for", () => {
    const asked = [...html.matchAll(/data-i18n(?:-\w+)?="([^"]+)"/g)].map((match) => match[1]);
    for (const name of scripts) {
      asked.push(...[...read(`js/${name}`).matchAll(/\bt\(\s*"([^"]+)"/g)].map((match) => match[1]));
    }
    assert.ok(asked.length > 80);
    assert.deepEqual(asked.filter((key) => texts.en[key] === undefined), []);
  });

  test("are Spanish where the browser asks for any Spanish", () => {
    assert.deepEqual(["es", "es-MX", "ES-ar", "en-US", "eo", undefined].map(languageFor), ["es", "es", "es", "en", "en", "en"]);
  });
});

describe("the page", () => {
  test("holds nothing that its Content-Security-Policy would refuse", () => {
    assert.doesNotMatch(html, /\sstyle=|\son\w+=|<style|javascript:/i);
    assert.deepEqual(html.match(/<script\b[^>]*>[^<]+</g), null);
    for (const name of scripts) {
      const code = read(`js/${name}`);
      assert.doesNotMatch(code, /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function/, name);
    }
  });

  test("asks for all scripts at once, not for one after another", () => {
    const preloaded = [...html.matchAll(/rel="modulepreload" href="\/js\/([^"]+)"/g)].map((match) => match[1]);
    assert.deepEqual([...preloaded, "app.js"].sort(), [...allScripts].sort());
  });

  test("finds every element that a script asks for, and every icon", () => {
    const ids = new Set([...html.matchAll(/\sid="([^"]+)"/g)].map((match) => match[1]));
    const icons = new Set([...read("icons.svg").matchAll(/<symbol id="([^"]+)"/g)].map((match) => match[1]));
    for (const name of scripts) {
      const code = read(`js/${name}`);
      for (const [, id] of code.matchAll(/byId\("([^"]+)"\)/g)) {
        assert.ok(ids.has(id), `${name}: #${id}`);
      }
      for (const [, icon] of code.matchAll(/\bicon\("([^"]+)"\)/g)) {
        assert.ok(icons.has(icon), `${name}: icon ${icon}`);
      }
    }
    for (const [, icon] of html.matchAll(/icons\.svg#([\w-]+)/g)) {
      assert.ok(icons.has(icon), `icon ${icon}`);
    }
  });

  test("keeps every script small and says its one job on top", () => {
    for (const name of scripts) {
      const code = read(`js/${name}`);
      assert.ok(code.split("\n").length <= 250, name);
      assert.match(code, /^\/\/ [A-Z]/, name);
    }
  });
});
