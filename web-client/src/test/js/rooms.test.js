import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { changedRoom } from "../../main/resources/static/js/rooms/room-changes.js";
import { moderates, powersOver } from "../../main/resources/static/js/rooms/roles.js";

const ana = { id: "ana", username: "ana", role: "owner" };
const bob = { id: "bob", username: "bob", role: "admin" };
const cleo = { id: "cleo", username: "cleo", role: "member" };
const group = { id: "room", name: "Old", room_type: "group", is_active: true, unread_count: 3, participants: [ana, bob, cleo] };
const facts = { room: "room", id: "room", name: "New", room_type: "group", is_active: true };
const ids = (room) => room.participants.map(({ id, role }) => `${id} ${role}`);

describe("a frame about a room", () => {
  test("changes its facts and keeps what the frame does not carry", () => {
    const room = changedRoom(group, "room_updated", facts);
    assert.deepEqual([room.name, room.unread_count, room.room], ["New", 3, undefined]);
    assert.deepEqual(ids(room), ids(group));
  });

  test("brings somebody in once, also if it comes again", () => {
    const joined = { ...facts, user: { id: "dora", username: "dora" }, role: "member" };
    const once = changedRoom(group, "participant_joined", joined);
    assert.deepEqual(ids(once).at(-1), "dora member");
    assert.deepEqual(ids(changedRoom(once, "participant_joined", joined)), ids(once));
  });

  test("takes somebody out, and gives somebody another role", () => {
    assert.deepEqual(ids(changedRoom(group, "participant_left", { ...facts, user: bob })), ["ana owner", "cleo member"]);
    const room = changedRoom(group, "room_updated", { ...facts, user: { id: "cleo" }, role: "admin" });
    assert.deepEqual(ids(room), ["ana owner", "bob admin", "cleo admin"]);
  });

  test("does not make the names of a large room grow without end", () => {
    const large = { ...group, participants: Array.from({ length: 100 }, (_, at) => ({ id: `p${at}`, role: "member" })) };
    const joined = { ...facts, user: { id: "dora" }, role: "member" };
    assert.equal(changedRoom(large, "participant_joined", joined).participants.length, 100);
  });
});

describe("what one may do with others", () => {
  test("depends on one's own role and on theirs", () => {
    assert.deepEqual(powersOver(bob, group, ana), ["member", "owner", "remove"]);
    assert.deepEqual(powersOver(cleo, group, ana), ["admin", "owner", "remove"]);
    assert.deepEqual(powersOver(cleo, group, bob), ["remove"]);
    assert.deepEqual(powersOver(ana, group, bob), []);
    assert.deepEqual(powersOver(bob, group, cleo), []);
  });

  test("is nothing with oneself, in a closed room and in a direct chat", () => {
    assert.deepEqual(powersOver(ana, group, ana), []);
    assert.deepEqual(powersOver(bob, { ...group, is_active: false }, ana), []);
    assert.deepEqual(powersOver(bob, { ...group, room_type: "direct" }, ana), []);
  });

  test("is for owner and admins only, as far as the room tells", () => {
    assert.deepEqual([ana, bob, cleo, { id: "stranger" }].map((me) => moderates(group, me)), [true, true, false, false]);
  });
});
