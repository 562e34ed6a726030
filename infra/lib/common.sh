# Sourced by the scripts in infra/: where things are, and the few helpers that all of them need.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
mkdir -p "${STAGECOACH_STATE:-$root/.stagecoach}"
state=$(cd "${STAGECOACH_STATE:-$root/.stagecoach}" && pwd)

say() { printf '%s\n' "$*"; }
die() { printf 'stagecoach: %s\n' "$*" >&2; exit 1; }

# may_enter USER: whether USER can reach the state folder.
may_enter() { setpriv --reuid="$1" --regid="$1" --init-groups -- test -x "$state" 2>/dev/null; }

# run_as USER COMMAND...: as root, runs the command as USER; otherwise as it is.
# PostgreSQL refuses root, and nothing here needs root. The one ability kept is to read through folders that only root
# may enter, so that the project may lie below /root.
run_as() {
  local user=$1
  shift
  if [ "$(id -u)" != 0 ] || [ "$user" = root ]; then
    "$@"
  elif may_enter "$user"; then
    setpriv --reuid="$user" --regid="$user" --init-groups -- "$@"
  else
    setpriv --reuid="$user" --regid="$user" --init-groups --inh-caps +dac_read_search --ambient-caps +dac_read_search -- "$@"
  fi
}

# own USER PATH: as root, hands a folder to USER.
own() { if [ "$(id -u)" = 0 ]; then chown -R "$1:$1" "$2"; fi; }

# setting NAME [COMMAND...]: prints the value kept under NAME for this instance; the first time, the environment's value
# or what COMMAND prints is kept.
setting() {
  local name=$1 file=$state/settings value
  shift
  if [ -f "$file" ] && value=$(grep "^$name=" "$file"); then
    printf '%s' "${value#*=}"
    return
  fi
  value=${!name-}
  [ -n "$value" ] || value=$("$@")
  (umask 077; printf '%s=%s\n' "$name" "$value" >> "$file")
  printf '%s' "$value"
}

# remembered NAME: the environment's value when it is set, also to nothing; else what it was set to last.
remembered() {
  local name=$1 rest
  if [ -n "${!name+set}" ]; then
    rest=$(grep -sv "^$name=" "$state/settings" || true)
    (umask 077; printf '%s\n%s=%s\n' "$rest" "$name" "${!name}" > "$state/settings")
  fi
  grep -s "^$name=" "$state/settings" | cut -d= -f2- || true
}

# A port of the loopback interface that nobody uses now, and that no other setting of this instance holds.
free_port() {
  local port
  while :; do
    port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
    if ! grep -qs "=$port\$" "$state/settings"; then break; fi
  done
  printf '%s' "$port"
}

secret() { head -c 18 /dev/urandom | base64 | tr -d '+/='; }

is_listening() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# wait_until SECONDS COMMAND...: runs COMMAND ten times a second until it succeeds.
wait_until() {
  local tries=$(($1 * 10))
  shift
  until "$@"; do
    tries=$((tries - 1))
    [ $tries -gt 0 ] || return 1
    sleep 0.1
  done
}

is_gone() { ! kill -0 "$1" 2>/dev/null; }
