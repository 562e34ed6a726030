// drive define|together|alone|watch [--runs N] …, with URLs in STAGECOACH_AMQP and STAGECOACH_DATABASE
//
// Gives work to a system that takes Stagecoach's commands and tells its events, be it Stagecoach or the limit, and
// measures on one clock, from the sending of a start to the hearing of `run.completed`. Prints one line of JSON.
//
//   define    defines echo jobs and waits until they are there
//   together  starts a run of each job at once; waits until all are completed, and all of it is stored in the history
//   alone     starts one run after the other, and lists the times
//   watch     prints the monotonic time in nanoseconds and the run's id for each event of --key until it is stopped
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../common/broker.h"
#include "../common/database.h"

typedef struct {
  broker *broker;
  database *database;
  const char *commands, *organization, *orchestrator_schema, *history_schema;
  int runs, timeout;
  char key[128];
} drive;

static void job_id(int number, char text[uuid_length + 1]) {
  snprintf(text, uuid_length + 1, "00000000-0000-7000-8000-%012x", (unsigned)number);
}

static void command(drive *d, const char *name, const buffer *body) {
  snprintf(d->key, sizeof d->key, "%s.%s", name, d->organization);
  message m = {.exchange = d->commands, .key = d->key, .content_type = "application/json", .mandatory = true,
               .body = body->bytes, .count = body->count};
  broker_publish(d->broker, &m);
}

// A repeated question, for what nobody tells.
static int64_t ask(drive *d, const char *format, const char *schema, const char *more) {
  char statement[600];
  snprintf(statement, sizeof statement, format, schema, more);
  return database_number(d->database, statement);
}

static void wait_for(drive *d, const char *what, const char *format, const char *schema, const char *more,
                     int64_t wanted, int pause) {
  double end = now() + d->timeout;
  int64_t seen;
  while ((seen = ask(d, format, schema, more)) < wanted) {
    if (now() > end) fail("%s: %ld of %ld after %d s", what, (long)seen, (long)wanted, d->timeout);
    broker_wait(d->broker, pause);
  }
}

// ---- define

static void define(drive *d) {
  buffer body = {0};
  char id[uuid_length + 1];
  for (int i = 1; i <= d->runs; i++) {
    job_id(i, id);
    body.count = 0;
    buffer_format(&body,
                  "{\"jobId\":\"%s\",\"idempotencyKey\":\"define-%d\",\"definition\":{\"name\":\"Echo %d\","
                  "\"type\":\"echo\",\"status\":\"active\",\"tasks\":{}}}",
                  id, i, i);
    command(d, "job.define", &body);
  }
  broker_flush(d->broker);
  wait_for(d, "jobs", "select count(*) from %s.jobs where id::text like '00000000-0000-7000-8000-%s'",
           d->orchestrator_schema, "%", d->runs, 100);
  buffer_free(&body);
  printf("{\"jobs\":%d}\n", d->runs);
}

// ---- runs

static uuid start(drive *d, int job, buffer *body) {
  uuid run = uuid_make(), key = uuid_make();
  char job_text[uuid_length + 1], run_text[uuid_length + 1], key_text[uuid_length + 1];
  job_id(job, job_text);
  uuid_write(&run, run_text);
  uuid_write(&key, key_text);
  body->count = 0;
  buffer_format(body, "{\"jobId\":\"%s\",\"runId\":\"%s\",\"idempotencyKey\":\"%s\"}", job_text, run_text, key_text);
  command(d, "run.start", body);
  return run;
}

static void listen_to(drive *d, const char *events, const char *key) {
  const char *queue = broker_own_queue(d->broker);
  broker_bind(d->broker, queue, events, key);
  broker_consume(d->broker, queue, 1000);
}

// The run that an event is about.
static void subject(const char *event, char text[uuid_length + 1]) {
  static const char name[] = "\"subject\":\"";
  const char *found = strstr(event, name);
  if (!found) fail("an event has no subject");
  snprintf(text, uuid_length + 1, "%s", found + sizeof name - 1);
}

// Takes an event; ends with a failure when none comes in time.
static delivery next_event(drive *d) {
  delivery event;
  double end = now() + d->timeout;
  while (!broker_take(d->broker, &event)) {
    if (now() > end) fail("nothing was heard for %d s", d->timeout);
    broker_wait(d->broker, 100);
  }
  return event;
}

static const char completed_runs[] = "select count(*) from %s.runs where id >= '%s' and status = 'completed'";

// Every run has its events, from the first to the last, each once.
static const char whole_runs[] =
    "select count(*) from (select from %1$s.events e join %1$s.runs r on r.id = e.run_id where r.id >= '%2$s'"
    " group by r.id having count(*) = max(e.sequence) and min(e.sequence) = 1 and max(e.sequence) = r.sequence) x";

// Less than all identifiers of runs that are started from now on: they begin with their time.
static void lower_bound(char text[uuid_length + 1]) {
  uuid id = uuid_make();
  memset(id.bytes + 6, 0, sizeof id.bytes - 6);
  uuid_write(&id, text);
}

static void together(drive *d) {
  buffer body = {0};
  char first[uuid_length + 1];
  lower_bound(first);
  double began = now();
  for (int i = 1; i <= d->runs; i++) {
    start(d, i, &body);
    if (i % 100 == 0) broker_flush(d->broker);
  }
  broker_flush(d->broker);
  for (int i = 0, unacknowledged = 0; i < d->runs; i++) {
    delivery event = next_event(d);
    free(event.body);
    if (++unacknowledged < 200 && i + 1 < d->runs) continue;
    broker_acknowledge(d->broker, event.tag);
    broker_flush(d->broker);
    unacknowledged = 0;
  }
  double heard = now();
  wait_for(d, "runs in the history", completed_runs, d->history_schema, first, d->runs, 5);
  double ended = now();
  wait_for(d, "completed runs", completed_runs, d->orchestrator_schema, first, d->runs, 5);
  int64_t whole = ask(d, whole_runs, d->history_schema, first);
  if (whole < d->runs) fail("%ld runs have all their events in the history", (long)whole);
  printf("{\"runs\":%d,\"seconds\":%.6f,\"heard_seconds\":%.6f}\n", d->runs, ended - began, heard - began);
  buffer_free(&body);
}

static void alone(drive *d) {
  buffer body = {0};
  // The first few find caches and plans cold.
  enum { warm_up = 20 };
  printf("{\"milliseconds\":[");
  for (int i = 0; i < d->runs + warm_up; i++) {
    char expected[uuid_length + 1], heard[uuid_length + 1];
    double began = now();
    uuid run = start(d, 1, &body);
    broker_flush(d->broker);
    delivery event = next_event(d);
    double took = (now() - began) * 1000;
    uuid_write(&run, expected);
    subject(event.body, heard);
    if (strcmp(expected, heard)) fail("another run was completed");
    free(event.body);
    broker_acknowledge(d->broker, event.tag);
    broker_flush(d->broker);
    if (i >= warm_up) printf("%s%.3f", i > warm_up ? "," : "", took);
    // What follows a run's end, its history above all, is not to disturb the next.
    usleep(20000);
  }
  puts("]}");
  buffer_free(&body);
}

static volatile sig_atomic_t is_ending = 0;
static void end(int signal) {
  (void)signal;
  is_ending = 1;
}

static void watch(drive *d) {
  signal(SIGTERM, end);
  puts("ready");
  fflush(stdout);
  while (!is_ending) {
    broker_wait(d->broker, 100);
    double at = now();
    char run[uuid_length + 1];
    for (delivery event; broker_take(d->broker, &event); free(event.body)) {
      subject(event.body, run);
      printf("%.0f %s\n", at * 1e9, run);
      fflush(stdout);
      broker_acknowledge(d->broker, event.tag);
    }
    broker_flush(d->broker);
  }
}

int main(int count, char **arguments) {
  const char *action = count > 1 ? arguments[1] : "";
  drive d = {
      .commands = option(count, arguments, "commands", "stagecoach.commands"),
      .organization = option(count, arguments, "organization", "demo"),
      .orchestrator_schema = option(count, arguments, "orchestrator", "orchestrator"),
      .history_schema = option(count, arguments, "history", "history"),
      .runs = option_number(count, arguments, "runs", 2000),
      .timeout = option_number(count, arguments, "timeout", 120),
  };
  const char *events = option(count, arguments, "events", "stagecoach.events");
  char completed[160];
  snprintf(completed, sizeof completed, "run.completed.echo.%s", d.organization);
  const char *key = option(count, arguments, "key", completed);
  d.broker = broker_open(variable("STAGECOACH_AMQP"), "drive");
  d.database = database_open(variable("STAGECOACH_DATABASE"), "drive");
  broker_confirm(d.broker);
  if (strcmp(action, "define")) listen_to(&d, events, key);
  if (!strcmp(action, "define")) {
    define(&d);
  } else if (!strcmp(action, "together")) {
    together(&d);
  } else if (!strcmp(action, "alone")) {
    alone(&d);
  } else if (!strcmp(action, "watch")) {
    watch(&d);
  } else {
    fail("usage: drive define|together|alone|watch [--runs N] …");
  }
  database_close(d.database);
  broker_close(d.broker);
  return 0;
}
