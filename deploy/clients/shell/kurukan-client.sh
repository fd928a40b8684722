#!/bin/sh
# A client of Kurukan: a POSIX shell, jq, and nc or, with --tls, openssl. README.md in the folder above says how it is used.
#
#   kurukan-client.sh submit RECORD.json                  one record
#   kurukan-client.sh send RECORDS.ndjson                 many, one a line
#   kurukan-client.sh report REQUEST.json OUTPUT...       a report, in the medium that each OUTPUT ends with
set -eu

server=${KURUKAN_SERVER:-127.0.0.1:4460} token_file=${KURUKAN_TOKEN_FILE:-} tls= authority= attempts=8
case ${LANG:-} in fr*) language=fr ;; *) language=en ;; esac
window=200          # records on their way at once
answer_seconds=60   # a link that is silent for longer counts as cut
# The reasons that PROTOCOL.md marks "retry", as far as a server sends them.
retry='["TOO_MANY_CALLS","DRAINING","IDLE","INPUT_ENDED","CONNECTION_AGE","TOO_MANY_CONNECTIONS","INTAKE_FULL","DATABASE_UNREACHABLE","DATABASE_NOT_READY","POOL_EXHAUSTED","STANDBY_MISSING","SERIALIZATION_CONFLICT"]'

say() { printf '%s\n' "$*" >&2; }
fail() { say "$@"; exit 1; }
usage() {
  say "usage: kurukan-client.sh [OPTION...] submit RECORD.json | send RECORDS.ndjson | report REQUEST.json OUTPUT...
  --server HOST:PORT   else \$KURUKAN_SERVER, else 127.0.0.1:4460
  --token-file FILE    else \$KURUKAN_TOKEN_FILE, else \$KURUKAN_TOKEN holds the token
  --tls                encrypts, and checks who the server is
  --authority FILE     the certificate of whoever vouches for the server
  --language en|fr     of the server's messages
  --attempts COUNT     in a row without getting on, before giving up; 8 by default"
  exit 2
}

while [ $# -gt 0 ]; do
  case $1 in
    --tls) tls=yes; shift; continue ;;
    --server | --token-file | --authority | --language | --attempts) [ $# -gt 1 ] || usage ;;
    -*) usage ;;
    *) break ;;
  esac
  case $1 in
    --server) server=$2 ;;
    --token-file) token_file=$2 ;;
    --authority) authority=$2 ;;
    --language) language=$2 ;;
    --attempts) attempts=$2 ;;
  esac
  shift 2
done
host=${server%:*} port=${server##*:}
host=${host#\[} host=${host%\]}

umask 077
work=$(mktemp -d)
output_part=
trap 'rm -rf "$work" ${output_part:+"$output_part"}' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

# The token goes by a pipe and a file that others cannot read: a command line is seen by others.
if [ -n "$token_file" ]; then cat <"$token_file"; else printf '%s' "${KURUKAN_TOKEN:-}"; fi |
  jq -Rsc 'sub("\\s+$"; "") | select(. != "") |
    {id: "token", method: "kurukan.v1.Session/Authenticate", params: {token: .}}' >"$work/token"

# Carries standard input to the server and its lines to standard output.
link() {
  if [ -z "$tls" ]; then
    nc -N "$host" "$port" 2>"$work/link"
  else
    # Without -quiet, lines that begin with Q or R would be commands; -no_ign_eof ends the link with its input.
    openssl s_client -quiet -no_ign_eof -connect "$server" -servername "$host" -verify_hostname "$host" \
      -verify_return_error ${authority:+-CAfile "$authority"} 2>"$work/link"
  fi
}

# Sends the calls in the file $1, and keeps the link until all have ended. All lines come into the file $2.
ask() {
  : >"$2"
  : >"$work/ends"
  calls=$(cat "$work/token" "$1" | wc -l)
  {
    cat "$work/token" "$1"
    quiet=0 before=0
    while [ "$(wc -l <"$work/ends")" -lt "$calls" ] && [ "$quiet" -lt $((answer_seconds * 10)) ]; do
      sleep 0.1
      size=$(wc -c <"$2")
      if [ "$size" -gt "$before" ]; then quiet=0 before=$size; else quiet=$((quiet + 1)); fi
      # A blank line is passed over by a server that is there, and ends this loop if the link is not.
      echo
    done 2>/dev/null
  } | link | tee "$2" |
    # One line for each call that has ended; enough of them for the last line of a connection.
    jq --unbuffered -rc --argjson calls "$calls" 'if .id == null then range($calls) | 0
      elif has("result") or has("error") then 0 else empty end' >"$work/ends" 2>/dev/null || true
  # If the token could not be checked for now, the calls behind it were refused for want of it, and perhaps the connection
  # closed for that: it says nothing about them, and only the first refusal counts.
  whole "$2" | jq -c --argjson retry "$retry" 'select(.id == "token" and .error)
    | select(.error.reason as $reason | $retry | index($reason))' >"$work/unchecked"
  [ ! -s "$work/unchecked" ] || mv "$work/unchecked" "$2"
}

# What jq makes of an error for people.
words='def detail: "\(.path): \(.message)" + (if .found then " Found: \(.found)" else "" end)
    + (if .suggestion then " Did you mean \(.suggestion)?" else "" end)
    + (if .allowed then " Allowed: \(.allowed | join(", "))" else "" end);
  def words: "\(.reason): \(.message)" + (if .hint then "\n  \(.hint)" else "" end)
    + ([.details // [] | .[] | "\n  \(detail)"] | add // "")
    + (if .requestId then "\n  The server'\''s log calls this \(.requestId)." else "" end);'

# The lines of a file that are whole: a link may be cut inside one.
whole() { jq -Rc 'fromjson? | objects' "$1"; }

# Ends the program if the answers in the file $1 tell that no call can be answered: a wrong token, or a connection that
# is closed for good.
check_link() {
  whole "$1" | jq -r --argjson retry "$retry" "$words"'
    select(.error and (.id == null or .id == "token")) | .error
    | select(.reason as $reason | $retry | index($reason) | not) | words' >"$work/fatal"
  [ ! -s "$work/fatal" ] || fail "$(cat "$work/fatal")"
  ! grep -qi 'verify error\|verification failed\|certificate verify failed' "$work/link" ||
    fail "The server's certificate is not to be trusted. --authority names the file with the authority's certificate."
}

# Waits before another attempt: what the server asks for in the file of answers $1, or twice as long as before; never
# all clients at the same time.
failures=0
pause() {
  failures=$((failures + 1))
  why=$(whole "$1" | jq -r --argjson retry "$retry" 'select(.error) | .error
    | select(.reason as $reason | $retry | index($reason)) | "\(.reason): \(.message)"' | head -n 1)
  [ -n "$why" ] || why=$(tail -n 1 "$work/link")
  [ "$failures" -lt "$attempts" ] || fail "Gave up on $server after $failures attempts: ${why:-the connection was cut}"
  seconds=$(whole "$1" | jq -rn --argjson failures "$failures" --argjson jitter "$(($(od -An -N1 -tu1 /dev/urandom)))" '
    def seconds: capture("^(?<n>[0-9.]+)(?<unit>h|ms|m|us|s)$")
      | (.n | tonumber) * {h: 3600, m: 60, s: 1, ms: 0.001, us: 0.000001}[.unit];
    ([inputs | .error.retryAfter? // empty | seconds] | max // 0) as $asked
    | [$asked, ([10, 0.1 * pow(2; $failures)] | min)] | max * (1 + $jitter / 512) * 10 | ceil / 10')
  say "${why:-The connection was cut.}
  Trying again in $seconds s."
  sleep "$seconds"
}

# Submits the numbered lines in the file $1 ("NUMBER<tab>RECORD"), again until each is answered.
submit_lines() {
  cp "$1" "$work/open"
  while [ -s "$work/open" ]; do
    awk -F '\t' -v language="$language" '{
      number = $1; sub(/^[0-9]+\t/, "")
      print "{\"id\":" number ",\"method\":\"kurukan.v1.Records/Submit\",\"meta\":{\"language\":\"" language "\"},\"params\":" $0 "}"
    }' "$work/open" >"$work/calls"
    ask "$work/calls" "$work/answers"
    check_link "$work/answers"
    whole "$work/answers" | jq -c --argjson retry "$retry" 'select((.id | type) == "number")
      | select(.result or (.error.reason as $reason | $retry | index($reason) | not))' >"$work/settled"
    tell <"$work/settled"
    jq .id "$work/settled" >"$work/numbers"
    awk -F '\t' 'FILENAME == ARGV[1] { settled[$1]; next } !($1 in settled)' "$work/numbers" "$work/open" >"$work/left"
    [ ! -s "$work/settled" ] || failures=0
    mv "$work/left" "$work/open"
    [ ! -s "$work/open" ] || pause "$work/answers"
  done
}

# Says what became of records, and keeps those that were refused.
tell() {
  cat >"$work/news"
  cat "$work/news" >>"$work/all"
  jq -r --arg file "$file" "$words"' .id as $id | .result.warnings // [] | .[]
    | "\($file):\($id): warning: \(detail)"' "$work/news" >&2
  jq -r 'select(.error) | .id' "$work/news" >"$work/refused"
  if [ -s "$work/refused" ]; then
    if [ -z "${rejects:-}" ]; then
      number=1
      until (set -C; : >"$stem.rejected-$number.ndjson") 2>/dev/null; do
        [ -e "$stem.rejected-$number.ndjson" ] || fail "Cannot write $stem.rejected-$number.ndjson"
        number=$((number + 1))
      done
      rejects=$stem.rejected-$number.ndjson reasons=$stem.rejected-$number.reasons.txt
    fi
    awk -F '\t' 'FILENAME == ARGV[1] { refused[$1]; next } $1 in refused { sub(/^[0-9]+\t/, ""); print }' \
      "$work/refused" "$work/open" >>"$rejects"
    jq -r --arg file "$file" "$words"' select(.error) | "\($file):\(.id): \(.error | words)"' "$work/news" |
      tee -a "$reasons" >&2
  fi
}

submit() {
  jq -c 'objects // error("a record is a JSON object")' "$1" | awk '{ print "1\t" $0 }' >"$work/one"
  [ "$(wc -l <"$work/one")" -eq 1 ] || fail "$1 does not hold one record: send takes many."
  file=$1 stem=$work/one
  submit_lines "$work/one"
  jq -er 'select(.result) | .result | "\(.outcome): \(.kind) \(.key), revision \(.revision)"' "$work/all" || exit 1
}

send() {
  file=$1 stem=${1%.*}
  : >"$work/all"
  # Numbered, without blank lines, carriage returns and a mark of byte order.
  LC_ALL=C sed "1s/^$(printf '\357\273\277')//" "$1" |
    LC_ALL=C awk '{ sub(/\r$/, "") } /[^ \t]/ { print NR "\t" $0 }' | split -l "$window" -a 6 - "$work/part-"
  for part in "$work"/part-*; do
    [ -e "$part" ] || continue
    submit_lines "$part"
  done
  jq -rs --arg file "$1" --arg rejects "${rejects:-}" --arg reasons "${reasons:-}" '
    "\($file): "
    + "\(map(select(.result.outcome == "created")) | length) created, "
    + "\(map(select(.result.outcome == "revised")) | length) revised, "
    + "\(map(select(.result.outcome == "duplicate")) | length) duplicates, "
    + "\(map(select(.error)) | length) rejected"
    + if $rejects == "" then "" else "; mend \($rejects) and send it, the reasons are in \($reasons)" end' "$work/all"
  [ -z "${rejects:-}" ]
}

report() {
  request=$1 run=
  shift
  for output; do
    case $output in
      *.md) medium=markdown ;;
      *.html | *.pdf | *.docx | *.xlsx | *.csv | *.json | *.xml) medium=${output##*.} ;;
      *) fail "$output names no medium; it must end with one of .html .pdf .docx .xlsx .md .csv .json .xml" ;;
    esac
    if [ -L "$output" ] || { [ -e "$output" ] && [ ! -f "$output" ]; }; then
      fail "$output is no ordinary file, and is left as it is."
    fi
    output_part=$(mktemp "$(dirname "$output")/.kurukan-XXXXXX")
    failures=0
    while :; do
      length=$(wc -c <"$output_part")
      if [ -n "$run" ]; then
        jq -nc --arg run "$run" --arg medium "$medium" --argjson offset "$length" '{id: 1,
          method: "kurukan.v1.Reports/Fetch", params: {run: $run, medium: $medium, offset: $offset}}' >"$work/calls"
      else
        : >"$output_part"
        jq -c --arg medium "$medium" --arg language "$language" '{id: 1, method: "kurukan.v1.Reports/Render",
          meta: {language: $language}, params: ({language: $language} + . + {medium: $medium})}' "$request" >"$work/calls"
      fi
      ask "$work/calls" "$work/answers"
      check_link "$work/answers"
      whole "$work/answers" >"$work/whole"
      # Each chunk is padded base64 by itself.
      jq -r '.item.chunk // empty' "$work/whole" | while read -r chunk; do printf '%s' "$chunk" | base64 -d; done \
        >>"$output_part"
      jq -r '.item.diagnostic // empty | "\(.severity): \(.summary)"' "$work/whole" >&2
      jq -r --argjson retry "$retry" "$words"' select(.id == 1 and .error) | .error
        | select(.reason as $reason | $retry | index($reason) | not) | words' "$work/whole" >"$work/fatal"
      [ ! -s "$work/fatal" ] || fail "$(cat "$work/fatal")"
      jq -c 'select(.id == 1) | .result // empty' "$work/whole" >"$work/result"
      [ ! -s "$work/result" ] || break
      [ -z "$run" ] || [ "$(wc -c <"$output_part")" -eq "$length" ] || failures=0
      pause "$work/answers"
    done
    [ "$(openssl dgst -sha256 -r "$output_part" | cut -d ' ' -f 1)" = "$(jq -r .sha256 "$work/result")" ] ||
      fail "$output did not arrive as it was sent; ask for it again."
    mv "$output_part" "$output"
    output_part=
    [ -n "$run" ] || run=$(jq -r .run "$work/result")
    echo "$output: $(jq -r .bytes "$work/result") bytes of run $run"
  done
}

[ $# -ge 2 ] || usage
command=$1
shift
[ -r "$1" ] || fail "Cannot read $1"
case $command:$# in
  submit:1 | send:1) "$command" "$1" ;;
  report:1) usage ;;
  report:*) report "$@" ;;
  *) usage ;;
esac
