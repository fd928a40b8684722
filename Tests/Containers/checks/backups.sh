# shellcheck shell=bash
# Backups by the service of compose.yaml, and the ways back.

backups() { (cd "$machine" && $compose exec -T backup backup list); }
back_up() { (cd "$machine" && $compose exec -T "$@" backup backup now); }
has_backup() { [ -n "$(backups)" ]; }

# What the database answers its superuser.
ask() { (cd "$machine" && $compose exec -T database psql -XAtq -v ON_ERROR_STOP=1 -U postgres "$@"); }

check_who_may_connect() {
  [ "$(ask -c "SELECT has_database_privilege('public', 'kurukan', 'CONNECT')")" = f ] ||
    failed "Everybody may connect to the database, $1."
}

check_backups() {
  wait_until 60 has_backup || failed "The service has made no backup by itself."
  (cd "$machine" && $compose exec -T backup backup health) || failed "The service finds no backup."
  passed "the backup service made one when it started: $(backups | tail -1)"
  local first before
  first=$(backups | tail -1)
  for _ in 1 2; do back_up -e BACKUPS_KEPT=2 >"$work/backup" 2>&1 || failed "$(cat "$work/backup")"; done
  [ "$(backups | wc -l)" = 2 ] || failed "Two backups should be kept: $(backups)"
  ! grep -q "$first" <<<"$(backups)" || failed "The oldest backup is still there."
  before=$(backups)
  ! back_up -e BACKUPS_KEPT=1 -e PGDATABASE=nowhere >"$work/backup" 2>&1 || failed "A backup of no database succeeded."
  [ "$(backups)" = "$before" ] || failed "A backup that failed changed the others: $(backups)"
  local modes
  modes=$("$docker" exec "$backup" find /var/lib/postgresql/backups -printf '%m %y\n' | sort -u | tr '\n' ' ')
  [ "$modes" = "600 f 700 d " ] || failed "Backups can be read by others: $modes"
  [ -z "$("$docker" exec "$backup" find /var/lib/postgresql/backups -name '*.part')" ] || failed "A part was left."
  ask -c 'CREATE DATABASE hollow OWNER kurukan'
  ! back_up -e BACKUPS_KEPT=1 -e PGDATABASE=hollow >"$work/hollow" 2>&1 || failed "A database without tables was saved."
  grep -q "no tables of Kurukan's yet" "$work/hollow" || failed "$(cat "$work/hollow")"
  [ "$(backups)" = "$before" ] || failed "A backup that was refused changed the others: $(backups)"
  passed "two kept, the older removed; one that fails removes nothing ($(grep -m 1 -o "error: .*" "$work/backup" | tail -c 40)); modes 600 and 700"
  check_backups_at_once
  check_harmed_backup
  ask -c 'DROP DATABASE hollow'
  readme copy
  [ "$(stat -c %a "$HOME"/kurukan-backups/*.dump)" = 600 ] || failed "The copy can be read by others."
  passed "README: newest copied away, $(stat -c %s "$HOME"/kurukan-backups/*.dump) bytes"
}

# Each must find the folder to itself.
check_backups_at_once() {
  local number process processes=()
  for number in 1 2 3; do
    back_up -e BACKUPS_KEPT=3 >"$work/at-once-$number" 2>&1 &
    processes+=($!)
  done
  for process in "${processes[@]}"; do
    wait "$process" || failed "A backup failed beside others: $(cat "$work"/at-once-*)"
  done
  [ "$(backups | wc -l)" = 3 ] || failed "Three backups should be there: $(backups)"
  passed "three backups at once: all are made"
}

# One that was changed on the disk is refused by itself, before anything is done, and one without Kurukan's tables, too.
check_harmed_backup() {
  local folder=/var/lib/postgresql/backups harmed=kurukan-20000101T000000Z.dump other=kurukan-20000102T000000Z.dump name
  name=$(backups | tail -1)
  (cd "$machine" && $compose exec -T backup backup verify "$name") || failed "$name is said to be harmed."
  (cd "$machine" && $compose exec -T backup bash -e) <<SHELL
cd $folder
cp $name $harmed
echo >>$harmed
sed s/$name/$harmed/ $name.sha256 >$harmed.sha256
export PGPASSWORD=\$(cat /run/secrets/database_password)
pg_dump -Fc -f $other hollow
sha256sum $other >$other.sha256
SHELL
  for name in "$harmed" "$other" kurukan-20000103T000000Z.dump; do
    ! (cd "$machine" && $compose exec -T backup backup verify $name) >"$work/verify" 2>&1 || failed "$name is said to be sound."
    ! (cd "$machine" && $compose exec -T -e PGDATABASE=hollow backup backup restore $name) >"$work/verify" 2>&1 ||
      failed "$name was restored."
  done
  ! (cd "$machine" && $compose exec -T -e PGDATABASE=hollow backup backup restore - \
    < <($compose exec -T backup cat $folder/$other)) >"$work/verify" 2>&1 || failed "A dump of no tables was restored."
  grep -q "none of Kurukan's" "$work/verify" || failed "$(cat "$work/verify")"
  (cd "$machine" && $compose exec -T backup sh -c "rm $folder/kurukan-2000*")
  passed "a backup that was changed, one of another database and one that is not there are refused before anything is done"
}

# Another project with empty volumes, as on a new machine: the files of the installation, the secrets and a backup.
check_restore_on_a_new_machine() {
  local old_project=$project old_machine=$machine old_compose=$compose old_volume=$KURUKAN_TEST_VOLUME
  (cd "$machine" && $compose stop kurukan backup) >/dev/null 2>&1
  project+=-new
  new_machine new
  cp -r "$old_machine/deploy/secrets" "$machine/deploy/"
  cp "$HOME"/kurukan-backups/* "$machine/"
  readme restore-new
  find_containers
  wait_until_serving
  run_command=with_saved_tokens token_folder=/tokens
  same_reports restored-new
  check_who_may_connect "restored on a new machine"
  readme saved-tokens
  grep -q administrator "$work/said" || failed "The saved token lists no tokens: $(cat "$work/said")"
  passed "README: restored on a new machine (project $project); the same reports, byte for byte, with the saved tokens"
  remove_project >/dev/null 2>&1
  project=$old_project machine=$old_machine compose=$old_compose
  run_command=inside token_folder=$tokens
  export KURUKAN_TEST_VOLUME=$old_volume
  (cd "$machine" && $compose start kurukan backup) >/dev/null 2>&1
  find_containers
  wait_until_serving
}

check_restore_in_place() {
  local name
  name=$(backups | tail -1)
  readme restore-in-place
  wait_until_serving
  check_who_may_connect "restored in place"
  same_reports restored
  passed "README: restored in place from $name: the same reports, byte for byte"
  readme restore-undone
  wait_until_serving
  check_who_may_connect "back at what it was"
  same_reports undone
  [ "$(ask -c "SELECT string_agg(datname, ' ' ORDER BY datname) FROM pg_database WHERE datname LIKE 'kurukan%'")" = kurukan ] ||
    failed "A database was left."
  passed "README: and back to the database that was there: the same reports"
  readme restore-in-place
  readme restore-done
  wait_until_serving
  same_reports restored-again
  passed "README: restored in place once more, and the database that was there removed"
}
