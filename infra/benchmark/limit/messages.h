// The texts of events, work and results: as the services write them, so that they are as long.
#pragma once
#include "outbox.h"

// A run as the database has just returned it.
typedef struct {
  uuid id, job, token;
  char job_name[64], key[64], correlation[64], trace[64];
  int stage, epoch, sequence;
  bool is_completed;
  int64_t at, created_at, stage_started_at, previous_stage_started_at;
} run;

// Each adds one item. Events take their sequence as the place among those of the run.
void tell_run_running(outbox *o, const run *r, int sequence);
void tell_stage_started(outbox *o, const run *r, int sequence, const uuid *cause);
void tell_stage_completed(outbox *o, const run *r, int stage, int sequence, const uuid *id, const char *cause);
void tell_run_completed(outbox *o, const run *r, int sequence, const uuid *cause);
void give_work(outbox *o, const run *r);

// The worker's answer to a text of `give_work`; `id` is the answer's.
void answer_work(buffer *text, const char *work, const uuid *id);

// The value of a member, from `from` on; `count` is its length without quotation marks. Fails when it is not there.
const char *member(const char *from, const char *name, size_t *count);
// The same; null when it is not there before `end`.
const char *optional_member(const char *from, const char *end, const char *name, size_t *count);
