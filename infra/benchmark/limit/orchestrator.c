#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "messages.h"

// What a statement returns of each run, for `read_run`; `u` is what was put in.
#define COLUMNS                                                                                                     \
  "r.id, r.job_id, r.token, j.name, r.run_key, r.correlation, r.traceparent, r.stage, r.epoch, r.sequence,"        \
  "(r.completed_at is not null)::int, now(), r.created_at, r.stage_started_at"

// Key, answer and run are one commit. A key that is known, and a job that is busy, start nothing.
static const char start_runs[] =
    "with u as ("
    "    select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::uuid[])"
    "        u (id, job, key, run_key, trace, token)"
    "), fresh as ("
    "    insert into command_keys (organization_id, command, key, request_hash, reply)"
    "    select 'demo', 'run.start', u.key, hashtextextended(u.key, 0), '{\"createdAt\":\"' || now() ||"
    "        '\",\"duplicate\":false,\"runId\":\"' || u.id || '\",\"runKey\":\"' || u.run_key ||"
    "        '\",\"runStatus\":\"running\",\"status\":\"accepted\"}'"
    "    from u on conflict do nothing returning key"
    "), r as ("
    "    insert into runs (id, organization_id, job_id, job_version, run_key, trigger, status, scope_id, attempt,"
    "        sequence, created_at, started_at, traceparent, correlation, stage, stage_started_at, epoch, clock, worker,"
    "        batch, token, tries, due_at, look_at)"
    "    select u.id, 'demo', u.job, 1, u.run_key, 'message', 'running', u.job, 1, 2, now(), now(), u.trace, u.key, 1,"
    "        now(), 1, 'queued', 'echo', 1, u.token, 1, now() + interval '120 seconds',"
    "        now() + interval '120 seconds'"
    "    from u join fresh using (key) join jobs on jobs.id = u.job and jobs.status = 'active'"
    "    order by u.job on conflict do nothing returning *"
    ") select " COLUMNS ", r.stage_started_at, null::uuid, null::text from r join jobs j on j.id = r.job_id";

// An answer counts when its token is the one that is out. `o` is the row as it was, for what is told of the past stage.
static const char advance_runs[] =
    "update runs r set"
    "    stage = least(r.stage + 1, 7), sequence = r.sequence + 2, cause = u.event,"
    "    epoch = case when r.stage < 7 then r.epoch + 1 else r.epoch end,"
    "    status = case when r.stage < 7 then 'running' else 'completed' end,"
    "    scope_id = case when r.stage < 7 then r.scope_id end,"
    "    completed_at = case when r.stage < 7 then null else now() end,"
    "    stage_started_at = case when r.stage < 7 then now() else r.stage_started_at end,"
    "    clock = case when r.stage < 7 then 'queued' end, worker = case when r.stage < 7 then 'echo' end,"
    "    batch = case when r.stage < 7 then 1 end, token = case when r.stage < 7 then u.next else r.token end,"
    "    tries = case when r.stage < 7 then 1 end,"
    "    due_at = case when r.stage < 7 then now() + interval '120 seconds' end,"
    "    look_at = case when r.stage < 7 then r.look_at end "
    "from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::text[]) u (id, token, next, event, message)"
    "    join runs o on o.id = u.id join jobs j on j.id = o.job_id "
    "where r.id = u.id and r.token = u.token and r.clock = 'queued' "
    "returning " COLUMNS ", o.stage_started_at, u.event, u.message";

static const char append_entry[] =
    "with entry as (insert into journal (writer, n, body) values ($1::text, $2::int8, $3::text)) "
    "update journal_writers set published_n = greatest(published_n, $4::int8),"
    "    lease_until = clock_timestamp() + interval '15 seconds' where writer = $1::text";

enum { most_open_entries = 5000 };

typedef struct {
  broker *broker;
  database *database;
  char writer[80];
  int64_t number;
  // The last message of each entry that may not be confirmed yet, by its number.
  uint64_t ends[most_open_entries];
  int64_t published;
  outbox outbox;
} process;

static void copy(char *out, size_t room, const PGresult *rows, int row, int column) {
  snprintf(out, room, "%.*s", PQgetlength(rows, row, column), PQgetvalue(rows, row, column));
}

static run read_run(const PGresult *rows, int row) {
  run r = {.id = column_uuid(rows, row, 0),
           .job = column_uuid(rows, row, 1),
           .token = column_uuid(rows, row, 2),
           .stage = (int)column_integer(rows, row, 7),
           .epoch = (int)column_integer(rows, row, 8),
           .sequence = (int)column_integer(rows, row, 9),
           .is_completed = column_integer(rows, row, 10) == 1,
           .at = column_integer(rows, row, 11),
           .created_at = column_integer(rows, row, 12),
           .stage_started_at = column_integer(rows, row, 13),
           .previous_stage_started_at = column_integer(rows, row, 14)};
  copy(r.job_name, sizeof r.job_name, rows, row, 3);
  copy(r.key, sizeof r.key, rows, row, 4);
  copy(r.correlation, sizeof r.correlation, rows, row, 5);
  copy(r.trace, sizeof r.trace, rows, row, 6);
  return r;
}

// ---- The two things that happen

static void began(outbox *o, const PGresult *rows, int row) {
  run r = read_run(rows, row);
  tell_run_running(o, &r, 1);
  tell_stage_started(o, &r, 2, NULL);
  give_work(o, &r);
}

static void advanced(outbox *o, const PGresult *rows, int row) {
  run r = read_run(rows, row);
  uuid completion = column_uuid(rows, row, 15);
  char cause[uuid_length + 1];
  copy(cause, sizeof cause, rows, row, 16);
  if (r.is_completed) {
    tell_stage_completed(o, &r, r.stage, r.sequence - 1, &completion, cause);
    tell_run_completed(o, &r, r.sequence, &completion);
  } else {
    tell_stage_completed(o, &r, r.stage - 1, r.sequence - 1, &completion, cause);
    tell_stage_started(o, &r, r.sequence, &completion);
    give_work(o, &r);
  }
}

// ---- Their parameters

typedef struct {
  uuid id, job, token, event;
  char key[64], run_key[64], trace[64], message[64];
} input;

static void take_text(char *out, size_t room, const char *from, const char *name) {
  size_t count;
  const char *value = member(from, name, &count);
  snprintf(out, room, "%.*s", (int)count, value);
}

static input read_start(const char *body) {
  char id[64];
  size_t count;
  input in = {.token = uuid_make()};
  in.job = uuid_read(member(body, "jobId", &count));
  in.id = uuid_read(member(body, "runId", &count));
  take_text(in.key, sizeof in.key, body, "idempotencyKey");
  take_text(id, sizeof id, body, "runId");
  uuid chance = uuid_make();
  // A name for people, as long as the real one.
  snprintf(in.run_key, sizeof in.run_key, "run_20000101_000000_message_%.12s", id + 24);
  uuid_write(&chance, id);
  snprintf(in.trace, sizeof in.trace, "00-%.8s%.4s%.4s%.4s%.12s-%.8s%.4s%.4s-01", id, id + 9, id + 14, id + 19, id + 24,
           id, id + 9, id + 14);
  return in;
}

static input read_result(const char *body) {
  size_t count;
  input in = {.event = uuid_make()};
  take_text(in.message, sizeof in.message, body, "id");
  in.id = uuid_read(member(body, "runid", &count));
  in.token = uuid_read(member(body, "token", &count));
  return in;
}

static int compare(const void *a, const void *b) { return memcmp(&((const input *)a)->id, &((const input *)b)->id, 16); }

#define EACH(type, add)                         \
  do {                                          \
    database_array(d, type);                    \
    for (int i = 0; i < count; i++) add;        \
  } while (0)

static void pass_starts(database *d, const input *in, int count) {
  EACH(array_uuid, element_uuid(d, &in[i].id));
  EACH(array_uuid, element_uuid(d, &in[i].job));
  EACH(array_text, element_text(d, in[i].key, strlen(in[i].key)));
  EACH(array_text, element_text(d, in[i].run_key, strlen(in[i].run_key)));
  EACH(array_text, element_text(d, in[i].trace, strlen(in[i].trace)));
  EACH(array_uuid, element_uuid(d, &in[i].token));
}

static void pass_results(database *d, const input *in, int count) {
  EACH(array_uuid, element_uuid(d, &in[i].id));
  EACH(array_uuid, element_uuid(d, &in[i].token));
  // The next token is made here: the database's own function for it would be slower.
  EACH(array_uuid, {
    uuid next = uuid_make();
    element_uuid(d, &next);
  });
  EACH(array_uuid, element_uuid(d, &in[i].event));
  EACH(array_text, element_text(d, in[i].message, strlen(in[i].message)));
}

// ---- A batch

static void note_published(process *p) {
  while (p->published < p->number && p->ends[(p->published + 1) % most_open_entries] <= broker_confirmed(p->broker))
    p->published++;
}

// One transaction: the runs, then the journal's row that says what has become of them.
static void handle(process *p, const delivery *deliveries, int count, bool are_starts) {
  if (count == 0) return;
  input *in = allocate((size_t)count * sizeof *in);
  for (int i = 0; i < count; i++)
    in[i] = are_starts ? read_start(deliveries[i].body) : read_result(deliveries[i].body);
  qsort(in, (size_t)count, sizeof *in, compare);

  database_enqueue(p->database, "begin");
  (are_starts ? pass_starts : pass_results)(p->database, in, count);
  database_enqueue(p->database, are_starts ? "start" : "advance");
  const PGresult *rows = database_finish(p->database);
  if (PQntuples(rows) != count) fail("%d of %d messages had no effect", count - PQntuples(rows), count);
  outbox_clear(&p->outbox);
  for (int i = 0; i < count; i++) (are_starts ? began : advanced)(&p->outbox, rows, i);

  const buffer *row = outbox_row(&p->outbox);
  note_published(p);
  p->number++;
  database_text(p->database, p->writer, strlen(p->writer));
  database_integer(p->database, p->number);
  database_text(p->database, row->bytes, row->count);
  database_integer(p->database, p->published);
  database_enqueue(p->database, "append");
  database_enqueue(p->database, "commit");
  database_finish(p->database);
  outbox_publish(&p->outbox, p->broker, p->writer, p->number);
  p->ends[p->number % most_open_entries] = broker_published(p->broker);
  free(in);
}

static void open_process(process *p, const settings *s) {
  p->database = database_open(s->database, "limit orchestrator");
  database_run(p->database, "set search_path = limit_orchestrator");
  database_prepare(p->database, "begin", "begin");
  database_prepare(p->database, "start", start_runs);
  database_prepare(p->database, "advance", advance_runs);
  database_prepare(p->database, "append", append_entry);
  database_prepare(p->database, "commit", "commit");
  char id[uuid_length + 1];
  uuid own = uuid_make();
  uuid_write(&own, id);
  snprintf(p->writer, sizeof p->writer, "orchestrator-1/r/%s", id);
  char statement[256];
  snprintf(statement, sizeof statement, "insert into journal_writers values ('%s', 0, now() + interval '15 seconds')",
           p->writer);
  database_run(p->database, statement);

  p->broker = broker_open(s->broker, "limit orchestrator");
  broker_confirm(p->broker);
  broker_consume(p->broker, COMMAND_QUEUE, 4 * s->batch);
  broker_consume(p->broker, RESULT_QUEUE, 4 * s->batch);
}

void orchestrator(const settings *s) {
  process *p = allocate(sizeof *p);
  open_process(p, s);
  delivery *starts = allocate((size_t)s->batch * sizeof *starts), *results = allocate((size_t)s->batch * sizeof *results);
  while (!is_ending) {
    broker_wait(p->broker, broker_waiting(p->broker) ? 0 : 100);
    note_published(p);
    // As the services do: no more commits than these are ahead of the broker.
    if (p->number - p->published >= most_open_entries - 2) continue;
    int start_count = 0, result_count = 0;
    uint64_t last = 0;
    for (delivery d; start_count + result_count < s->batch && broker_take(p->broker, &d); last = d.tag)
      if (d.consumer == 0) {
        starts[start_count++] = d;
      } else {
        results[result_count++] = d;
      }
    handle(p, starts, start_count, true);
    handle(p, results, result_count, false);
    for (int i = 0; i < start_count; i++) free(starts[i].body);
    for (int i = 0; i < result_count; i++) free(results[i].body);
    if (last) broker_acknowledge(p->broker, last);
    broker_flush(p->broker);
  }
  broker_close(p->broker);
  database_close(p->database);
  outbox_free(&p->outbox);
  free(starts);
  free(results);
  free(p);
}
