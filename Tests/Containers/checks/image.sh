# shellcheck shell=bash
# The image by itself, and how compose runs it.

build_images() {
  TYPST=yes deploy/build-image "$image" >"$work/build" 2>&1 || failed "$(tail -30 "$work/build")"
  passed "image built"
  TYPST=no deploy/build-image "$image_without_typst" >"$work/build" 2>&1 || failed "$(tail -30 "$work/build")"
  passed "image without Typst built"
}

megabytes() { echo $(($(inspect '{{.Size}}' "$1") / 1000000)); }

label() { inspect "{{index .Config.Labels \"org.opencontainers.image.$1\"}}" "$2"; }

check_images() {
  check_image "$image" 280
  check_image "$image_without_typst" 150
  local python
  python=$(list "$image_without_typst" | grep -c "python\|\.ttf$" || true)
  [ "$python" = 0 ] || failed "There is something of Python or fonts in the image without Typst."
}

# Names and modes of all files, as tar lists them.
list() {
  local container
  container=$("$docker" create "$1")
  "$docker" export "$container" | tar -tv
  "$docker" rm "$container" >/dev/null
}

check_image() {
  local image=$1 limit=$2 version name
  [ "$(inspect '{{.Config.User}}' "$image")" = 10001:10001 ] || failed "$image does not name its user."
  version=$("$docker" run --rm --network none --read-only "$image" --version)
  [ "$(label version "$image")" = "$version" ] || failed "Version $version is labelled \"$(label version "$image")\"."
  for name in title description licenses revision; do
    [ -n "$(label $name "$image")" ] || failed "$image has no label $name."
  done
  list "$image" >"$work/files"
  ! grep -E "^[^ ]*s" <<<"$(cut -c 1-10 "$work/files" | sort -u)" || failed "$image has a setuid or setgid program."
  ! grep -E " usr/s?bin/(ba|da)?sh$|/perl|/apt|/dpkg$" "$work/files" || failed "$image has a shell, perl or a package manager."
  grep -q "var/lib/dpkg/status.d/libpq5$" "$work/files" || failed "$image does not say which packages it has."
  [ "$(megabytes "$image")" -lt "$limit" ] || failed "$image has $(megabytes "$image") MB; $limit are allowed."
  passed "$image: version $version, $(megabytes "$image") MB (fewer than $limit), no shell, perl, apt or setuid program"
}

start_compose() {
  readme secrets
  passed "README: secrets"
  readme start
  find_containers
  wait_until_healthy "$server"
  wait_until_healthy "$database"
  passed "README: compose up; the engine finds server and database healthy"
}

check_confinement() {
  local status wanted=$'Uid:\t10001\t10001\t10001\t10001\nCapEff:\t0000000000000000\nCapBnd:\t0000000000000000\nNoNewPrivs:\t1\nSeccomp:\t2'
  local look='sed -n "/^Uid\|^CapEff\|^CapBnd\|^NoNewPrivs\|^Seccomp:/p" /proc/1/status'
  status=$(beside "$server" "$look")
  [ "$status" = "$wanted" ] || failed "The server has other rights than it should: $status"
  status=$(beside "$database" "$look" 999)
  [ "$status" = "${wanted//10001/999}" ] || failed "The database has other rights than it should: $status"
  status=$(beside "$backup" "$look" 999)
  [ "$status" = "${wanted//10001/999}" ] || failed "The backup has other rights than it should: $status"
  [ "$(inspect '{{.HostConfig.ReadonlyRootfs}}' "$server")" = true ] || failed "The root file system can be written."
  [ "$(beside "$server" "stat -c %a:%u $tokens/submitter.token")" = 600:10001 ] || failed "A token file can be read by others."
  [ "$(beside "$server" "cat /proc/1/comm")" = tini ] || failed "Process 1 is no init."
  case $("$docker" port "$server") in
    "4460/tcp -> 127.0.0.1:$KURUKAN_PORT") ;;
    *) failed "Published elsewhere than on loopback: $("$docker" port "$server")" ;;
  esac
  [ -z "$("$docker" port "$database")$("$docker" port "$backup")" ] || failed "The database is published."
  local networks container
  for container in "$database" "$backup"; do
    # shellcheck disable=SC2016  # A template of Go's.
    networks=$(inspect '{{range $name, $_ := .NetworkSettings.Networks}}{{$name}} {{end}}' "$container")
    [ "$networks" = "${project}_back " ] || failed "The database or backup is in other networks: $networks"
  done
  [ "$("$docker" network inspect -f '{{.Internal}}' "${project}_back")" = true ] || failed "The database has a way out."
  passed "uids 10001 and 999, no capabilities, no new privileges, seccomp, read-only root; only the server is published, on loopback"
}

check_protocol() {
  local answer
  exec 3<>"/dev/tcp/127.0.0.1/$KURUKAN_PORT"
  printf '%s\n' '{"id":1,"method":"kurukan.v1.Health/Check"}' >&3
  IFS= read -r -t 10 answer <&3
  exec 3>&-
  case $answer in *'"SERVING"'*) ;; *) failed "Health/Check answered $answer" ;; esac
  passed "Health/Check through the published port"
}
