#!/usr/bin/env bash
# Runs a command with a private, throw-away PostgreSQL server and deletes it afterwards, whatever happens.
#
#   Tests/with-postgres.sh swift test
#
# The command finds the server's connection string in KURUKAN_TEST_DATABASE. No TCP, no fsync: for tests only.
set -euo pipefail

[ $# -gt 0 ] || { echo "usage: $0 COMMAND [ARGUMENT...]" >&2; exit 64; }

bin=$(find /usr/lib/postgresql -mindepth 3 -maxdepth 3 -path '*/bin/initdb' 2>/dev/null \
  | sort -V | tail -1 || true)
if [ -n "$bin" ]; then bin=$(dirname "$bin")
elif bin=$(command -v initdb); then bin=$(dirname "$bin")
else
  echo "$0: there is no initdb; install PostgreSQL, on Debian: apt-get install postgresql-15" >&2
  exit 69
fi

# A socket's path may have no more than 107 bytes, so TMPDIR is not trusted to be short.
folder=$(mktemp -d /tmp/kurukan-test.XXXXXX)
data=$folder/data
socket=$folder/socket
child=

# The server refuses to run as root.
as_server=()
if [ "$(id -u)" = 0 ]; then
  as_server=(setpriv --reuid postgres --regid postgres --clear-groups env -i "PATH=$PATH" LC_ALL=C)
fi

# Runs a command as the server's user, without the descriptors of whoever called this script: a server that
# kept, say, a lock open would hold that lock for as long as it runs.
serve() (
  for descriptor in /proc/self/fd/*; do
    number=${descriptor##*/}
    if [ "$number" -gt 2 ] && [ "$number" -ne 255 ]; then eval "exec $number>&-"; fi
  done
  exec "${as_server[@]}" "$@"
)

clean() {
  trap '' INT TERM HUP
  if [ -n "$child" ]; then
    # The whole group: a test runner's own children would go on without a database otherwise.
    kill -TERM -- "-$child" 2>/dev/null || true
    for _ in $(seq 50); do kill -0 -- "-$child" 2>/dev/null || break; sleep 0.1; done
    kill -KILL -- "-$child" 2>/dev/null || true
    wait "$child" 2>/dev/null || true
  fi
  if [ -f "$data/postmaster.pid" ]; then
    serve "$bin/pg_ctl" stop -D "$data" -m immediate -t 20 >/dev/null 2>&1 || true
  fi
  rm -rf "$folder"
}
trap clean EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
trap 'exit 129' HUP

mkdir -m 700 "$data" "$socket"
if [ "$(id -u)" = 0 ]; then
  chown postgres:postgres "$folder" "$data" "$socket"
fi

cd /
serve "$bin/initdb" -D "$data" -U kurukan --auth=trust --encoding=UTF8 --locale=C \
  --no-sync >"$folder/initdb.log" 2>&1 || { cat "$folder/initdb.log" >&2; exit 70; }
cat >>"$data/postgresql.conf" <<CONF
listen_addresses = ''
unix_socket_directories = '$socket'
max_connections = 400
fsync = off
full_page_writes = off
shared_buffers = 128MB
log_min_messages = fatal
CONF
serve "$bin/pg_ctl" start -w -t 60 -D "$data" -l "$folder/server.log" >/dev/null 2>&1 \
  || { cat "$folder/server.log" >&2; exit 70; }
cd "$OLDPWD"

export KURUKAN_TEST_DATABASE="host=$socket user=kurukan dbname=postgres"
# In the background, so that a signal to this script is acted on at once; as a group of its own.
set -m
"$@" <&0 &
child=$!
set +m
status=0
wait "$child" || status=$?
child=
exit "$status"
