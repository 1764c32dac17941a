// A chat as a Socket.IO tutorial writes it: join a room, insert what is said, emit it to the room, acknowledge it.
// PORT; POSTGRES_PORT, without which nothing is stored; REDIS_PORT, without which it is one process.
import { createServer } from "node:http";
import { createAdapter } from "@socket.io/redis-adapter";
import pg from "pg";
import { createClient } from "redis";
import { Server } from "socket.io";

const { PORT, POSTGRES_PORT, REDIS_PORT } = process.env;

const insert = {
  name: "insert",
  text: "INSERT INTO messages (room, sender, content) VALUES ($1, $2, $3) RETURNING id",
};
const pool = POSTGRES_PORT
  && new pg.Pool({ host: "127.0.0.1", port: Number(POSTGRES_PORT), user: "peer", database: "postgres" });
let lastId = 0;

async function store(room, user, content) {
  if (!pool) {
    return ++lastId;
  }
  const result = await pool.query({ ...insert, values: [room, user, content] });
  return Number(result.rows[0].id);
}

async function adapter() {
  if (!REDIS_PORT) {
    return undefined;
  }
  const publisher = createClient({ url: `redis://127.0.0.1:${REDIS_PORT}` });
  const subscriber = publisher.duplicate();
  await Promise.all([publisher.connect(), subscriber.connect()]);
  return createAdapter(publisher, subscriber);
}

const server = createServer();
const io = new Server(server, {
  transports: ["websocket"],
  perMessageDeflate: false,
  serveClient: false,
  adapter: await adapter(),
});

io.on("connection", (socket) => {
  const { user, room } = socket.handshake.auth;
  if (typeof user !== "string" || typeof room !== "string") {
    socket.disconnect(true);
    return;
  }
  socket.join(room);
  socket.on("message", async (content, acknowledge) => {
    if (typeof content !== "string" || content.length > 10_000 || typeof acknowledge !== "function") {
      socket.disconnect(true);
      return;
    }
    try {
      const id = await store(room, user, content);
      io.to(room).emit("message", { id, room, user, content, at: Date.now() });
      acknowledge({ id });
    } catch (error) {
      console.error(error);
      acknowledge({ error: "not stored" });
    }
  });
});

server.listen(Number(PORT), "127.0.0.1");
