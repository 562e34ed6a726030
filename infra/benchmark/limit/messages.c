#include "messages.h"

#include <stdio.h>
#include <string.h>

// ---- Writing

static void head(buffer *out, const run *r, const char *id, const char *type, int stage) {
  char at[time_length + 1], run_id[uuid_length + 1];
  time_write(r->at, at);
  uuid_write(&r->id, run_id);
  buffer_format(out,
                "{\"specversion\":\"1.0\",\"id\":\"%s\",\"source\":\"/services/orchestrator\",\"type\":\"%s\","
                "\"subject\":\"%s\",\"time\":\"%s\",\"datacontenttype\":\"application/json\",\"orgid\":\"demo\","
                "\"runid\":\"%s\"",
                id, type, run_id, at, run_id);
  if (stage) buffer_format(out, ",\"stage\":%d", stage);
  buffer_text(out, ",\"attempt\":1");
}

static void snapshot(buffer *out, const run *r, int stage, bool is_completed) {
  char id[uuid_length + 1], job[uuid_length + 1], created[time_length + 1], at[time_length + 1];
  uuid_write(&r->id, id);
  uuid_write(&r->job, job);
  time_write(r->created_at, created);
  time_write(r->at, at);
  buffer_format(out,
                "\"run\":{\"id\":\"%s\",\"key\":\"%s\",\"jobId\":\"%s\",\"jobName\":\"%s\",\"type\":\"echo\","
                "\"trigger\":\"message\",\"status\":\"%s\",\"attempt\":1,\"stage\":%d,\"stages\":%d,"
                "\"createdAt\":\"%s\",\"startedAt\":\"%s\"",
                id, r->key, job, r->job_name, is_completed ? "completed" : "running", stage, stages, created, created);
  if (is_completed) buffer_format(out, ",\"completedAt\":\"%s\"", at);
  buffer_text(out,
              ",\"generated\":false,\"sent\":false,\"recipients\":0,\"refused\":0,\"unconfirmed\":0,\"credits\":0,"
              "\"costMicros\":0}");
}

static outbox_item *begin_event(outbox *o, const run *r, const uuid *id, const char *name, int stage, int sequence,
                                const char *cause) {
  outbox_item *item = outbox_begin(o);
  item->is_event = true;
  uuid_write(id, item->id);
  snprintf(item->type, sizeof item->type, "stagecoach.%s.v1", name);
  if (stage) {
    snprintf(item->key, sizeof item->key, "%s.echo.%d.demo", name, stage);
  } else {
    snprintf(item->key, sizeof item->key, "%s.echo.demo", name);
  }
  memcpy(item->trace, r->trace, sizeof item->trace);
  head(&o->text, r, item->id, item->type, stage);
  buffer_format(&o->text, ",\"sequence\":\"%010d\",\"correlationid\":\"%s\"", sequence, r->correlation);
  if (cause) buffer_format(&o->text, ",\"causationid\":\"%s\"", cause);
  buffer_format(&o->text, ",\"traceparent\":\"%s\",\"data\":{", r->trace);
  return item;
}

static void stage_snapshot(buffer *out, int stage, int64_t started, int64_t completed) {
  char from[time_length + 1], to[time_length + 1];
  int done = completed ? 1 : 0;
  time_write(started, from);
  buffer_format(out,
                ",\"stage\":{\"number\":%d,\"name\":\"echo %d\",\"status\":\"%s\",\"total\":1,\"processed\":%d,"
                "\"failed\":0,\"batches\":%d,\"startedAt\":\"%s\"",
                stage, stage, done ? "completed" : "running", done, done, from);
  if (done) {
    time_write(completed, to);
    buffer_format(out, ",\"completedAt\":\"%s\"", to);
  }
  buffer_format(out, ",\"result\":{\"batches_run\":%d}}", done);
}

void tell_run_running(outbox *o, const run *r, int sequence) {
  uuid id = uuid_make();
  begin_event(o, r, &id, "run.running", 0, sequence, NULL)->is_public = true;
  buffer_text(&o->text, "\"level\":\"info\",\"message\":\"Run started (trigger: message)\",");
  snapshot(&o->text, r, 1, false);
  buffer_text(&o->text, "}}");
  outbox_end(o);
}

void tell_stage_started(outbox *o, const run *r, int sequence, const uuid *cause) {
  uuid id = uuid_make();
  char text[uuid_length + 1];
  if (cause) uuid_write(cause, text);
  begin_event(o, r, &id, "stage.started", r->stage, sequence, cause ? text : NULL)->is_public = r->stage == 1;
  buffer_format(&o->text, "\"level\":\"info\",\"message\":\"Stage %d (echo %d) started\",", r->stage, r->stage);
  snapshot(&o->text, r, r->stage, false);
  stage_snapshot(&o->text, r->stage, r->stage_started_at, 0);
  buffer_text(&o->text, "}}");
  outbox_end(o);
}

void tell_stage_completed(outbox *o, const run *r, int stage, int sequence, const uuid *id, const char *cause) {
  begin_event(o, r, id, "stage.completed", stage, sequence, cause)->is_public = true;
  buffer_format(&o->text, "\"level\":\"success\",\"message\":\"Stage %d (echo %d) completed\",", stage, stage);
  snapshot(&o->text, r, stage, false);
  stage_snapshot(&o->text, stage, r->previous_stage_started_at, r->at);
  if (stage < stages) buffer_format(&o->text, ",\"next\":{\"number\":%d,\"name\":\"echo %d\"}", stage + 1, stage + 1);
  buffer_text(&o->text, "}}");
  outbox_end(o);
}

void tell_run_completed(outbox *o, const run *r, int sequence, const uuid *cause) {
  uuid id = uuid_make();
  char text[uuid_length + 1];
  uuid_write(cause, text);
  begin_event(o, r, &id, "run.completed", 0, sequence, text)->is_public = true;
  buffer_text(&o->text, "\"level\":\"success\",\"message\":\"Run completed\",");
  snapshot(&o->text, r, stages, true);
  buffer_text(&o->text, "}}");
  outbox_end(o);
}

void give_work(outbox *o, const run *r) {
  outbox_item *item = outbox_begin(o);
  uuid id = uuid_make();
  char token[uuid_length + 1], job[uuid_length + 1], at[time_length + 1];
  uuid_write(&id, item->id);
  uuid_write(&r->token, token);
  uuid_write(&r->job, job);
  time_write(r->at, at);
  memcpy(item->trace, r->trace, sizeof item->trace);
  strcpy(item->type, "stagecoach.batch.work.v1");
  strcpy(item->key, "echo");
  head(&o->text, r, item->id, item->type, r->stage);
  buffer_format(&o->text,
                ",\"correlationid\":\"%s\",\"traceparent\":\"%s\",\"data\":{\"batch\":1,\"epoch\":%d,\"token\":\"%s\","
                "\"function\":\"echo\",\"jobId\":\"%s\",\"jobName\":\"%s\",\"jobType\":\"echo\",\"stageName\":\"echo %d\","
                "\"date\":\"%.10s\",\"timeoutMs\":300000,\"settings\":{},\"items\":[]}}",
                r->correlation, r->trace, r->epoch, token, job, r->job_name, r->stage, at);
  outbox_end(o);
}

void answer_work(buffer *text, const char *work, const uuid *id) {
  char new_id[uuid_length + 1];
  uuid_write(id, new_id);
  struct {
    const char *start;
    size_t count;
  } old_id, run_id, time, stage, correlation, trace, epoch, token;
#define FIND(name, from, key) name.start = member(from, key, &name.count)
#define GIVE(name) (int)name.count, name.start
  FIND(old_id, work, "id");
  FIND(time, old_id.start, "time");
  FIND(run_id, time.start, "runid");
  FIND(stage, run_id.start, "stage");
  FIND(correlation, stage.start, "correlationid");
  FIND(trace, correlation.start, "traceparent");
  FIND(epoch, trace.start, "epoch");
  FIND(token, epoch.start, "token");
  buffer_format(text,
                "{\"specversion\":\"1.0\",\"id\":\"%s\",\"source\":\"/services/ai-gateway\","
                "\"type\":\"stagecoach.batch.completed.v1\",\"subject\":\"%.*s\",\"time\":\"%.*s\","
                "\"datacontenttype\":\"application/json\",\"orgid\":\"demo\",\"runid\":\"%.*s\",\"stage\":%.*s,"
                "\"attempt\":1,\"correlationid\":\"%.*s\",\"causationid\":\"%.*s\",\"traceparent\":\"%.*s\","
                "\"data\":{\"reference\":{\"batch\":1,\"epoch\":%.*s,\"token\":\"%.*s\"},\"items\":[],\"created\":[],"
                "\"result\":{},\"phases\":[]}}",
                new_id, GIVE(run_id), GIVE(time), GIVE(run_id), GIVE(stage), GIVE(correlation), GIVE(old_id), GIVE(trace),
                GIVE(epoch), GIVE(token));
#undef FIND
#undef GIVE
}

// ---- Reading

const char *optional_member(const char *from, const char *end, const char *name, size_t *count) {
  char key[40];
  int length = snprintf(key, sizeof key, "\"%s\":", name);
  const char *found = memmem(from, (size_t)(end - from), key, (size_t)length);
  if (!found) return NULL;
  const char *value = found + length;
  if (*value == '"') {
    value++;
    *count = strcspn(value, "\"");
  } else {
    *count = strcspn(value, ",}]");
  }
  return value;
}

const char *member(const char *from, const char *name, size_t *count) {
  const char *value = optional_member(from, from + strlen(from), name, count);
  if (!value) fail("a message has no member %s", name);
  return value;
}
