# Sourced by scripts in infra/: a private RabbitMQ below $state, everything of it on loopback.

mq_bin=/usr/lib/rabbitmq/bin
mq_users="orchestrator scheduler ai-gateway mailer history-writer api operator demo other"

broker_port() { setting STAGECOACH_AMQP_PORT free_port; }

# The environment that RabbitMQ's own scripts read. To be called in a subshell.
broker_environment() {
  export HOME="$state/mq" LANG=C.UTF-8
  export RABBITMQ_CONF_ENV_FILE=/dev/null
  export RABBITMQ_NODENAME RABBITMQ_NODE_PORT RABBITMQ_DIST_PORT RABBITMQ_CTL_DIST_PORT_MIN ERL_EPMD_PORT
  RABBITMQ_NODE_PORT=$(broker_port)
  RABBITMQ_NODENAME=stagecoach$RABBITMQ_NODE_PORT@localhost
  RABBITMQ_DIST_PORT=$(setting STAGECOACH_AMQP_DIST_PORT free_port)
  RABBITMQ_CTL_DIST_PORT_MIN=$(setting STAGECOACH_AMQP_CTL_PORT free_port)
  export RABBITMQ_CTL_DIST_PORT_MAX=$RABBITMQ_CTL_DIST_PORT_MIN
  ERL_EPMD_PORT=$(setting STAGECOACH_AMQP_EPMD_PORT free_port)
  export RABBITMQ_NODE_IP_ADDRESS=127.0.0.1 ERL_EPMD_ADDRESS=127.0.0.1
  export RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS="-kernel inet_dist_use_interface {127,0,0,1} +S 2:2 +SDcpu 1:1 +SDio 2 +A 4"
  export ERL_MAX_PORTS=4096 ERL_CRASH_DUMP="$state/mq/log/erl_crash.dump"
  export RABBITMQ_CONFIG_FILE="$state/mq/rabbitmq.conf" RABBITMQ_ADVANCED_CONFIG_FILE="$state/mq/advanced.config"
  export RABBITMQ_ENABLED_PLUGINS_FILE="$state/mq/enabled_plugins" RABBITMQ_MNESIA_BASE="$state/mq/data"
  export RABBITMQ_FEATURE_FLAGS_FILE="$state/mq/data/feature_flags" RABBITMQ_LOG_BASE="$state/mq/log"
  export RABBITMQ_PID_FILE="$state/mq/node.pid" RABBITMQ_GENERATED_CONFIG_DIR="$state/mq/generated"
  export RABBITMQ_SCHEMA_DIR="$state/mq/schema"
}

# Who it runs as, when root starts it. It asks access(2) whether it may use its files, which does not count the ability
# that `run_as` leaves; below a folder that only root may enter, it runs as root.
broker_user() { if [ "$(id -u)" != 0 ] || may_enter rabbitmq; then say rabbitmq; else say root; fi; }

# rabbitmqctl for this instance.
broker_control() { (broker_environment && cd "$state/mq" && run_as "$(broker_user)" "$mq_bin/rabbitmqctl" --quiet "$@"); }

# Exchanges, permissions and policies, with the users of this instance.
broker_definitions() {
  local user
  for user in $mq_users; do printf '%s %s\n' "$user" "$(setting "PASSWORD_amqp_${user//-/_}" secret)"; done \
    | python3 "$root/infra/lib/definitions.py" "$root/infra/rabbitmq/definitions.json"
}

broker_configure() {
  mkdir -p "$state/mq/"{data,log,generated,schema}
  (umask 077
    [ -f "$state/mq/.erlang.cookie" ] || secret > "$state/mq/.erlang.cookie"
    broker_definitions > "$state/mq/definitions.json")
  chmod 600 "$state/mq/.erlang.cookie"
  # Plugins are for people who look; Stagecoach needs none.
  say "[${STAGECOACH_AMQP_PLUGINS-}]." > "$state/mq/enabled_plugins"
  say "[]." > "$state/mq/advanced.config"
  sed "s|@definitions@|$state/mq/definitions.json|" "$root/infra/rabbitmq/rabbitmq.conf" > "$state/mq/rabbitmq.conf"
  # What this instance has besides.
  if [ -f "$state/mq/extra.conf" ]; then cat "$state/mq/extra.conf" >> "$state/mq/rabbitmq.conf"; fi
  own "$(broker_user)" "$state/mq"
}

broker_start() {
  local port
  port=$(broker_port)
  if is_listening "$port"; then return; fi
  broker_configure
  rm -f "$state/mq/node.pid"
  # The package's wrapper in /usr/sbin would change to its own folder and user.
  (
    broker_environment
    cd "$state/mq"
    RABBITMQ_ALLOW_INPUT=1 run_as "$(broker_user)" setsid "$mq_bin/rabbitmq-server" -noinput </dev/null \
      >"$state/mq/log/console.log" 2>&1 &
  )
  # The listener opens last, when definitions are loaded and queues recovered.
  wait_until 90 is_listening "$port" || {
    tail -30 "$state/mq/log/console.log" >&2
    broker_stop
    die "RabbitMQ did not start"
  }
}

broker_stop() {
  local pid
  if pid=$(cat "$state/mq/node.pid" 2>/dev/null); then
    kill -TERM "$pid" 2>/dev/null || true
    wait_until 60 is_gone "$pid" || kill -KILL "$pid"
    rm -f "$state/mq/node.pid"
  fi
  # Only the port mapper of this instance: it listens on a port of its own.
  if [ -d "$state/mq" ]; then (broker_environment && epmd -port "$ERL_EPMD_PORT" -kill >/dev/null 2>&1) || true; fi
}

broker_url() {
  printf 'amqp://%s:%s@%s:%s/%%2F' "$1" "$(setting "PASSWORD_amqp_${1//-/_}" secret)" "${broker_host-127.0.0.1}" "$(broker_port)"
}
