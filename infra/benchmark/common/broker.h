// A connection to RabbitMQ on librabbitmq, with one channel. Frames to be sent are gathered and leave together;
// confirms and deliveries are taken in as they come.
#pragma once
#include "basics.h"

typedef struct broker broker;

// What was delivered. The body belongs to whoever took it, and ends with a zero byte.
typedef struct {
  int consumer;
  uint64_t tag;
  char *body;
  size_t count;
  // Headers of journal messages: which sequence of commits, and the place in it.
  char writer[128];
  int64_t number;
} delivery;

// What is to be published, always persistent. Members that are null are left out.
typedef struct {
  const char *exchange, *key, *content_type, *id, *type, *trace, *writer;
  int64_t number;
  bool mandatory;
  const void *body;
  size_t count;
} message;

broker *broker_open(const char *url, const char *name);
void broker_close(broker *b);

// ---- Topology; each waits for the broker's answer.
void broker_exchange(broker *b, const char *name, const char *type);
// A durable queue, with the limits that the services' queues have by policy.
void broker_quorum_queue(broker *b, const char *name, const char *dead_letter_exchange);
void broker_stream(broker *b, const char *name);
// A queue for this connection alone, gone with it; named by the broker.
const char *broker_own_queue(broker *b);
void broker_bind(broker *b, const char *queue, const char *exchange, const char *key);
void broker_delete_queue(broker *b, const char *name);
void broker_delete_exchange(broker *b, const char *name);

// ---- Messages
void broker_confirm(broker *b);
// Consumers are numbered from 0 in the order of these calls.
void broker_consume(broker *b, const char *queue, int prefetch);
void broker_publish(broker *b, const message *m);
// Acknowledges the delivery and all before it.
void broker_acknowledge(broker *b, uint64_t tag);
void broker_flush(broker *b);
// Takes in what has come; when nothing has, waits. False after the time is over, or a signal.
bool broker_wait(broker *b, int milliseconds);
// The next delivery that was taken in.
bool broker_take(broker *b, delivery *d);
int broker_waiting(const broker *b);
uint64_t broker_published(const broker *b);
// All messages up to this number, in the order of publishing, are confirmed.
uint64_t broker_confirmed(const broker *b);
