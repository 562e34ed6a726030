// The limit: what a program in C, written for nothing else, makes of the same work on the same broker and database.
//
// It does what Stagecoach does for a run of the `echo` pipeline, with the same messages, the same facts in durable rows
// and the same promises, as far as a run that meets no trouble shows them:
//
//   - a start is a command with a key; the key, its answer and the run are rows of one commit,
//   - each stage is a work message to a worker and a result from it, both durable and confirmed,
//   - a result is applied by comparing and setting the run's token; what happened is in the journal of the same commit,
//   - each commit's events go to the history and to a stream in one message, and the public ones singly to anyone,
//   - the history stores every event once, with positions without gaps, and each run and stage as last seen,
//   - nothing is acknowledged before it is committed or confirmed; deliveries are handled in batches, as they come.
//
// It leaves out what costs a run without trouble next to nothing in a database or broker, and much in a program:
// reading JSON strictly (it searches its own messages for the members it knows) and refusing what is wrong, answers to
// repeated commands, parking, retries, timers, pause and cancellation, fairness between organizations, adoption of a
// dead process's journal, reconnecting, metrics and logs. Its tables are not partitioned and have no row level security.
#pragma once
#include "../common/broker.h"
#include "../common/database.h"

enum { stages = 7 };

#define COMMANDS "limit.commands"
#define WORK "limit.work"
#define RESULTS "limit.results"
#define JOURNAL "limit.journal"
#define EVENTS "limit.events"
#define DEAD "limit.dead"
#define COMMAND_QUEUE "limit.orchestrator.commands"
#define RESULT_QUEUE "limit.orchestrator.results"
#define WORK_QUEUE "limit.worker"
#define HISTORY_QUEUE "limit.history"
#define STREAM "limit.stream"
#define CLOUD_EVENT "application/cloudevents+json"
#define CLOUD_EVENTS "application/cloudevents-batch+json"

typedef struct {
  const char *broker, *database;
  // Messages per transaction; the broker is never waited for to fill them up.
  int batch, history_batch;
} settings;

// Set by SIGTERM: end when what is at hand is done.
extern volatile bool is_ending;

void topology_create(broker *b);
void topology_remove(broker *b);
void schema_create(database *d);
void schema_remove(database *d);

// The three processes. Each runs until it is told to end.
void orchestrator(const settings *s);
void worker(const settings *s);
void history_writer(const settings *s);
