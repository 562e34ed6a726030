# Sourced by scripts in infra/: the six services under a supervisor, which starts them again when they end.

services="orchestrator history-writer ai-gateway mailer scheduler api"

# The role of a service in the database.
service_role() {
  case $1 in
    ai-gateway) say gateway ;;
    history-writer) say history ;;
    *) say "$1" ;;
  esac
}

# replicas SERVICE: how many of it run, by STAGECOACH_REPLICAS=scheduler=3,orchestrator=2.
replicas() {
  local pair all
  all=$(remembered STAGECOACH_REPLICAS)
  for pair in ${all//,/ }; do
    if [ "${pair%%=*}" = "$1" ]; then say "${pair#*=}"; return; fi
  done
  say 1
}

health_port() { setting "STAGECOACH_HTTP_PORT_${1//-/_}_$2" free_port; }
api_port() { setting STAGECOACH_API_PORT free_port; }
api_url() { printf 'http://127.0.0.1:%s' "$(api_port)"; }
api_key() { printf 'sk_%s_%s' "$1" "$(setting "SECRET_api_key_$1" secret)"; }

# A private key of 32 bytes for secrets, in URL-safe base64 without padding.
sealing_key() { head -c 32 /dev/urandom | base64 | tr '+/' '-_' | tr -d '=\n'; }

# The settings of a service, as a file that only its owner reads.
service_settings() {
  local service=$1 name
  say "STAGECOACH_AMQP=$(broker_url "$service")"
  say "STAGECOACH_DATABASE=$(database_url "stagecoach_$(service_role "$service")")"
  say "STAGECOACH_LOG_LEVEL=${STAGECOACH_LOG_LEVEL-info}"
  case $service in
    orchestrator) say "STAGECOACH_IN_FLIGHT=$(remembered STAGECOACH_IN_FLIGHT)" ;;
    ai-gateway)
      for name in STAGECOACH_MODEL_ROUTES STAGECOACH_OPENAI_URL STAGECOACH_OPENAI_KEY STAGECOACH_OPENAI_MODELS \
        STAGECOACH_OPENAI_HTTP_HOSTS STAGECOACH_CONCURRENCY STAGECOACH_IMAGE_CONCURRENCY \
        STAGECOACH_SOURCE_CONCURRENCY STAGECOACH_SOURCE_HOSTS; do
        say "$name=$(remembered "$name")"
      done
      say "STAGECOACH_SECRET_KEYS=$(setting SECRET_sealing sealing_key)"
      ;;
    mailer)
      say "STAGECOACH_SMTP=$(remembered STAGECOACH_SMTP)"
      say "STAGECOACH_MAIL_FOLDER=$state/mail"
      say "STAGECOACH_PUBLIC_URL=${STAGECOACH_PUBLIC_URL-$(api_url)}"
      say "STAGECOACH_UNSUBSCRIBE_SECRET=$(setting SECRET_unsubscribe secret)"
      say "STAGECOACH_SECRET_KEYS=$(setting SECRET_sealing sealing_key)"
      for name in STAGECOACH_WEBHOOK_HOSTS STAGECOACH_WEBHOOK_RETRIES; do say "$name=$(remembered "$name")"; done
      ;;
    api)
      say "STAGECOACH_API_PORT=$(api_port)"
      say "STAGECOACH_DASHBOARD=$root/Services/API/Dashboard"
      say "STAGECOACH_UNSUBSCRIBE_SECRET=$(setting SECRET_unsubscribe secret)"
      say "STAGECOACH_PUBLIC_URL=${STAGECOACH_PUBLIC_URL-$(api_url)}"
      for name in STAGECOACH_REQUEST_RATE STAGECOACH_REQUEST_BURST; do say "$name=$(remembered "$name")"; done
      say "STAGECOACH_TRIGGER_KEYS=$(setting SECRET_triggers sealing_key)"
      say "STAGECOACH_BOOTSTRAP_KEYS=demo:$(api_key demo),other:$(api_key other)"
      ;;
  esac
}

# Sockets have paths of at most 107 bytes; a deep state folder gets a short place of its own.
supervisor_socket() {
  if [ ${#state} -lt 80 ]; then
    say "$state/run/supervisor.sock"
  else
    say "/tmp/stagecoach-$(id -u)-$(printf '%s' "$state" | md5sum | cut -c1-12).sock"
  fi
}

supervisor() { supervisorctl -c "$state/supervisord.conf" "$@"; }

supervisor_runs() { supervisor pid >/dev/null 2>&1; }

services_configure() {
  local service number
  mkdir -p "$state/"{run,log,config,mail}
  (
    umask 077
    for service in $services; do service_settings "$service" > "$state/config/$service.env"; done
    cat > "$state/supervisord.conf" <<CONF
[unix_http_server]
file=$(supervisor_socket)
chmod=0600
[supervisord]
logfile=$state/log/supervisord.log
pidfile=$state/run/supervisord.pid
childlogdir=$state/log
[rpcinterface:supervisor]
supervisor.rpcinterface_factory=supervisor.rpcinterface:make_main_rpcinterface
[supervisorctl]
serverurl=unix://$(supervisor_socket)
CONF
    for service in $services; do
      for number in $(seq "$(replicas "$service")"); do
        # startsecs=0: a service that was killed is started again at once, however short it lived.
        cat >> "$state/supervisord.conf" <<CONF
[program:$service-$number]
command=$binaries/$service
directory=$state
environment=STAGECOACH_CONFIG="$state/config/$service.env",STAGECOACH_INSTANCE="$service-$number",STAGECOACH_PIDFILE="$state/run/$service-$number.pid",STAGECOACH_HTTP_PORT="$(health_port "$service" "$number")"
autorestart=true
startsecs=0
stopwaitsecs=35
redirect_stderr=true
stdout_logfile=$state/log/$service-$number.log
stdout_logfile_maxbytes=50MB
stdout_logfile_backups=2
CONF
      done
    done
  )
}

# What is running is what is configured and built; the dashboard's files are read when the API starts.
services_stamp() {
  {
    (cd "$binaries" && sha256sum $services)
    sha256sum "$state/supervisord.conf" "$state/config/"*.env
    find "$root/Services/API/Dashboard" -type f -exec sha256sum {} + | sort
  } | sha256sum
}

services_start() {
  local stamp
  services_configure
  stamp=$(services_stamp)
  if ! supervisor_runs; then
    rm -f "$state/run/"*.pid "$(supervisor_socket)"
    # Settings come from the files: what the caller's environment says is for the caller's programs.
    env -i PATH="$PATH" HOME="${HOME-/}" supervisord -c "$state/supervisord.conf"
    wait_until 10 supervisor_runs || die "the supervisor did not start; see $state/log/supervisord.log"
  elif [ "$stamp" != "$(cat "$state/run/stamp" 2>/dev/null)" ]; then
    supervisor reread >/dev/null
    supervisor update >/dev/null
    supervisor restart all >/dev/null
  fi
  printf '%s\n' "$stamp" > "$state/run/stamp"
  local service number
  for service in $services; do
    for number in $(seq "$(replicas "$service")"); do
      wait_until 60 is_ready "$(health_port "$service" "$number")" || {
        tail -5 "$state/log/$service-$number.log" >&2
        die "$service-$number is not ready; see $state/log/$service-$number.log"
      }
    done
  done
  wait_until 10 is_ready "$(api_port)" || die "the API does not answer; see $state/log/api-1.log"
}

is_ready() { curl --silent --fail --max-time 2 --output /dev/null "http://127.0.0.1:$1/readyz"; }

services_stop() {
  local pid
  if ! supervisor_runs; then return 0; fi
  pid=$(supervisor pid)
  supervisor shutdown >/dev/null
  wait_until 60 is_gone "$pid" || die "the services did not stop"
}
