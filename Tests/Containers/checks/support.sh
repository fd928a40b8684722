# shellcheck shell=bash
# What all checks use: the engine, the copy of deploy/ that is tested, waiting, and lines for people.

export DOCKER_BUILDKIT=1 COMPOSE_DOCKER_CLI_BUILD=1 KURUKAN_TAG=test KURUKAN_PORT=${KURUKAN_TEST_PORT:-14460}
image=kurukan:$KURUKAN_TAG
image_without_typst=kurukan:$KURUKAN_TAG-without-typst
# A database's image, which has a shell.
shell_image=postgres:18-bookworm
project=kurukan-test-$$
engine_folder=${KURUKAN_TEST_ENGINE:-.build/containers}
engine_is_ours=
stand_ins=
work=$(mktemp -d)
small=$work/small
# What the commands of README.md set.
compose=
running=
server=
database=
backup=
tokens=/var/lib/kurukan

# Milliseconds since the last report, then a line for a person.
since=$(date +%s%3N)
passed() {
  local now
  now=$(date +%s%3N)
  printf 'ok %7d ms  %s\n' $((now - since)) "$*"
  since=$now
}

failed() {
  echo "FAILED: $*" >&2
  exit 1
}

# Docker of a version with BuildKit. A newer client has none without its plugin, where Debian's beside it would do.
find_docker() {
  local candidate
  for candidate in ${DOCKER:-docker /usr/bin/docker}; do
    if command -v "$candidate" >/dev/null && "$candidate" build --help >/dev/null 2>&1; then
      docker=$candidate
      export DOCKER=$candidate
      # The commands of README.md call it by its usual name.
      mkdir -p "$work/bin"
      ln -s "$(command -v "$candidate")" "$work/bin/docker"
      export PATH=$work/bin:$PATH
      return
    fi
  done
  return 1
}

find_engine() {
  deploy/install-dependencies container-test
  find_docker || { deploy/install-dependencies container-engine; find_docker; } || failed "There is no docker with BuildKit."
  if ! "$docker" info >/dev/null 2>&1; then
    deploy/install-dependencies container-engine
    DOCKER_HOST=$("$tests/engine" start "$engine_folder")
    export DOCKER_HOST
    engine_is_ours=yes
    passed "an engine of the test's own, in $engine_folder"
  fi
  if "$docker" compose version >/dev/null 2>&1; then composer="docker compose"; else composer="docker-compose"; fi
  passed "engine $("$docker" version -f '{{.Server.Version}}'), $($composer version --short 2>/dev/null || true) ($composer)"
}

# The official images, or stand-ins where no registry can be reached.
find_base_images() {
  local name
  for name in debian:bookworm-slim swift:6.3-bookworm postgres:18-bookworm; do
    "$docker" image inspect "$name" >/dev/null 2>&1 || timeout 900 "$docker" pull -q "$name" >/dev/null 2>&1 || stand_ins=needed
  done
  if [ -n "$stand_ins" ]; then
    deploy/install-dependencies container-stand-ins
    "$tests/stand-ins/make" "$work/stand-ins"
  fi
  for name in debian:bookworm-slim swift:6.3-bookworm postgres:18-bookworm; do
    if [ "$(inspect '{{index .Config.Labels "kurukan.stand-in"}}' "$name")" = yes ]; then
      passed "$name: A STAND-IN, made on this machine"
    else
      passed "$name: official"
    fi
  done
}

# Copies, so that the passwords of a real installation are neither used nor touched. The database's volume is small.
prepare() {
  mkdir -p "$work"/{home,machine/deploy} "$small"
  export HOME=$work/home
  mount -t tmpfs -o size=500m,mode=0755 kurukan-test "$small"
  new_machine machine
}

# A folder with what an installation has, and a volume for its database.
new_machine() {
  machine=$work/$1
  mkdir -p "$machine/deploy" "$small/$1"
  # As the image has it.
  chown 999:999 "$small/$1"
  cp -r deploy/{compose.yaml,database,backup,plugins,samples} "$machine/deploy/"
  cp "$tests/compose.yaml" "$machine/deploy/compose.test.yaml"
  export KURUKAN_TEST_VOLUME=$small/$1
}

# Runs a block of commands of README.md, in the tested installation's folder and under its project's name. Never part of a
# condition: the first command that fails ends the test.
readme() {
  local commands
  commands=$("$tests/readme" "$1" | sed -e "s|^compose=.*|compose=\"$composer -p $project -f deploy/compose.yaml -f deploy/compose.test.yaml\"|" \
    -e "s|kurukan:latest|$image|")
  # The same shell, since later blocks use what earlier ones set.
  pushd "$machine" >/dev/null
  running="README.md, $1"
  eval "$commands" >"$work/said" 2>&1
  running=
  popd >/dev/null
}

clean_up() {
  local code=$?
  trap - EXIT
  set +e
  [ -z "$running" ] || { echo "FAILED: $running:" >&2; cat "$work/said" >&2; }
  [ -z "${load:-}" ] || kill "$load" 2>/dev/null
  if [ $code -ne 0 ] && [ -n "$compose" ]; then (cd "$machine" && $compose logs --tail 30) >&2; fi
  if [ -n "$keep" ]; then
    echo "Left running: (cd $machine && DOCKER_HOST=${DOCKER_HOST:-} $compose)"
    exit $code
  fi
  remove_remains "kurukan-test-$$"
  remove_remains "kurukan-test-$$-new"
  umount "$small" 2>/dev/null
  if [ -n "$engine_is_ours" ]; then "$tests/engine" stop "$engine_folder"; fi
  rm -rf "$work"
  exit $code
}

remove_project() { (cd "$machine" && $compose down -v); }

# What a project still has, whatever became of its files.
remove_remains() {
  local filter="label=com.docker.compose.project=$1"
  "$docker" ps -aq --filter "$filter" | xargs -r "$docker" rm -f
  "$docker" volume ls -q --filter "$filter" | xargs -r "$docker" volume rm
  "$docker" network ls -q --filter "$filter" | xargs -r "$docker" network rm
} >/dev/null 2>&1

inspect() { "$docker" inspect -f "$1" "$2"; }
inside() { "$docker" exec -i "$server" kurukan "$@"; }

# A shell beside a container, in its namespace of processes and with its volumes, as the server's user: the image has none.
beside() {
  "$docker" run --rm --network none --pid "container:$1" --volumes-from "$1" --user "${3:-10001}" --entrypoint sh \
    "$shell_image" -c "$2"
}

# Kurukan's commands with the tokens that were taken away from the first machine.
with_saved_tokens() {
  "$docker" run --rm -i --network "container:$server" -v "$HOME/kurukan-tokens:/tokens:ro" --user 0:0 "$image" "$@"
}

find_containers() {
  server=$(cd "$machine" && $compose ps -q kurukan)
  database=$(cd "$machine" && $compose ps -q database)
  backup=$(cd "$machine" && $compose ps -q backup)
}

# Waits until a command succeeds, at most so many seconds.
wait_until() {
  local end=$((SECONDS + $1))
  shift
  until "$@" >/dev/null 2>&1; do
    [ $SECONDS -lt $end ] || return 1
    sleep 0.2
  done
}

is_healthy() { [ "$(inspect '{{.State.Health.Status}}' "$1")" = healthy ]; }
wait_until_healthy() {
  wait_until 120 is_healthy "$1" || failed "$1 is not healthy: $(inspect '{{json .State}}' "$1")"
}

# Waits until the server itself says that it can do its work: faster than the engine's next look.
wait_until_serving() {
  wait_until 90 inside health --quiet || failed "The server does not serve: $(inside health 2>&1)"
}
