# Sourced by the scripts of the image `tools`: the functions of infra/lib, for servers in containers of their own.
source "$(dirname "${BASH_SOURCE[0]}")/../lib/common.sh"
source "$root/infra/lib/database.sh"
source "$root/infra/lib/broker.sh"
source "$root/infra/lib/services.sh"

broker_host=${STAGECOACH_AMQP_HOST-rabbitmq}
database_host=${STAGECOACH_DATABASE_HOST-postgres}
broker_port() { printf 5672; }
database_port() { printf 5432; }
api_port() { printf 8080; }
export STAGECOACH_PUBLIC_URL=${STAGECOACH_PUBLIC_URL:-http://127.0.0.1:${STAGECOACH_PUBLISHED_PORT:-8080}}
# Where the files that other containers read are kept.
config=${STAGECOACH_CONFIG_FOLDER-/etc/stagecoach}

# The superuser's shell, as in infra/lib/database.sh.
database_shell() {
  local name=$1
  shift
  PGPASSWORD=$(setting PASSWORD_postgres secret) psql --quiet --no-psqlrc --set=ON_ERROR_STOP=1 --host="$database_host" \
    --port="$(database_port)" --username=postgres --dbname="$name" "$@"
}

# What programs need to know of this instance, as infra/env prints it for one that infra/up started.
export_environment() {
  export STAGECOACH_ORG=demo STAGECOACH_OTHER_ORG=other
  STAGECOACH_API=http://${STAGECOACH_API_HOST-api}:$(api_port)
  STAGECOACH_API_KEY=$(api_key demo)
  STAGECOACH_AMQP=$(broker_url operator)
  STAGECOACH_DATABASE=$(database_url stagecoach_operator)
  STAGECOACH_OTHER_API_KEY=$(api_key other)
  STAGECOACH_OTHER_AMQP=$(broker_url other)
  export STAGECOACH_API STAGECOACH_API_KEY STAGECOACH_AMQP STAGECOACH_DATABASE STAGECOACH_OTHER_API_KEY STAGECOACH_OTHER_AMQP
}
