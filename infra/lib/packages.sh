# Sourced by scripts in infra/: the packages that are needed, from Debian or Ubuntu.

packages="rabbitmq-server postgresql supervisor librabbitmq-dev libpq-dev libcurl4-openssl-dev libmicrohttpd-dev
  libsodium-dev zlib1g-dev pkg-config amqp-tools curl python3 tzdata"
test_packages="python3-venv openssl docker-compose chromium"

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

missing_packages() {
  local package
  for package in "$@"; do
    dpkg-query --show --showformat='${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed || printf '%s ' "$package"
  done
}

# packages_install PACKAGE...: installs what is missing, without letting a package start a server of its own.
packages_install() {
  local missing policy=/usr/sbin/policy-rc.d
  missing=$(missing_packages "$@")
  if [ -z "$missing" ]; then return; fi
  command -v apt-get >/dev/null || die "needs the packages $missing; on systems without apt, use docker compose up"
  if [ "$(id -u)" != 0 ] && ! command -v sudo >/dev/null; then
    die "needs the packages $missing; install them, or run as root or with sudo"
  fi
  say "Installing $missing"
  local made=
  if [ ! -e $policy ]; then
    printf '#!/bin/sh\nexit 101\n' | as_root tee $policy >/dev/null
    as_root chmod 755 $policy
    made=yes
  fi
  local failed=
  {
    as_root apt-get update -qq \
      && as_root env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get install -y -qq --no-install-recommends $missing
  } >"$state/log/packages.log" 2>&1 </dev/null || failed=yes
  if [ -n "$made" ]; then as_root rm -f $policy; fi
  if [ -n "$failed" ]; then
    tail -20 "$state/log/packages.log" >&2
    die "the packages could not be installed; $state/log/packages.log has the whole story"
  fi
}

require_swift() {
  command -v swift >/dev/null \
    || die "needs a Swift 6 toolchain: https://www.swift.org/install/linux (or use docker compose up, which brings one)"
}
