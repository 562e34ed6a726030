#include <stdlib.h>

#include "messages.h"

// Batches of work whose answers are on their way: what may be acknowledged once which message is confirmed.
enum { most_pending = 4096 };

typedef struct {
  uint64_t tag, published;
} pending;

static void answer(broker *b, const delivery *work, buffer *text) {
  uuid id = uuid_make();
  char id_text[uuid_length + 1];
  uuid_write(&id, id_text);
  text->count = 0;
  answer_work(text, work->body, &id);
  message m = {.exchange = RESULTS, .key = "batch.completed", .content_type = CLOUD_EVENT, .id = id_text,
               .type = "stagecoach.batch.completed.v1", .mandatory = true, .body = text->bytes, .count = text->count};
  broker_publish(b, &m);
}

void worker(const settings *s) {
  broker *b = broker_open(s->broker, "limit worker");
  broker_confirm(b);
  broker_consume(b, WORK_QUEUE, 4 * s->batch);
  pending *ring = allocate(most_pending * sizeof *ring);
  uint64_t head = 0, tail = 0;
  buffer text = {0};
  while (!is_ending) {
    broker_wait(b, broker_waiting(b) && tail - head < most_pending ? 0 : 100);
    uint64_t settled = 0;
    while (head < tail && ring[head % most_pending].published <= broker_confirmed(b))
      settled = ring[head++ % most_pending].tag;
    if (settled) broker_acknowledge(b, settled);
    if (broker_waiting(b) && tail - head < most_pending) {
      uint64_t last = 0;
      delivery d;
      for (int count = 0; count < s->batch && broker_take(b, &d); count++) {
        answer(b, &d, &text);
        free(d.body);
        last = d.tag;
      }
      ring[tail++ % most_pending] = (pending){last, broker_published(b)};
    }
    broker_flush(b);
  }
  broker_close(b);
  buffer_free(&text);
  free(ring);
}
