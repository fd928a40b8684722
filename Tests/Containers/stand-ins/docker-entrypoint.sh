#!/usr/bin/env bash
# A stand-in for the entry point of the official PostgreSQL image: the same variables, in the same order, and no more.
set -Eeo pipefail

# NAME or NAME_FILE, as the official image reads it.
file_env() {
  local name=$1 file="${1}_FILE"
  if [ -n "${!file:-}" ]; then
    printf -v "$name" %s "$(<"${!file}")"
    export "${name?}"
  fi
}

become_postgres() {
  mkdir -p "$PGDATA" /var/run/postgresql
  chown -R postgres: "$PGDATA" /var/run/postgresql
  chmod 700 "$PGDATA"
  exec setpriv --reuid=postgres --regid=postgres --init-groups -- "$0" "$@"
}

make_cluster() {
  file_env POSTGRES_PASSWORD
  file_env POSTGRES_USER
  file_env POSTGRES_DB
  : "${POSTGRES_USER:=postgres}"
  : "${POSTGRES_DB:=$POSTGRES_USER}"
  [ -n "$POSTGRES_PASSWORD" ] || { echo "Error: superuser password is not specified" >&2; exit 1; }
  # shellcheck disable=SC2086  # The variable holds several arguments.
  initdb -D "$PGDATA" --username="$POSTGRES_USER" --pwfile=<(printf '%s\n' "$POSTGRES_PASSWORD") -A scram-sha-256 \
    --auth-local=trust ${POSTGRES_INITDB_ARGS:-}
  echo "host all all all scram-sha-256" >>"$PGDATA/pg_hba.conf"
  pg_ctl -D "$PGDATA" -o "-c listen_addresses='' -k /var/run/postgresql" -w start
  local psql=(psql -h /var/run/postgresql -v ON_ERROR_STOP=1 -U "$POSTGRES_USER")
  [ "$POSTGRES_DB" = postgres ] || "${psql[@]}" -d postgres -c "create database \"$POSTGRES_DB\""
  local file
  for file in /docker-entrypoint-initdb.d/*; do
    case $file in
      *.sh) "$file" ;;
      *.sql) "${psql[@]}" -d "$POSTGRES_DB" -f "$file" ;;
    esac
  done
  pg_ctl -D "$PGDATA" -m fast -w stop
}

if [ "${1:0:1}" = - ]; then set -- postgres "$@"; fi
if [ "$1" = postgres ]; then
  [ "$(id -u)" != 0 ] || become_postgres "$@"
  [ -s "$PGDATA/PG_VERSION" ] || make_cluster
fi
exec "$@"
