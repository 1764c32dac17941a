# What the run scripts share: sourced, not run. Defines start_postgres, start_redis, need_debian, free_port, announce.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[1]}")" && pwd)
name=$(basename "$here")
pids=()
postmaster=
work=

say() {
    echo "$name: $*" >&2
}

fail() {
    say "$*"
    exit 1
}

# Ends only what this script started, newest first, and waits, so that the folder is no longer written when it goes.
# The database ends at once (SIGQUIT): it need not write down what is deleted next.
cleanup() {
    local index pid signal
    trap '' TERM INT
    for ((index = ${#pids[@]} - 1; index >= 0; index--)); do
        pid=${pids[index]}
        signal=TERM
        if [ "$pid" = "$postmaster" ]; then
            signal=QUIT
        fi
        kill -"$signal" "$pid" 2>/dev/null || true
        for _ in {1..50}; do
            kill -0 "$pid" 2>/dev/null || break
            sleep 0.1
        done
        kill -KILL "$pid" 2>/dev/null || true
    done
    wait
    if [ -n "$work" ]; then
        rm -rf "$work"
    fi
}

# $1 is the port to listen on; 0 takes a free one.
prepare() {
    [[ ${1:-} =~ ^[0-9]{1,5}$ ]] || fail "usage: run PORT $usage"
    port=$1
    if [ "$port" = 0 ]; then
        port=$(free_port)
    fi
    ulimit -n "$(ulimit -Hn)"
    trap cleanup EXIT
    trap 'exit 0' TERM INT
    work=$(mktemp -d "${TMPDIR:-/tmp}/tertulia-peer-$name.XXXXXX")
    chmod 755 "$work"
}

# need_debian COMMAND-OR-FILE PACKAGE...: installs the packages if the first is not there, and starts no service.
need_debian() {
    local wanted=$1
    shift
    if command -v "$wanted" >/dev/null || [ -e "$wanted" ]; then
        return
    fi
    say "installing $*"
    local as_root=()
    if [ "$(id -u)" != 0 ]; then
        as_root=(sudo)
    fi
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 \
        sh -c 'apt-get -q update && apt-get -q install -y --no-install-recommends "$@"' sh "$@" >&2
}

free_port() {
    python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

# start LOG COMMAND...: starts a server whose own process it is (no shell between), and counts it.
start() {
    local log=$1
    shift
    "$@" >"$work/$log.log" 2>&1 </dev/null &
    pids+=($!)
}

# await WHAT COMMAND...: until the command succeeds, at most 30 seconds, and only while all servers live.
await() {
    local what=$1 pid
    shift
    for _ in {1..300}; do
        if "$@" >/dev/null 2>&1; then
            return
        fi
        for pid in "${pids[@]}"; do
            kill -0 "$pid" 2>/dev/null || break 2
        done
        sleep 0.1
    done
    tail -n 20 "$work"/*.log >&2 || true
    fail "$what did not start"
}

listens() {
    (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null
}

# PostgreSQL with its own defaults, so every commit is on the disk before it is answered. Sets postgres_port.
start_postgres() {
    local bin database=$work/postgres as_postgres=()
    need_debian /usr/lib/postgresql postgresql
    bin=$(printf '%s\n' /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
    mkdir "$database"
    if [ "$(id -u)" = 0 ]; then
        chown postgres "$database"
        as_postgres=(setpriv --reuid=postgres --regid=postgres --init-groups)
    fi
    (cd "$database" && "${as_postgres[@]}" "$bin/initdb" -D "$database" -U peer -A trust -E UTF8 --locale=C.UTF-8) \
        >"$work/initdb.log" 2>&1 || fail "initdb: $(tail -n 5 "$work/initdb.log")"
    postgres_port=$(free_port)
    start postgres "${as_postgres[@]}" "$bin/postgres" -D "$database" -p "$postgres_port" \
        -c listen_addresses=127.0.0.1 -c unix_socket_directories=
    postmaster=${pids[-1]}
    await PostgreSQL "$bin/pg_isready" -q -h 127.0.0.1 -p "$postgres_port" -U peer -d postgres
}

sql() {
    psql -q -X -v ON_ERROR_STOP=1 -h 127.0.0.1 -p "$postgres_port" -U peer -d postgres "$@" >&2
}

# Redis that keeps nothing on the disk: what goes through it here is not meant to stay. Sets redis_port.
start_redis() {
    need_debian redis-server redis-server
    redis_port=$(free_port)
    start redis redis-server --bind 127.0.0.1 --port "$redis_port" --dir "$work" --save '' --appendonly no
    await Redis redis-cli -p "$redis_port" ping
}

# announce PORT...: says that all is ready and stays until a signal, or until a server dies.
announce() {
    local IFS=,
    echo "ready $* pids=${pids[*]}"
    wait -n || true
    fail "a server ended by itself: $(tail -n 5 "$work"/*.log)"
}
