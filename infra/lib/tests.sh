# Sourced by infra/test: its parts. Each adds to `passed` and `failed`.

passed=0
failed=0
reports=$scratch/reports
python=$root/.venv/bin/python

# The Python packages of the tests, in a folder of the project's own.
python_prepare() {
  local wanted=$root/Tests/requirements.txt
  if cmp -s "$wanted" "$root/.venv/requirements.txt"; then return; fi
  say "Installing Python packages"
  python3 -m venv "$root/.venv"
  "$root/.venv/bin/pip" install --quiet --disable-pip-version-check --requirement "$wanted" >"$state/log/pip.log" 2>&1 \
    || { tail -20 "$state/log/pip.log" >&2; die "the Python packages could not be installed"; }
  cp "$wanted" "$root/.venv/requirements.txt"
}

# check NAME COMMAND...: a check that counts as one test.
check() {
  local name=$1
  shift
  if "$@" >"$state/log/check.log" 2>&1; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    say "FAILED: $name"
    tail -40 "$state/log/check.log"
  fi
}

# count NAME FILE...: adds up reports in JUnit's form; a report that is not there is a failure.
count() {
  local name=$1 good bad
  shift
  read -r good bad < <("$python" "$root/infra/lib/count.py" "$@")
  say "$name: $good passed, $bad failed"
  passed=$((passed + good))
  failed=$((failed + bad))
}

# An authority of our own and a certificate for localhost, for the broker's TLS listener.
tls_prepare() {
  local folder=$state/mq/tls port
  port=$(setting STAGECOACH_AMQPS_PORT free_port)
  mkdir -p "$folder"
  {
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=authority \
      -keyout "$folder/authority.key" -out "$folder/authority.pem"
    openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=localhost \
      -keyout "$folder/server.key" -out "$folder/server.csr"
    openssl x509 -req -in "$folder/server.csr" -CA "$folder/authority.pem" -CAkey "$folder/authority.key" -CAcreateserial \
      -days 2 -extfile <(say subjectAltName=DNS:localhost) -out "$folder/server.pem"
  } 2>"$state/log/openssl.log"
  cat > "$state/mq/extra.conf" <<CONF
listeners.ssl.1 = 127.0.0.1:$port
ssl_options.cacertfile = $folder/authority.pem
ssl_options.certfile = $folder/server.pem
ssl_options.keyfile = $folder/server.key
CONF
  export STAGECOACH_TEST_AMQPS="amqps://operator:$(setting PASSWORD_amqp_operator secret)@localhost:$port?cacertfile=$folder/authority.pem"
}

servers_start() {
  if [ -n "${STAGECOACH_TEST_AMQP-}" ]; then return; fi
  database_start
  tls_prepare
  broker_start
  database_shell postgres --command="create role test login superuser password '$(setting PASSWORD_test secret)'" \
    --command="create database test owner test"
  export STAGECOACH_TEST_DATABASE STAGECOACH_TEST_AMQP
  STAGECOACH_TEST_DATABASE=$(database_url test test)
  STAGECOACH_TEST_AMQP=$(broker_url operator)
}

swift_sources() { (cd "$root" && git ls-files '*.swift'); }

formatted() { (cd "$root" && swift format lint --strict --parallel $(swift_sources)); }

# Shell scripts are read by bash at least once.
scripts_parse() {
  local script
  for script in $(cd "$root" && git grep -l '^#!/usr/bin/env bash'; cd "$root" && git ls-files 'infra/lib/*.sh'); do
    bash -n "$root/$script" || return 1
  done
}

test_lint() {
  check "swift format" formatted
  check "shell scripts" scripts_parse
}

# swift_build NAME OPTION...: builds the Swift tests, for `swift_tests` with the same name and options.
swift_build() {
  local name=$1
  shift
  if (cd "$root" && swift build --build-tests "$@" 2>&1) >"$state/log/$name-build.log"; then return; fi
  grep -E 'error|warning' "$state/log/$name-build.log" | head -40 || tail -40 "$state/log/$name-build.log"
  say "FAILED: the $name tests cannot be built"
  failed=$((failed + 1))
  return 1
}

# swift_tests NAME OPTION...: runs Swift tests that were built.
swift_tests() {
  local name=$1
  shift
  mkdir -p "$reports"
  (cd "$root" && timeout 600 swift test --skip-build --disable-xctest --xunit-output "$reports/$name.xml" "$@" 2>&1) \
    >"$state/log/$name.log" || grep -E '✘|error:|Fatal|WARNING: ThreadSanitizer' "$state/log/$name.log" | head -60 || true
  count "$name tests" "$reports/$name.xml"
}

# Those that talk to servers have times to keep: they run one after the other, beside nothing that computes.
test_unit() {
  local talking='^(AMQP|Curl|Gateway|HTTP|Postgres|ServiceKit|Threads)Tests'
  servers_start
  swift_build unit || return 0
  # The composer's tests keep both processors for a minute: beside them others would run out of their time.
  swift_tests composing --filter '^OfflineTests'
  swift_tests computing --skip "$talking" --skip '^OfflineTests'
  swift_tests talking --no-parallel --filter "$talking"
}

# Of the two modules with threads of their own, and with nothing else built.
test_sanitize() {
  servers_start
  local options=(--sanitize thread --scratch-path "$root/.build/sanitize")
  export STAGECOACH_SANITIZE=thread
  if swift_build sanitize "${options[@]}"; then swift_tests sanitize "${options[@]}"; fi
  unset STAGECOACH_SANITIZE
}

test_system() {
  mkdir -p "$reports"
  # A folder that services under another user can enter.
  (cd "$root" && "$python" -m pytest --quiet --basetemp="$scratch/pytest" -p no:cacheprovider \
    --junitxml="$reports/system.xml" Tests) >"$state/log/system.log" 2>&1 || tail -80 "$state/log/system.log"
  count "system tests" "$reports/system.xml"
  check "containers" "$root/infra/container/check" "$root/.build/release"
  grep skipped "$state/log/check.log" || true
}
