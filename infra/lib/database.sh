# Sourced by scripts in infra/: a private PostgreSQL below $state, on a loopback port.
# It lives in pg/data; its superuser is reached only through the socket in pg/run, a folder that only its owner may enter.

pg_roles="orchestrator scheduler gateway mailer history api"

# The newest PostgreSQL that is installed.
pg_bin() { ls -d /usr/lib/postgresql/*/bin | sort -V | tail -1; }

database_port() { setting STAGECOACH_DATABASE_PORT free_port; }

database_start() {
  local port
  port=$(database_port)
  if is_listening "$port"; then return; fi
  mkdir -p "$state/pg/run" "$state/log"
  chmod 700 "$state/pg/run"
  own postgres "$state/pg"
  if [ ! -f "$state/pg/data/PG_VERSION" ]; then database_create "$port"; fi
  run_as postgres "$(pg_bin)/pg_ctl" --pgdata="$state/pg/data" --log="$state/pg/server.log" --wait --timeout=60 start \
    >/dev/null || { tail -20 "$state/pg/server.log" >&2; die "PostgreSQL did not start"; }
}

database_create() {
  run_as postgres "$(pg_bin)/initdb" --pgdata="$state/pg/data" --username=postgres --encoding=UTF8 --locale=C.UTF-8 \
    --auth-local=trust --auth-host=scram-sha-256 >"$state/log/initdb.log"
  run_as postgres tee -a "$state/pg/data/postgresql.conf" >/dev/null <<CONF
listen_addresses = '127.0.0.1'
port = $1
unix_socket_directories = '$state/pg/run'
max_connections = 200
shared_buffers = 256MB
max_wal_size = 2GB
log_min_messages = warning
CONF
}

database_stop() {
  [ -f "$state/pg/data/postmaster.pid" ] || return 0
  run_as postgres "$(pg_bin)/pg_ctl" --pgdata="$state/pg/data" --mode=fast --wait stop >/dev/null
}

# The superuser's shell, on the database named first.
database_shell() {
  local name=$1
  shift
  run_as postgres psql --quiet --no-psqlrc --set=ON_ERROR_STOP=1 --host="$state/pg/run" --port="$(database_port)" \
    --username=postgres --dbname="$name" "$@"
}

database_url() {
  printf 'postgres://%s:%s@%s:%s/%s' "$1" "$(setting "PASSWORD_$1" secret)" "${database_host-127.0.0.1}" "$(database_port)" \
    "${2-stagecoach}"
}

# Creates the roles and the database; of what exists, only the passwords are set anew.
# The migrator owns the schemas; a service may only touch rows of its own; the operator reads everything.
database_prepare() {
  local role
  {
    for role in migrator $pg_roles operator; do
      cat <<SQL
do \$\$ begin
  if not exists (select from pg_roles where rolname = 'stagecoach_$role') then
    create role stagecoach_$role login;
  end if;
end \$\$;
alter role stagecoach_$role password '$(setting "PASSWORD_stagecoach_$role" secret)';
SQL
    done
    say "set client_min_messages = warning; grant pg_read_all_data to stagecoach_operator; alter role stagecoach_operator bypassrls;"
  } | database_shell postgres
  if [ -z "$(database_shell postgres --tuples-only --no-align --command="select 1 from pg_database where datname = 'stagecoach'")" ]; then
    database_shell postgres --command="create database stagecoach owner stagecoach_migrator"
    database_shell stagecoach --command="revoke all on schema public from public"
  fi
}
