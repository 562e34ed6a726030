#include "limit.h"

static const struct {
  const char *name, *type;
} exchanges[] = {
    {COMMANDS, "topic"}, {WORK, "direct"}, {RESULTS, "direct"}, {JOURNAL, "direct"}, {EVENTS, "topic"}, {DEAD, "fanout"},
};

static const struct {
  const char *queue, *exchange, *key;
} bindings[] = {
    {COMMAND_QUEUE, COMMANDS, "run.*.*"},
    {RESULT_QUEUE, RESULTS, "batch.completed"},
    {WORK_QUEUE, WORK, "echo"},
    {HISTORY_QUEUE, JOURNAL, "journal"},
};

enum { exchange_count = sizeof exchanges / sizeof *exchanges, binding_count = sizeof bindings / sizeof *bindings };

void topology_create(broker *b) {
  topology_remove(b);
  for (int i = 0; i < exchange_count; i++) broker_exchange(b, exchanges[i].name, exchanges[i].type);
  for (int i = 0; i < binding_count; i++) {
    broker_quorum_queue(b, bindings[i].queue, DEAD);
    broker_bind(b, bindings[i].queue, bindings[i].exchange, bindings[i].key);
  }
  broker_stream(b, STREAM);
  broker_bind(b, STREAM, JOURNAL, "journal");
}

void topology_remove(broker *b) {
  for (int i = 0; i < binding_count; i++) broker_delete_queue(b, bindings[i].queue);
  broker_delete_queue(b, STREAM);
  for (int i = 0; i < exchange_count; i++) broker_delete_exchange(b, exchanges[i].name);
}
