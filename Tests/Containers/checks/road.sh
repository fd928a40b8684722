# shellcheck shell=bash
# Records in, reviewed, reports out; a format more while it runs; new containers on the same volumes.

samples() { cat "$machine"/deploy/samples/*.ndjson | wc -l; }

check_road() {
  readme tokens
  [ "$(stat -c %a "$HOME/kurukan-tokens" "$HOME"/kurukan-tokens/*.token | tr '\n' ' ')" = "700 600 600 600 " ] ||
    failed "Tokens can be read by others."
  passed "README: tokens taken away, modes 700 and 600"
  # What kubernetes/README.md does.
  [ "$("$docker" exec "$server" python3 -I -S -B -c "print(open('$tokens/reviewer.token').read().strip())")" = \
    "$(cat "$HOME/kurukan-tokens/reviewer.token")" ] || failed "Python in the image cannot read a file."
  local count
  count=$(samples)
  readme use
  grep -q "$count records: $count created, 0 revised, 0 duplicates, 0 rejected" "$work/said" || failed "$(cat "$work/said")"
  grep -q "$count records decided: validate; 0 refused" "$work/said" || failed "$(cat "$work/said")"
  [ "$(stat -c %a:%s "$HOME/kurukan-reports/report.pdf")" != "" ] || failed "No report."
  [ "$(head -c 5 "$HOME/kurukan-reports/report.pdf")" = "%PDF-" ] || failed "No PDF."
  [ "$(stat -c %a "$HOME/kurukan-reports/report.pdf")" = 600 ] || failed "A report can be read by others."
  [ -z "$(beside "$server" "ls $tokens | grep -v '\.token$'")" ] || failed "Something else lies beside the tokens."
  passed "README: $count records of the image's samples submitted and reviewed, a PDF of $(stat -c %s "$HOME/kurukan-reports/report.pdf") bytes"
}

# Records of one's own, of which one is rejected: it is found in the folder that they came from.
check_own_records() {
  local folder=$HOME/kurukan-records code=0 rejects
  mkdir -m 700 "$folder"
  # One that is there already, so that reports stay what they are.
  head -n 1 "$machine/deploy/samples/00-programmes.ndjson" >"$folder/records.ndjson"
  readme records
  grep -q "^1 records: 0 created, 0 revised, 1 duplicates, 0 rejected" "$work/said" || failed "$(cat "$work/said")"
  echo '{"kind":"finding","programme":"cri2002-undef","key":"faulty"}' >"$folder/faulty.ndjson"
  # The function that README.md defines.
  submit_records 'faulty*.ndjson' >"$work/said" 2>&1 || code=$?
  [ $code = 67 ] || failed "A rejected record ended with exit code $code: $(cat "$work/said")"
  rejects=$(find "$folder" -name 'rejected-*.ndjson')
  [ -f "$rejects" ] || failed "There is not one file of rejects: $(ls -la "$folder"; cat "$work/said")"
  grep -q '"key":"faulty"' "$rejects" || failed "The rejected record is not in its file: $(cat "$rejects")"
  grep -q '^# faulty.ndjson:1: ' "$rejects" || failed "The reason is not beside the rejected record: $(cat "$rejects")"
  [ "$(stat -c '%a %u' "$rejects")" = "600 $(id -u)" ] || failed "Rejects are not their sender's alone."
  passed "README: records of a folder submitted; the rejected one is found beside them"
}

# Reports into a folder, of the media given.
render() {
  local folder=$work/$1 name line arguments
  mkdir -p "$folder"
  shift
  while IFS= read -r line; do
    IFS=$'\t' read -ra arguments <<<"$line"
    name=${arguments[0]}
    "$run_command" report "${arguments[@]:1}" --token-file "$token_folder/reviewer.token" \
      </dev/null >"$folder/$name" 2>"$work/errors" || failed "$name: $(cat "$work/errors")"
    [ -s "$folder/$name" ] || failed "$name is empty."
  done < <("$tests/reports" "$@")
}
run_command=inside
token_folder=$tokens

# The media of text only, since the others take longer.
slow_media=(pdf docx xlsx xml json csv)
same_reports() {
  render "$1" "${slow_media[@]}"
  local name
  for name in "$work/$1"/*; do
    cmp -s "$name" "$work/reports/$(basename "$name")" || failed "$name is another than before."
  done
}

check_every_format() {
  render reports
  local formats
  formats=$(find "$work/reports" -type f -printf '%f\n' | sed 's/.*\.//' | sort | uniq -c | awk '{printf "%s %s, ", $1, $2}')
  passed "$(find "$work/reports" -type f | wc -l) reports of every format: ${formats%, }; $(cat "$work/reports"/* | wc -c) bytes"
}

lists_plugin() { inside formats 2>/dev/null | grep -q oslo_fund; }

check_plugin_without_restart() {
  local started made=$work/made
  started=$(inspect '{{.State.StartedAt}}' "$server")
  mkdir "$made"
  "$docker" run --rm --network none --user 0:0 -v "$made:/made" -w /made "$image" plugins new OsloFund --language c >/dev/null
  (cd "$made/OsloFund" && cc -shared -fPIC -O2 -o "$machine/libOsloFund.so" OsloFund.c)
  ! lists_plugin || failed "The plugin is there already."
  readme plugin
  wait_until 30 lists_plugin || failed "The plugin was not taken in: $(inside formats 2>&1)"
  local report
  report=$(inside formats | grep -o 'oslo_fund/[a-z_]*' | head -1)
  inside report "$report" --token-file "$tokens/reviewer.token" --programme cri2002-undef >"$work/oslo.html" 2>"$work/errors" ||
    failed "$report: $(cat "$work/errors")"
  [ "$(inspect '{{.State.StartedAt}}' "$server")" = "$started" ] || failed "The server was restarted."
  passed "README: a plugin in C built for the image, taken in without a restart; $report: $(wc -c <"$work/oslo.html") bytes"
}

check_restarts() {
  local name
  for name in backup database kurukan; do
    (cd "$machine" && $compose restart "$name") >/dev/null 2>&1
  done
  wait_until_healthy "$database"
  wait_until_serving
  same_reports restarted
  passed "each container restarted: the same reports, byte for byte"
}

# What README.md tells for a new version: other containers on the same volumes.
check_replacement() {
  (cd "$machine" && $compose up -d --force-recreate) >/dev/null 2>&1
  find_containers
  wait_until_serving
  same_reports replaced
  passed "all containers replaced: the same reports, byte for byte"
}

# Each ends by itself within its time, with exit code 0.
check_stop() {
  local name container begin took
  for name in kurukan backup database; do
    container=$(cd "$machine" && $compose ps -q $name)
    begin=$(date +%s%3N)
    "$docker" stop -t 30 "$container" >/dev/null
    took=$(($(date +%s%3N) - begin))
    [ "$(inspect '{{.State.ExitCode}} {{.State.OOMKilled}}' "$container")" = "0 false" ] ||
      failed "$name stopped with $(inspect '{{json .State}}' "$container")"
    [ $took -lt 29000 ] || failed "Stopping $name took $took ms."
    passed "docker stop $name: exit code 0 after $took ms"
  done
}

check_removal() {
  remove_project >/dev/null 2>&1
  local left
  left=$("$docker" ps -aq --filter "label=com.docker.compose.project=$project")
  left+=$("$docker" volume ls -q --filter "label=com.docker.compose.project=$project")
  left+=$("$docker" network ls -q --filter "label=com.docker.compose.project=$project")
  [ -z "$left" ] || failed "Left behind: $left"
  compose=
  passed "down -v leaves nothing"
}
