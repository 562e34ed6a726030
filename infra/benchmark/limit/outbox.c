#include "outbox.h"

#include <stdlib.h>

outbox_item *outbox_begin(outbox *o) {
  if (o->count == o->capacity) {
    o->capacity = o->capacity ? 2 * o->capacity : 1024;
    o->items = realloc(o->items, (size_t)o->capacity * sizeof *o->items);
    if (!o->items) fail("out of memory");
  }
  outbox_item *item = &o->items[o->count++];
  *item = (outbox_item){.start = o->text.count};
  return item;
}

void outbox_end(outbox *o) {
  outbox_item *item = &o->items[o->count - 1];
  item->count = o->text.count - item->start;
}

static const char *body(const outbox *o, const outbox_item *item) { return o->text.bytes + item->start; }

const buffer *outbox_row(outbox *o) {
  buffer *row = &o->row;
  row->count = 0;
  buffer_text(row, "{\"events\":[");
  const char *comma = "";
  for (int i = 0; i < o->count; i++) {
    const outbox_item *item = &o->items[i];
    if (!item->is_event) continue;
    buffer_format(row, "%s{\"key\":\"%s\",\"public\":%s,\"event\":", comma, item->key, item->is_public ? "true" : "false");
    buffer_add(row, body(o, item), item->count);
    buffer_text(row, "}");
    comma = ",";
  }
  buffer_text(row, "],\"messages\":[");
  comma = "";
  for (int i = 0; i < o->count; i++) {
    const outbox_item *item = &o->items[i];
    if (item->is_event) continue;
    buffer_format(row,
                  "%s{\"exchange\":\"" WORK "\",\"key\":\"%s\",\"mandatory\":true,\"persistent\":true,"
                  "\"contentType\":\"" CLOUD_EVENT "\",\"messageId\":\"%s\",\"type\":\"%s\","
                  "\"headers\":{\"traceparent\":\"%s\"},\"body\":",
                  comma, item->key, item->id, item->type, item->trace);
    buffer_add(row, body(o, item), item->count);
    buffer_text(row, "}");
    comma = ",";
  }
  buffer_text(row, "]}");
  return row;
}

static void publish_batch(outbox *o, broker *b, const char *writer, int64_t number) {
  buffer *batch = &o->batch;
  batch->count = 0;
  buffer_text(batch, "[");
  for (int i = 0; i < o->count; i++) {
    if (!o->items[i].is_event) continue;
    if (batch->count > 1) buffer_text(batch, ",");
    buffer_add(batch, body(o, &o->items[i]), o->items[i].count);
  }
  buffer_text(batch, "]");
  message m = {.exchange = JOURNAL, .key = "journal", .content_type = CLOUD_EVENTS, .writer = writer, .number = number,
               .mandatory = true, .body = batch->bytes, .count = batch->count};
  broker_publish(b, &m);
}

static void publish_item(const outbox *o, const outbox_item *item, broker *b) {
  message m = {.exchange = item->is_event ? EVENTS : WORK, .key = item->key, .content_type = CLOUD_EVENT, .id = item->id,
               .type = item->type, .trace = item->trace, .mandatory = !item->is_event, .body = body(o, item),
               .count = item->count};
  broker_publish(b, &m);
}

void outbox_publish(outbox *o, broker *b, const char *writer, int64_t number) {
  publish_batch(o, b, writer, number);
  for (int i = 0; i < o->count; i++)
    if (!o->items[i].is_event) publish_item(o, &o->items[i], b);
  for (int i = 0; i < o->count; i++)
    if (o->items[i].is_event && o->items[i].is_public) publish_item(o, &o->items[i], b);
}

void outbox_clear(outbox *o) {
  o->text.count = 0;
  o->count = 0;
}

void outbox_free(outbox *o) {
  buffer_free(&o->text);
  buffer_free(&o->row);
  buffer_free(&o->batch);
  free(o->items);
}
