// What a commit has to say: its events and its messages, first as texts, then as the journal's row, then on the wire.
#pragma once
#include "limit.h"

typedef struct {
  char id[uuid_length + 1], key[80], type[48], trace[64];
  bool is_event, is_public;
  size_t start, count;
} outbox_item;

// All zero is an empty one.
typedef struct {
  buffer text, row, batch;
  outbox_item *items;
  int count, capacity;
} outbox;

// Adds an item; its body is what is added to `text` until the next call.
outbox_item *outbox_begin(outbox *o);
void outbox_end(outbox *o);
// The journal's row: the events and messages as JSON.
const buffer *outbox_row(outbox *o);
// Publishes everything: one message with all events for the history, the work, the public events.
void outbox_publish(outbox *o, broker *b, const char *writer, int64_t number);
void outbox_clear(outbox *o);
void outbox_free(outbox *o);
