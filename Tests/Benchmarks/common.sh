# What the benchmarks of the intake share: a PostgreSQL and servers of their own, the load client, and what a measurement
# costs. Sourced, with `set -euo pipefail`; leaves nothing behind when the script ends.

readonly slice_limit=60  # Seconds that one measurement may take.

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
stage=${STAGE:-$root/.build/stage}
bin=$(find /usr/lib/postgresql -mindepth 3 -maxdepth 3 -path '*/bin/initdb' 2>/dev/null | sort -V | tail -1)
bin=$(dirname "${bin:?there is no PostgreSQL; run: deploy/install-dependencies bench}")
[ -x "$stage/bin/kurukan" ] || { echo "There is no $stage/bin/kurukan; run: make build" >&2; exit 2; }

say() { echo "$*" >&2; }

# Not /tmp, which may be memory: the disk is a part of what is measured.
folder=$(mktemp -d "${BENCH_FOLDER:-/var/tmp}/kurukan-bench.XXXXXX")
case $(stat -f -c %T "$folder") in tmpfs | ramfs) say "Warning: $folder is memory, not a disk." ;; esac
cluster=$folder/cluster
socket=$folder/socket
server=
secure=

as_postgres=()  # PostgreSQL refuses to run as root.
if [ "$(id -u)" = 0 ]; then
  as_postgres=(setpriv --reuid postgres --regid postgres --clear-groups env -i "PATH=$PATH" LC_ALL=C)
fi

stop_server() {
  kill -TERM "$1" 2>/dev/null || true
  for _ in $(seq 100); do kill -0 "$1" 2>/dev/null || break; sleep 0.1; done
  kill -KILL "$1" 2>/dev/null || true
  wait "$1" 2>/dev/null || true
}

clean() {
  trap '' INT TERM HUP
  for process in $server $secure; do stop_server "$process"; done
  if [ -f "$cluster/postmaster.pid" ]; then
    (cd / && "${as_postgres[@]}" "$bin/pg_ctl" stop -D "$cluster" -m immediate -t 20) >/dev/null 2>&1 || true
  fi
  rm -rf "$folder"
}
trap clean EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
trap 'exit 129' HUP

# --- What is measured against -------------------------------------------------------------------------------------

start_postgres() {
  mkdir -m 700 "$cluster" "$socket"
  chmod 711 "$folder"
  if [ "$(id -u)" = 0 ]; then chown postgres:postgres "$cluster" "$socket"; fi
  cd /
  "${as_postgres[@]}" "$bin/initdb" -D "$cluster" -U kurukan --auth=trust --encoding=UTF8 --locale=C \
    >"$folder/initdb.log" 2>&1 || { cat "$folder/initdb.log" >&2; exit 70; }
  # The default configuration: fsync and synchronous_commit are on. Only the address differs.
  "${as_postgres[@]}" "$bin/pg_ctl" start -w -t 60 -D "$cluster" -l "$cluster/server.log" \
    -o "-c listen_addresses='' -c unix_socket_directories='$socket'" >/dev/null
  cd "$OLDPWD"
  export PGHOST=$socket PGUSER=kurukan PGDATABASE=postgres PGOPTIONS=--client-min-messages=warning
  postmaster=$(head -1 "$cluster/postmaster.pid")
}

query() { "$bin/psql" -XqAt -v ON_ERROR_STOP=1 "$@"; }

# start_server PORT_FILE OPTION...: starts a server over the cluster; its process is $started.
start_server() {
  local port_file=$1
  shift
  echo "host=$socket user=kurukan dbname=postgres" >"$folder/database"
  "$stage/bin/kurukan" serve --listen 127.0.0.1:0 --port-file "$port_file" --data "$folder/data" \
    --database-file "$folder/database" --log-level warning "$@" 2>>"$folder/server.log" &
  started=$!
  for _ in $(seq 300); do
    [ ! -s "$port_file" ] || break
    kill -0 "$started" 2>/dev/null || { cat "$folder/server.log" >&2; exit 70; }
    sleep 0.1
  done
  [ -s "$port_file" ] || { say "The server did not listen within 30 s."; exit 70; }
}

start_secure_server() {
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=localhost \
    -keyout "$folder/server.key" -out "$folder/server.crt" 2>/dev/null
  start_server "$folder/secure-port" --tls-certificate "$folder/server.crt" --tls-key "$folder/server.key"
  secure=$started
}

# load_at PORT_FILE OPTION...
load_at() {
  local port_file=$1
  shift
  timeout $((slice_limit + 10)) "$folder/kurukan-load" --port "$(<"$port_file")" \
    --token-file "$folder/data/submitter.token" --seconds "$slice_limit" "$@"
}

load() { load_at "$folder/port" "$@"; }

build_load() {
  say "Building the load client."
  swift build --package-path "$here" --scratch-path "$root/.build/benchmarks" -c release >"$folder/build.log" 2>&1 ||
    { cat "$folder/build.log" >&2; exit 1; }
  cp "$root/.build/benchmarks/release/kurukan-load" "$folder/kurukan-load"
}

# --- Figures ------------------------------------------------------------------------------------------------------

# Clock ticks of CPU that a process has used, its ended children included; 0 of none.
ticks() {
  [ -n "$1" ] || { echo 0; return; }
  sed 's/.*) //' "/proc/$1/stat" 2>/dev/null | awk '{print $12 + $13 + $14 + $15}'
}

postgres_ticks() {
  local sum child
  sum=$(ticks "$postmaster")
  for child in $(cat "/proc/$postmaster/task/$postmaster/children"); do
    sum=$((sum + $(ticks "$child" || echo 0)))
  done
  echo "$sum"
}

# Ticks that the whole machine was busy, stolen time included.
busy_ticks() { awk '/^cpu /{print $2 + $3 + $4 + $7 + $8 + $9}' /proc/stat; }

# slice COMMAND...: runs it, its output to $folder/output, and sets server_cpu (of both servers), postgres_cpu, client_cpu (seconds)
# and others (the share of the machine's CPU that anything else took meanwhile).
slice() {
  local server_before postgres_before busy_before began ended client
  server_before=$(($(ticks "$server") + $(ticks "$secure"))) postgres_before=$(postgres_ticks) busy_before=$(busy_ticks)
  began=${EPOCHREALTIME/./}
  TIMEFORMAT='%U %S'
  { time "$@" >"$folder/output" 2>"$folder/errors"; } 2>"$folder/time" || {
    cat "$folder/output" "$folder/errors" >&2
    tail -5 "$folder/server.log" "$cluster/server.log" >&2
    exit 1
  }
  ended=${EPOCHREALTIME/./}
  client=$(awk '{print $1 + $2}' "$folder/time")
  read -r server_cpu postgres_cpu client_cpu others < <(awk -v hertz="$(getconf CLK_TCK)" -v cores="$(nproc)" \
    -v s=$(($(ticks "$server") + $(ticks "$secure") - server_before)) -v p=$(($(postgres_ticks) - postgres_before)) \
    -v b=$(($(busy_ticks) - busy_before)) -v c="$client" -v us=$((ended - began)) \
    'BEGIN{o = 100 * (b / hertz - s / hertz - p / hertz - c) / (cores * us / 1e6)
      print s / hertz, p / hertz, c, int(o < 0 ? 0 : o + 0.5)}')
}

field() { sed -n "s/.*\b$1=\([^ ]*\).*/\1/p" "$folder/output"; }
