# Keeps a throw-away PostgreSQL: cluster.sh BIN PORT. Says "ready" on standard output once it takes
# connections, runs it until standard input ends, then stops it and removes its files.
trap '' INT TERM HUP
set -eu
bin=$1
port=$2
LC_ALL=C
export LC_ALL
umask 077
home=$(mktemp -d "${TMPDIR:-/tmp}/medseal-postgres.XXXXXX")
trap 'rm -rf "$home"' EXIT

fail() {
    cat "$home/log" >&2
    exit 1
}

"$bin/initdb" --pgdata="$home/data" --username=postgres --auth=trust --encoding=UTF8 --locale=C \
    --no-sync >"$home/log" 2>&1 || fail

# Nothing here outlives the tests, so nothing waits for the disk. No socket file: a temporary folder's
# path may be longer than a socket's may be.
"$bin/postgres" -D "$home/data" -h 127.0.0.1 -p "$port" -c unix_socket_directories= \
    -c fsync=off -c synchronous_commit=off -c full_page_writes=off \
    -c max_connections=300 >"$home/log" 2>&1 </dev/null &
server=$!

tries=0
until "$bin/pg_isready" -q -h 127.0.0.1 -p "$port"; do
    tries=$((tries + 1))
    [ "$tries" -lt 600 ] || kill -KILL "$server"
    kill -0 "$server" 2>/dev/null || fail
    sleep 0.1
done
# Another server on this port would have answered too.
kill -0 "$server" 2>/dev/null || fail
echo ready

cat >/dev/null
# SIGINT is the fast shutdown: connections are cut, nothing is left running.
kill -INT "$server" 2>/dev/null || :
wait "$server" || :
