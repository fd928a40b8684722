# shellcheck shell=bash
# Harm to a server at work. Whatever was acknowledged before, during and after must be there.

begin_load() {
  acknowledged=$work/$1.acknowledged
  "$tests/load" send "$KURUKAN_PORT" "$HOME/kurukan-tokens/submitter.token" "$1" "$acknowledged" >"$work/load" &
  load=$!
  wait_for_load 20
}

# Waits until so many more records are acknowledged.
wait_for_load() {
  local enough=$(($("$tests/load" count "$acknowledged") + $1))
  is_enough() { [ "$("$tests/load" count "$acknowledged")" -ge "$enough" ]; }
  wait_until 120 is_enough || failed "Records are not acknowledged any more: $(inside health 2>&1)"
}

# Ends it and has every acknowledged record looked for; says what came of both in $outcome.
end_load() {
  kill "$load"
  wait "$load" || failed "The load ended: $(cat "$work/load")"
  load=
  "$tests/load" verify "$KURUKAN_PORT" "$HOME/kurukan-tokens/submitter.token" "$acknowledged" >"$work/verified" 2>&1 ||
    failed "$(cat "$work/verified")"
  outcome="$(cat "$work/load"); $(cat "$work/verified")"
}

# SIGKILL, as the kernel sends it, by a process with its user's number and a view of the engine's processes: the engine's own
# kill command would count as a stop that was wanted.
kill_container() {
  "$docker" run --rm --pid=host --network none --user "$2" --entrypoint sh "$shell_image" \
    -c "kill -9 $(inspect '{{.State.Pid}}' "$1")"
}

has_restarted() { [ "$(inspect '{{.State.StartedAt}}' "$1")" != "$2" ]; }

check_killed_server() {
  local started
  begin_load killed-server
  started=$(inspect '{{.State.StartedAt}}' "$server")
  kill_container "$server" 10001
  wait_until 60 has_restarted "$server" "$started" || failed "The server was not restarted."
  wait_for_load 20
  end_load
  passed "server killed under load, restarted by the engine: $outcome"
}

check_killed_database() {
  local started
  begin_load killed-database
  started=$(inspect '{{.State.StartedAt}}' "$database")
  kill_container "$database" 999
  wait_until 60 has_restarted "$database" "$started" || failed "The database was not restarted."
  wait_for_load 20
  wait_until_healthy "$database"
  end_load
  passed "PostgreSQL killed under load, restarted by the engine: $outcome"
}

# Everything that the volume has left, then back. The file system is small, so that this takes a moment.
check_full_volume() {
  begin_load full-volume
  # Fills it again for as long as something is still freed; full for some time, not for a moment.
  local filler=$KURUKAN_TEST_VOLUME/filler
  is_refused() {
    cat /dev/zero >>"$filler" 2>/dev/null || true
    [ "$(wc -l <"$acknowledged.refused")" -ge 10 ]
  }
  wait_until 120 is_refused || failed "Records are acknowledged although the volume is full."
  local health refused
  ! health=$(inside health 2>&1) || failed "The server says that it is well although the volume is full: $health"
  rm "$filler"
  wait_for_load 20
  wait_until_healthy "$database"
  wait_until_serving
  end_load
  # PostgreSQL may end where it cannot write its log; nobody's record is to blame for either.
  refused=$(sort -u "$acknowledged.refused" | grep -vx 'DATABASE_NOT_READY\|DATABASE_UNREACHABLE' || true)
  [ -z "$refused" ] || failed "Records were refused for other reasons than the full volume: $refused"
  # Reports say how many records wait for a review, and these are new.
  render reports "${slow_media[@]}"
  passed "volume filled (health then: \"$(tail -1 <<<"$health")\") and freed: $outcome"
}

check_changed_password() {
  local old started
  old=$(cat "$machine/deploy/secrets/database_password")
  started=$(inspect '{{.State.StartedAt}}' "$server")
  readme password
  [ "$(cat "$machine/deploy/secrets/database_password")" != "$old" ] || failed "The password is the old one."
  # Every connection must be made anew, with the new password.
  "$docker" exec "$database" psql -q -U postgres -c \
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'kurukan'" >/dev/null
  wait_until_serving
  begin_load changed-password
  end_load
  [ "$(inspect '{{.State.StartedAt}}' "$server")" = "$started" ] || failed "The server was restarted."
  # Over the network: the official image trusts whoever asks from inside.
  ! (cd "$machine" && $compose exec -T -e PGPASSWORD="$old" backup psql --no-password -c 'SELECT 1') \
    >/dev/null 2>&1 || failed "The old password is still taken."
  back_up >"$work/backup" 2>&1 || failed "No backup with the new password: $(cat "$work/backup")"
  render reports "${slow_media[@]}"
  passed "README: the database's password changed by SIGHUP; the old one is refused, server and backups go on: $outcome"
}
