/*
 * The floor of the table: what a broadcast over WebSocket costs when nothing else is done. One thread, one epoll;
 * GET /room/N joins room N, and what a client says is sent to all in its room, itself included. Nothing is parsed,
 * stored or promised. With --join the messages of one epoll round reach each receiver in one send.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

enum {
    ROOMS = 65536,
    EVENTS = 1024,
    MAX_HEAD = 8192,
    MAX_PAYLOAD = 65536,
    MAX_FRAME = MAX_PAYLOAD + 14,
    READ_ONCE = 131072,
    MAX_JOINED = 1 << 20,
    MAX_PENDING = 4 << 20,
    TEXT = 1,
    CLOSE = 8,
    PING = 9,
    PONG = 10,
};

struct buffer {
    uint8_t *bytes;
    size_t length, capacity;
};

struct client {
    int fd;
    int room; /* -1 before the handshake */
    size_t place; /* in its room's list of members */
    bool writable_awaited, closing, dead;
    struct buffer unread; /* a part of a head or frame, until the rest comes */
    struct buffer pending; /* what the kernel did not take yet */
    size_t pending_sent;
    struct client *next_dead;
};

struct room {
    struct client **members;
    size_t count, capacity;
    struct buffer joined;
    bool dirty;
};

static struct room rooms[ROOMS];
static int dirty_rooms[ROOMS];
static size_t dirty_count;
static struct client *dead_clients;
static int epoll_fd, spare_fd;
static bool join;

static void *checked(void *memory) {
    if (memory == NULL) {
        perror("floor: memory");
        exit(1);
    }
    return memory;
}

static void append(struct buffer *buffer, const void *bytes, size_t length) {
    if (length > buffer->capacity - buffer->length) {
        size_t capacity = buffer->capacity ? buffer->capacity : 512;
        while (capacity < buffer->length + length)
            capacity *= 2;
        buffer->bytes = checked(realloc(buffer->bytes, capacity));
        buffer->capacity = capacity;
    }
    memcpy(buffer->bytes + buffer->length, bytes, length);
    buffer->length += length;
}

static void release(struct buffer *buffer) {
    free(buffer->bytes);
    *buffer = (struct buffer){0};
}

/* ---- the handshake's hash ---- */

static uint32_t rotate(uint32_t value, int bits) {
    return value << bits | value >> (32 - bits);
}

static void sha1_block(uint32_t state[5], const uint8_t *block) {
    uint32_t word[80], a = state[0], b = state[1], c = state[2], d = state[3], e = state[4];
    for (int i = 0; i < 16; i++)
        word[i] = (uint32_t)block[4 * i] << 24 | block[4 * i + 1] << 16 | block[4 * i + 2] << 8 | block[4 * i + 3];
    for (int i = 16; i < 80; i++)
        word[i] = rotate(word[i - 3] ^ word[i - 8] ^ word[i - 14] ^ word[i - 16], 1);
    for (int i = 0; i < 80; i++) {
        uint32_t mixed, constant;
        if (i < 20)
            mixed = (b & c) | (~b & d), constant = 0x5a827999;
        else if (i < 40)
            mixed = b ^ c ^ d, constant = 0x6ed9eba1;
        else if (i < 60)
            mixed = (b & c) | (b & d) | (c & d), constant = 0x8f1bbcdc;
        else
            mixed = b ^ c ^ d, constant = 0xca62c1d6;
        uint32_t next = rotate(a, 5) + mixed + e + constant + word[i];
        e = d, d = c, c = rotate(b, 30), b = a, a = next;
    }
    state[0] += a, state[1] += b, state[2] += c, state[3] += d, state[4] += e;
}

/* text: the client's key and the GUID, 60 characters, which with the padding fill two blocks. */
static void accept_key(const char *text, char out[29]) {
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    uint32_t state[5] = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0};
    uint8_t blocks[128] = {0}, digest[21] = {0};
    memcpy(blocks, text, 60);
    blocks[60] = 0x80;
    blocks[126] = 480 >> 8, blocks[127] = 480 & 0xff;
    sha1_block(state, blocks);
    sha1_block(state, blocks + 64);
    for (int i = 0; i < 20; i++)
        digest[i] = state[i / 4] >> (24 - 8 * (i % 4));
    for (int i = 0; i < 7; i++) {
        uint32_t three = digest[3 * i] << 16 | digest[3 * i + 1] << 8 | digest[3 * i + 2];
        for (int j = 0; j < 4; j++)
            out[4 * i + j] = digits[three >> (18 - 6 * j) & 63];
    }
    out[27] = '=';
    out[28] = 0;
}

/* ---- clients and rooms ---- */

/* Freed only at the end of the round: events and member lists of this round may still name it. */
static void drop(struct client *client) {
    if (client->dead)
        return;
    client->dead = true;
    close(client->fd);
    client->next_dead = dead_clients;
    dead_clients = client;
}

static void bury_the_dead(void) {
    while (dead_clients != NULL) {
        struct client *client = dead_clients;
        dead_clients = client->next_dead;
        if (client->room >= 0) {
            struct room *room = &rooms[client->room];
            struct client *last = room->members[--room->count];
            room->members[client->place] = last;
            last->place = client->place;
        }
        release(&client->unread);
        release(&client->pending);
        free(client);
    }
}

static void await_writable(struct client *client, bool awaited) {
    if (client->writable_awaited == awaited)
        return;
    client->writable_awaited = awaited;
    struct epoll_event event = {.events = EPOLLIN | (awaited ? EPOLLOUT : 0), .data.ptr = client};
    epoll_ctl(epoll_fd, EPOLL_CTL_MOD, client->fd, &event);
}

static void give(struct client *client, const uint8_t *bytes, size_t length) {
    if (client->dead || client->closing)
        return;
    size_t sent = 0;
    if (client->pending.length == 0) {
        ssize_t taken = send(client->fd, bytes, length, MSG_NOSIGNAL | MSG_DONTWAIT);
        if (taken < 0 && errno != EAGAIN && errno != EINTR) {
            drop(client);
            return;
        }
        sent = taken < 0 ? 0 : (size_t)taken;
    }
    if (sent == length)
        return;
    if (client->pending.length - client->pending_sent + length - sent > MAX_PENDING) {
        drop(client);
        return;
    }
    append(&client->pending, bytes + sent, length - sent);
    await_writable(client, true);
}

static void write_pending(struct client *client) {
    struct buffer *pending = &client->pending;
    ssize_t taken = send(client->fd, pending->bytes + client->pending_sent, pending->length - client->pending_sent,
                         MSG_NOSIGNAL | MSG_DONTWAIT);
    if (taken < 0) {
        if (errno != EAGAIN && errno != EINTR)
            drop(client);
        return;
    }
    client->pending_sent += taken;
    if (client->pending_sent == pending->length) {
        release(pending);
        client->pending_sent = 0;
        await_writable(client, false);
        if (client->closing)
            drop(client);
    } else if (client->pending_sent >= pending->length / 2) {
        /* Without this the sent part of a client that never quite catches up would grow for ever. */
        pending->length -= client->pending_sent;
        memmove(pending->bytes, pending->bytes + client->pending_sent, pending->length);
        client->pending_sent = 0;
    }
}

static void give_last(struct client *client, const void *bytes, size_t length) {
    give(client, bytes, length);
    client->closing = true;
    if (!client->dead && client->pending.length == 0)
        drop(client);
}

static void enter(struct client *client, int number) {
    struct room *room = &rooms[number];
    if (room->count == room->capacity) {
        room->capacity = room->capacity ? 2 * room->capacity : 16;
        room->members = checked(realloc(room->members, room->capacity * sizeof *room->members));
    }
    client->room = number;
    client->place = room->count;
    room->members[room->count++] = client;
}

static void give_to_all(struct room *room, const uint8_t *bytes, size_t length) {
    for (size_t i = 0; i < room->count; i++)
        give(room->members[i], bytes, length);
}

static void give_joined(struct room *room) {
    give_to_all(room, room->joined.bytes, room->joined.length);
    room->joined.length = 0;
}

static size_t frame_head(uint8_t *head, int opcode, size_t length) {
    head[0] = 0x80 | opcode;
    if (length < 126) {
        head[1] = length;
        return 2;
    }
    if (length < 65536) {
        head[1] = 126, head[2] = length >> 8, head[3] = length;
        return 4;
    }
    head[1] = 127;
    for (int i = 0; i < 8; i++)
        head[2 + i] = (uint64_t)length >> (56 - 8 * i);
    return 10;
}

static void broadcast(struct client *client, const uint8_t *payload, size_t length) {
    static uint8_t frame[MAX_FRAME];
    struct room *room = &rooms[client->room];
    size_t head = frame_head(frame, TEXT, length);
    memcpy(frame + head, payload, length);
    if (!join) {
        give_to_all(room, frame, head + length);
        return;
    }
    if (!room->dirty) {
        room->dirty = true;
        dirty_rooms[dirty_count++] = client->room;
    }
    append(&room->joined, frame, head + length);
    if (room->joined.length > MAX_JOINED)
        give_joined(room);
}

static void end_round(void) {
    for (size_t i = 0; i < dirty_count; i++) {
        struct room *room = &rooms[dirty_rooms[i]];
        give_joined(room);
        room->dirty = false;
    }
    dirty_count = 0;
    bury_the_dead();
}

/* ---- what clients say ---- */

static void close_with(struct client *client, int code) {
    uint8_t frame[4] = {0x80 | CLOSE, 2, code >> 8, code};
    give_last(client, frame, sizeof frame);
}

static void take_frame(struct client *client, int opcode, const uint8_t *payload, size_t length) {
    uint8_t frame[2 + 125];
    if (opcode == TEXT) {
        broadcast(client, payload, length);
    } else if (opcode == PING) {
        size_t head = frame_head(frame, PONG, length);
        memcpy(frame + head, payload, length);
        give(client, frame, head + length);
    } else if (opcode == CLOSE) {
        size_t head = frame_head(frame, CLOSE, length);
        memcpy(frame + head, payload, length);
        give_last(client, frame, head + length);
    } else if (opcode != PONG) {
        close_with(client, 1003);
    }
}

/* Returns the bytes of one whole frame at the start, taken; 0 if there is none yet or the client was dropped. */
static size_t read_frame(struct client *client, uint8_t *bytes, size_t available) {
    if (available < 2)
        return 0;
    size_t length = bytes[1] & 0x7f, head = 2;
    int opcode = bytes[0] & 0x0f;
    bool whole = (bytes[0] & 0xf0) == 0x80, masked = bytes[1] & 0x80;
    if (!whole || !masked || (opcode >= CLOSE && length > 125)) {
        close_with(client, whole || (bytes[0] & 0x70) ? 1002 : 1003);
        return 0;
    }
    if (length >= 126) {
        size_t extended = length == 126 ? 2 : 8;
        head += extended;
        if (available < head)
            return 0;
        length = 0;
        for (size_t i = 2; i < head; i++)
            length = length << 8 | bytes[i];
    }
    if (length > MAX_PAYLOAD) {
        close_with(client, 1009);
        return 0;
    }
    head += 4;
    if (available < head + length)
        return 0;
    const uint8_t *mask = bytes + head - 4;
    for (size_t i = 0; i < length; i++)
        bytes[head + i] ^= mask[i & 3];
    take_frame(client, opcode, bytes + head, length);
    return head + length;
}

static size_t refuse(struct client *client, const char *status) {
    char answer[128];
    int length = snprintf(answer, sizeof answer,
                          "HTTP/1.1 %s\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", status);
    give_last(client, answer, length);
    return 0;
}

/* Returns the bytes of the head, taken; 0 if it is not whole yet or was refused. */
static size_t read_head(struct client *client, const uint8_t *bytes, size_t available) {
    static const char guid[] = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    const uint8_t *end = memmem(bytes, available, "\r\n\r\n", 4);
    if (end == NULL)
        return available < MAX_HEAD ? 0 : refuse(client, "431 Request Header Fields Too Large");
    size_t length = end - bytes + 4;
    if (length > MAX_HEAD)
        return refuse(client, "431 Request Header Fields Too Large");
    char head[MAX_HEAD + 1], path_end, text[61], accepted[29], answer[256];
    memcpy(head, bytes, length);
    head[length] = 0;
    int number;
    if (sscanf(head, "GET /room/%5d%c", &number, &path_end) != 2 || (path_end != ' ' && path_end != '?') ||
        number < 0 || number >= ROOMS)
        return refuse(client, "404 Not Found");
    const char *key = strcasestr(head, "\r\nSec-WebSocket-Key:");
    if (key == NULL || sscanf(key + 20, " %24[A-Za-z0-9+/=]", text) != 1 || strlen(text) != 24)
        return refuse(client, "400 Bad Request");
    memcpy(text + 24, guid, sizeof guid);
    accept_key(text, accepted);
    int answered = snprintf(answer, sizeof answer,
                            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                            "Sec-WebSocket-Accept: %s\r\n\r\n",
                            accepted);
    give(client, (uint8_t *)answer, answered);
    if (!client->dead)
        enter(client, number);
    return length;
}

/* One read a round and client, so that one that says much does not starve the others. */
static void read_client(struct client *client) {
    static uint8_t bytes[MAX_FRAME + READ_ONCE];
    size_t available = client->unread.length, taken = 0;
    memcpy(bytes, client->unread.bytes ? client->unread.bytes : bytes, available);
    ssize_t got = recv(client->fd, bytes + available, READ_ONCE, MSG_DONTWAIT);
    if (got <= 0) {
        if (got == 0 || (errno != EAGAIN && errno != EINTR))
            drop(client);
        return;
    }
    if (client->closing)
        return;
    available += got;
    while (!client->dead && !client->closing) {
        size_t used = client->room < 0 ? read_head(client, bytes + taken, available - taken)
                                       : read_frame(client, bytes + taken, available - taken);
        if (used == 0)
            break;
        taken += used;
    }
    client->unread.length = 0;
    if (client->dead || client->closing || taken == available)
        release(&client->unread);
    else
        append(&client->unread, bytes + taken, available - taken);
}

static void accept_clients(int listener) {
    for (;;) {
        int fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (fd < 0 && (errno == EMFILE || errno == ENFILE)) {
            /* Refuses the connection with the spare descriptor; left waiting, it would keep epoll busy. */
            close(spare_fd);
            close(accept(listener, NULL, NULL));
            spare_fd = open("/dev/null", O_RDONLY | O_CLOEXEC);
            continue;
        }
        if (fd < 0)
            return;
        setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &(int){1}, sizeof(int));
        struct client *client = checked(calloc(1, sizeof *client));
        client->fd = fd;
        client->room = -1;
        struct epoll_event event = {.events = EPOLLIN, .data.ptr = client};
        epoll_ctl(epoll_fd, EPOLL_CTL_ADD, fd, &event);
    }
}

static int listen_on(int port) {
    int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    struct sockaddr_in address = {
        .sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &(int){1}, sizeof(int));
    if (bind(listener, (struct sockaddr *)&address, sizeof address) < 0 || listen(listener, 4096) < 0) {
        perror("floor: listen");
        exit(1);
    }
    return listener;
}

int main(int count, char **arguments) {
    int port = count > 1 ? atoi(arguments[1]) : 0;
    join = count == 3 && strcmp(arguments[2], "--join") == 0;
    if (port < 1 || port > 65535 || count > (join ? 3 : 2)) {
        fprintf(stderr, "usage: floor PORT [--join]\n");
        return 2;
    }
    struct rlimit files;
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);
    spare_fd = open("/dev/null", O_RDONLY | O_CLOEXEC);
    int listener = listen_on(port);
    epoll_fd = epoll_create1(EPOLL_CLOEXEC);
    struct epoll_event events[EVENTS] = {{.events = EPOLLIN, .data.ptr = NULL}};
    epoll_ctl(epoll_fd, EPOLL_CTL_ADD, listener, &events[0]);
    for (;;) {
        int ready = epoll_wait(epoll_fd, events, EVENTS, -1);
        for (int i = 0; i < ready; i++) {
            struct client *client = events[i].data.ptr;
            if (client == NULL) {
                accept_clients(listener);
                continue;
            }
            if (!client->dead && (events[i].events & EPOLLOUT))
                write_pending(client);
            if (!client->dead && (events[i].events & ~EPOLLOUT))
                read_client(client);
        }
        end_round();
    }
}
