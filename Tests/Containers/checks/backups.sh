# shellcheck shell=bash
# Backups by the service of compose.yaml, and the ways back.

backups() { (cd "$machine" && $compose exec -T backup backup list); }
back_up() { (cd "$machine" && $compose exec -T "$@" backup backup now); }
has_backup() { [ -n "$(backups)" ]; }

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
  passed "two kept, the older removed; one that fails removes nothing ($(grep -m 1 -o "error: .*" "$work/backup" | tail -c 40)); modes 600 and 700"
  readme copy
  [ "$(stat -c %a "$HOME"/kurukan-backups/*.dump)" = 600 ] || failed "The copy can be read by others."
  passed "README: newest copied away, $(stat -c %s "$HOME"/kurukan-backups/*.dump) bytes"
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
  local access
  access=$( (cd "$machine" && $compose exec -T database psql -XAtq -U postgres -c "SELECT datacl FROM pg_database WHERE datname = 'kurukan'"))
  case $access in *"{=T"* | *",=T"*) failed "Everybody may connect to the restored database: $access" ;; esac
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
  same_reports restored
  passed "README: restored in place from $name: the same reports, byte for byte"
}
