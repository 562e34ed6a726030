#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "messages.h"

static const char insert_events[] =
    "with fresh as ("
    "    select u.*, row_number() over (order by u.place) as number"
    "    from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::uuid[], $7::int8[], $8::int8[],"
    "        $9::int8[], $10::text[], $11::text[], $12::timestamptz[], $13::text[], $14::json[]) with ordinality"
    "        u (id, source, type, subject, organization, run, stage, attempt, sequence, correlation, causation, time,"
    "        trace, data, place)"
    "    where not exists (select from events e where e.run_id = u.run and e.sequence = u.sequence)"
    "), stored as ("
    "    insert into events select h.position + f.number, f.id, f.source, f.type, f.subject, f.organization, f.run,"
    "        f.stage, f.attempt, f.sequence, f.correlation, f.causation, f.time, f.trace, f.data"
    "    from fresh f cross join head h returning position"
    ") update head set position = position + (select count(*) from stored)";

static const char upsert_runs[] =
    "insert into runs as r select u.id, 'demo', u.key, u.job, u.name, 'echo', 'message', u.status, 1, u.sequence,"
    "    u.stage, 7, u.created, u.started, u.completed"
    "    from unnest($1::uuid[], $2::text[], $3::uuid[], $4::text[], $5::text[], $6::int8[], $7::int8[],"
    "        $8::timestamptz[], $9::timestamptz[], $10::timestamptz[])"
    "        u (id, key, job, name, status, sequence, stage, created, started, completed)"
    "    order by u.id "
    "on conflict (id) do update set status = excluded.status, attempt = excluded.attempt, sequence = excluded.sequence,"
    "    stage = excluded.stage, started_at = excluded.started_at, completed_at = excluded.completed_at "
    "where r.sequence < excluded.sequence";

static const char upsert_stages[] =
    "insert into stages as s select u.id, u.number, 'demo', u.name, u.status, 1, u.sequence, u.total, u.processed,"
    "    u.failed, u.batches, u.started, u.completed, u.result"
    "    from unnest($1::uuid[], $2::int8[], $3::text[], $4::text[], $5::int8[], $6::int8[], $7::int8[], $8::int8[],"
    "        $9::int8[], $10::timestamptz[], $11::timestamptz[], $12::json[])"
    "        u (id, number, name, status, sequence, total, processed, failed, batches, started, completed, result)"
    "    order by u.id, u.number "
    "on conflict (run_id, number) do update set status = excluded.status, sequence = excluded.sequence,"
    "    processed = excluded.processed, batches = excluded.batches, completed_at = excluded.completed_at,"
    "    result = excluded.result "
    "where s.sequence < excluded.sequence";

static const char note_entries[] =
    "insert into journals as j select u.writer, u.received::int8multirange from unnest($1::text[], $2::text[])"
    "    u (writer, received) "
    "on conflict (writer) do update set received = j.received + excluded.received";

// ---- Reading events. Their members have a fixed order, so that each is looked for behind the one before.

typedef struct {
  const char *text;
  size_t count;
} slice;

typedef struct {
  uuid id, run, job;
  slice source, type, subject, organization, correlation, causation, trace, data;
  int stage, attempt, sequence;
  int64_t time;
  // The run's and the stage's snapshots.
  slice run_key, job_name, status, stage_name, stage_status, result;
  int run_stage, total, processed, failed, batches;
  int64_t created_at, started_at, completed_at, stage_started_at, stage_completed_at;
} event;

typedef struct {
  const char *at, *end;
} reader;

static slice next(reader *r, const char *name) {
  slice found;
  found.text = optional_member(r->at, r->end, name, &found.count);
  if (!found.text) fail("an event has no member %s", name);
  r->at = found.text;
  return found;
}

static slice maybe(reader *r, const char *name) {
  slice found = {0};
  found.text = optional_member(r->at, r->end, name, &found.count);
  if (found.text) r->at = found.text;
  return found;
}

static int next_number(reader *r, const char *name) { return atoi(next(r, name).text); }
static int64_t next_time(reader *r, const char *name) { return time_read(next(r, name).text); }

static int64_t maybe_time(reader *r, const char *name) {
  slice found = maybe(r, name);
  return found.text ? time_read(found.text) : 0;
}

// Where the data's first member of a name begins that comes before all others; the end of the event otherwise.
static const char *part(const reader *r, const char *name) {
  const char *found = memmem(r->at, (size_t)(r->end - r->at), name, strlen(name));
  return found ? found : r->end;
}

static event read_event(const char *text, const char *end) {
  event e = {0};
  reader data = {part(&(reader){text, end}, "\"data\":{"), end};
  reader head = {text, data.at};
  e.id = uuid_read(next(&head, "id").text);
  e.source = next(&head, "source");
  e.type = next(&head, "type");
  e.subject = next(&head, "subject");
  e.time = next_time(&head, "time");
  e.organization = next(&head, "orgid");
  e.run = uuid_read(next(&head, "runid").text);
  slice stage = maybe(&head, "stage");
  e.stage = stage.text ? atoi(stage.text) : 0;
  e.attempt = next_number(&head, "attempt");
  e.sequence = next_number(&head, "sequence");
  e.correlation = next(&head, "correlationid");
  e.causation = maybe(&head, "causationid");
  e.trace = next(&head, "traceparent");
  // The data is the event's last member.
  e.data = (slice){data.at + strlen("\"data\":"), (size_t)(end - data.at) - strlen("\"data\":") - 1};

  const char *stage_part = part(&data, "\"stage\":{");
  reader facts = {part(&data, "\"run\":{"), stage_part};
  e.run_key = next(&facts, "key");
  e.job = uuid_read(next(&facts, "jobId").text);
  e.job_name = next(&facts, "jobName");
  e.status = next(&facts, "status");
  e.run_stage = next_number(&facts, "stage");
  e.created_at = next_time(&facts, "createdAt");
  e.started_at = next_time(&facts, "startedAt");
  e.completed_at = maybe_time(&facts, "completedAt");
  if (stage_part == end) return e;
  reader snapshot = {stage_part, end};
  e.stage_name = next(&snapshot, "name");
  e.stage_status = next(&snapshot, "status");
  e.total = next_number(&snapshot, "total");
  e.processed = next_number(&snapshot, "processed");
  e.failed = next_number(&snapshot, "failed");
  e.batches = next_number(&snapshot, "batches");
  e.stage_started_at = next_time(&snapshot, "startedAt");
  e.stage_completed_at = maybe_time(&snapshot, "completedAt");
  slice result = next(&snapshot, "result");
  e.result = (slice){result.text, strcspn(result.text, "}") + 1};
  return e;
}

typedef struct {
  event *items;
  int count, capacity;
} events;

static void read_batch(events *all, const delivery *d) {
  static const char start[] = "{\"specversion\"";
  const char *end = d->body + d->count - 1;  // the list's bracket
  const char *at = d->count > 2 ? d->body + 1 : end;
  while (at < end) {
    const char *following = memmem(at + 1, (size_t)(end - at) - 1, start, sizeof start - 1);
    if (all->count == all->capacity) {
      all->capacity = all->capacity ? 2 * all->capacity : 1024;
      all->items = realloc(all->items, (size_t)all->capacity * sizeof *all->items);
      if (!all->items) fail("out of memory");
    }
    all->items[all->count++] = read_event(at, following ? following - 1 : end);
    at = following ? following : end;
  }
}

// ---- Storing

static void element_slice(database *d, slice s) {
  if (s.text) {
    element_text(d, s.text, s.count);
  } else {
    element_null(d);
  }
}

static void element_moment(database *d, int64_t time) {
  if (time) {
    element_integer(d, time);
  } else {
    element_null(d);
  }
}

static void element_stage(database *d, int stage) {
  if (stage) {
    element_integer(d, stage);
  } else {
    element_null(d);
  }
}

#define EACH(type, add)                                            \
  do {                                                             \
    database_array(d, type);                                       \
    for (int i = 0; i < count; i++) {                              \
      const event *e = list[i];                                    \
      add;                                                         \
    }                                                              \
  } while (0)

static void store_events(database *d, const event **list, int count) {
  EACH(array_uuid, element_uuid(d, &e->id));
  EACH(array_text, element_slice(d, e->source));
  EACH(array_text, element_slice(d, e->type));
  EACH(array_text, element_slice(d, e->subject));
  EACH(array_text, element_slice(d, e->organization));
  EACH(array_uuid, element_uuid(d, &e->run));
  EACH(array_integer, element_stage(d, e->stage));
  EACH(array_integer, element_integer(d, e->attempt));
  EACH(array_integer, element_integer(d, e->sequence));
  EACH(array_text, element_slice(d, e->correlation));
  EACH(array_text, element_slice(d, e->causation));
  EACH(array_time, element_integer(d, e->time));
  EACH(array_text, element_slice(d, e->trace));
  EACH(array_json, element_slice(d, e->data));
  database_enqueue(d, "events");
}

static void store_runs(database *d, const event **list, int count) {
  EACH(array_uuid, element_uuid(d, &e->run));
  EACH(array_text, element_slice(d, e->run_key));
  EACH(array_uuid, element_uuid(d, &e->job));
  EACH(array_text, element_slice(d, e->job_name));
  EACH(array_text, element_slice(d, e->status));
  EACH(array_integer, element_integer(d, e->sequence));
  EACH(array_integer, element_integer(d, e->run_stage));
  EACH(array_time, element_integer(d, e->created_at));
  EACH(array_time, element_integer(d, e->started_at));
  EACH(array_time, element_moment(d, e->completed_at));
  database_enqueue(d, "runs");
}

static void store_stages(database *d, const event **list, int count) {
  EACH(array_uuid, element_uuid(d, &e->run));
  EACH(array_integer, element_integer(d, e->stage));
  EACH(array_text, element_slice(d, e->stage_name));
  EACH(array_text, element_slice(d, e->stage_status));
  EACH(array_integer, element_integer(d, e->sequence));
  EACH(array_integer, element_integer(d, e->total));
  EACH(array_integer, element_integer(d, e->processed));
  EACH(array_integer, element_integer(d, e->failed));
  EACH(array_integer, element_integer(d, e->batches));
  EACH(array_time, element_integer(d, e->stage_started_at));
  EACH(array_time, element_moment(d, e->stage_completed_at));
  EACH(array_json, element_slice(d, e->result));
  database_enqueue(d, "stages");
}

static void note(database *d, const delivery *deliveries, int count) {
  // There is one writer; its numbers make one text.
  buffer numbers = {0};
  for (int i = 0; i < count; i++)
    buffer_format(&numbers, "%c[%ld,%ld]", i ? ',' : '{', (long)deliveries[i].number, (long)deliveries[i].number);
  buffer_text(&numbers, "}");
  database_array(d, array_text);
  element_text(d, deliveries[0].writer, strlen(deliveries[0].writer));
  database_array(d, array_text);
  element_text(d, numbers.bytes, numbers.count);
  database_enqueue(d, "note");
  buffer_free(&numbers);
}

// By run, then by stage, then as they happened.
static int compare(const void *a, const void *b) {
  const event *x = *(const event *const *)a, *y = *(const event *const *)b;
  int order = memcmp(&x->run, &y->run, sizeof x->run);
  if (order) return order;
  if (x->stage != y->stage) return x->stage < y->stage ? -1 : 1;
  return x->sequence < y->sequence ? -1 : 1;
}

static void handle(database *d, events *all, const delivery *deliveries, int count) {
  all->count = 0;
  for (int i = 0; i < count; i++) read_batch(all, &deliveries[i]);
  int total = all->count;
  const event **list = allocate((size_t)total * sizeof *list), **latest = allocate((size_t)total * sizeof *latest);
  for (int i = 0; i < total; i++) list[i] = &all->items[i];
  database_enqueue(d, "begin");
  database_enqueue(d, "lock");
  if (total) store_events(d, list, total);

  qsort(list, (size_t)total, sizeof *list, compare);
  int run_count = 0, stage_count = 0;
  for (int i = 0; i < total; i++) {
    if (run_count == 0 || memcmp(&latest[run_count - 1]->run, &list[i]->run, sizeof list[i]->run)) {
      latest[run_count++] = list[i];
    } else if (latest[run_count - 1]->sequence < list[i]->sequence) {
      latest[run_count - 1] = list[i];
    }
  }
  if (run_count) store_runs(d, latest, run_count);
  for (int i = 0; i < total; i++) {
    if (!list[i]->stage_name.text) continue;
    const event *before = stage_count ? latest[stage_count - 1] : NULL;
    if (before && !memcmp(&before->run, &list[i]->run, sizeof before->run) && before->stage == list[i]->stage)
      stage_count--;
    latest[stage_count++] = list[i];
  }
  if (stage_count) store_stages(d, latest, stage_count);
  note(d, deliveries, count);
  database_enqueue(d, "notify");
  database_enqueue(d, "commit");
  database_finish(d);
  free(list);
  free(latest);
}

void history_writer(const settings *s) {
  database *d = database_open(s->database, "limit history");
  database_run(d, "set search_path = limit_history");
  database_prepare(d, "begin", "begin");
  // Only one writer at a time: positions are given in the order in which they become visible.
  database_prepare(d, "lock", "select pg_advisory_xact_lock(5943027)");
  database_prepare(d, "events", insert_events);
  database_prepare(d, "runs", upsert_runs);
  database_prepare(d, "stages", upsert_stages);
  database_prepare(d, "note", note_entries);
  database_prepare(d, "notify", "notify limit_history");
  database_prepare(d, "commit", "commit");
  broker *b = broker_open(s->broker, "limit history");
  broker_consume(b, HISTORY_QUEUE, 3 * s->history_batch);
  delivery *batch = allocate((size_t)s->history_batch * sizeof *batch);
  events all = {0};
  while (!is_ending) {
    broker_wait(b, broker_waiting(b) ? 0 : 100);
    int count = 0;
    while (count < s->history_batch && broker_take(b, &batch[count])) count++;
    if (count == 0) continue;
    handle(d, &all, batch, count);
    broker_acknowledge(b, batch[count - 1].tag);
    broker_flush(b);
    for (int i = 0; i < count; i++) free(batch[i].body);
  }
  broker_close(b);
  database_close(d);
  free(batch);
  free(all.items);
}
