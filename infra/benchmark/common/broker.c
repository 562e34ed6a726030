#include "broker.h"

#include <amqp.h>
#include <amqp_framing.h>
#include <amqp_tcp_socket.h>
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>

// More than is ever published and not confirmed.
enum { window = 1 << 18, channel = 1, frame_limit = 131072 };

struct broker {
  amqp_connection_state_t connection;
  int socket, consumers, frame_max;
  char user[64];
  char own_queue[128];
  buffer out;
  // Confirms may come out of order, and several at once: one flag for each message that is on its way.
  uint64_t published, confirmed;
  bool *flags;
  // Deliveries that were taken in and not yet asked for, and the one whose frames are coming.
  delivery *ring;
  size_t head, count, capacity;
  delivery incoming;
  size_t received;
};

static void check(amqp_rpc_reply_t reply, const char *what) {
  if (reply.reply_type == AMQP_RESPONSE_NORMAL) return;
  if (reply.reply_type == AMQP_RESPONSE_LIBRARY_EXCEPTION) fail("%s: %s", what, amqp_error_string2(reply.library_error));
  if (reply.reply.id == AMQP_CHANNEL_CLOSE_METHOD) {
    amqp_channel_close_t *close = reply.reply.decoded;
    fail("%s: %.*s", what, (int)close->reply_text.len, (char *)close->reply_text.bytes);
  }
  fail("%s: the broker closed the connection", what);
}

static amqp_bytes_t text(const char *value) { return amqp_cstring_bytes(value); }

// ---- Opening and closing

broker *broker_open(const char *url, const char *name) {
  broker *b = allocate(sizeof *b);
  char *copy = strdup(url);
  struct amqp_connection_info info;
  if (!copy || amqp_parse_url(copy, &info) != AMQP_STATUS_OK) fail("the broker's URL cannot be read");
  b->connection = amqp_new_connection();
  amqp_socket_t *socket = b->connection ? amqp_tcp_socket_new(b->connection) : NULL;
  if (!socket) fail("out of memory");
  int status = amqp_socket_open(socket, info.host, info.port);
  if (status != AMQP_STATUS_OK) fail("%s: %s", name, amqp_error_string2(status));
  amqp_table_entry_t entry = {.key = text("connection_name"),
                              .value = {.kind = AMQP_FIELD_KIND_UTF8, .value.bytes = text(name)}};
  amqp_table_t properties = {1, &entry};
  check(amqp_login_with_properties(b->connection, info.vhost, 0, frame_limit, 0, &properties, AMQP_SASL_METHOD_PLAIN,
                                   info.user, info.password),
        "login");
  strncpy(b->user, info.user, sizeof b->user - 1);
  free(copy);
  amqp_channel_open(b->connection, channel);
  check(amqp_get_rpc_reply(b->connection), "opening a channel");
  b->socket = amqp_get_sockfd(b->connection);
  b->frame_max = amqp_get_frame_max(b->connection);
  b->flags = allocate(window * sizeof *b->flags);
  b->capacity = 4096;
  b->ring = allocate(b->capacity * sizeof *b->ring);
  return b;
}

void broker_close(broker *b) {
  amqp_connection_close(b->connection, AMQP_REPLY_SUCCESS);
  if (amqp_destroy_connection(b->connection) != AMQP_STATUS_OK) fail("the connection cannot be given back");
  for (delivery d; broker_take(b, &d);) free(d.body);
  free(b->incoming.body);
  free(b->ring);
  free(b->flags);
  buffer_free(&b->out);
  free(b);
}

// ---- Topology

void broker_exchange(broker *b, const char *name, const char *type) {
  amqp_exchange_declare(b->connection, channel, text(name), text(type), false, true, false, false, amqp_empty_table);
  check(amqp_get_rpc_reply(b->connection), name);
}

static amqp_table_entry_t words(const char *key, const char *value) {
  return (amqp_table_entry_t){.key = text(key), .value = {.kind = AMQP_FIELD_KIND_UTF8, .value.bytes = text(value)}};
}

static amqp_table_entry_t number(const char *key, int64_t value) {
  return (amqp_table_entry_t){.key = text(key), .value = {.kind = AMQP_FIELD_KIND_I64, .value.i64 = value}};
}

static void declare(broker *b, const char *name, int count, amqp_table_entry_t *entries) {
  amqp_table_t arguments = {count, entries};
  amqp_queue_declare(b->connection, channel, text(name), false, true, false, false, arguments);
  check(amqp_get_rpc_reply(b->connection), name);
}

void broker_quorum_queue(broker *b, const char *name, const char *dead_letter_exchange) {
  amqp_table_entry_t entries[] = {
      words("x-queue-type", "quorum"),
      number("x-delivery-limit", 100),
      words("x-dead-letter-exchange", dead_letter_exchange),
      words("x-dead-letter-strategy", "at-least-once"),
      words("x-overflow", "reject-publish"),
  };
  declare(b, name, 5, entries);
}

void broker_stream(broker *b, const char *name) {
  amqp_table_entry_t entries[] = {
      words("x-queue-type", "stream"),
      words("x-max-age", "7D"),
      number("x-stream-max-segment-size-bytes", 50000000),
  };
  declare(b, name, 3, entries);
}

const char *broker_own_queue(broker *b) {
  amqp_queue_declare_ok_t *queue = amqp_queue_declare(b->connection, channel, amqp_empty_bytes, false, false, true, true,
                                                      amqp_empty_table);
  check(amqp_get_rpc_reply(b->connection), "own queue");
  size_t length = queue->queue.len < sizeof b->own_queue ? queue->queue.len : sizeof b->own_queue - 1;
  memcpy(b->own_queue, queue->queue.bytes, length);
  return b->own_queue;
}

void broker_bind(broker *b, const char *queue, const char *exchange, const char *key) {
  amqp_queue_bind(b->connection, channel, text(queue), text(exchange), text(key), amqp_empty_table);
  check(amqp_get_rpc_reply(b->connection), queue);
}

void broker_delete_queue(broker *b, const char *name) {
  amqp_queue_delete(b->connection, channel, text(name), false, false);
  check(amqp_get_rpc_reply(b->connection), name);
}

void broker_delete_exchange(broker *b, const char *name) {
  amqp_exchange_delete(b->connection, channel, text(name), false);
  check(amqp_get_rpc_reply(b->connection), name);
}

void broker_confirm(broker *b) {
  amqp_confirm_select(b->connection, channel);
  check(amqp_get_rpc_reply(b->connection), "confirm.select");
}

void broker_consume(broker *b, const char *queue, int prefetch) {
  char tag[2] = {(char)('0' + b->consumers++), 0};
  amqp_basic_qos(b->connection, channel, 0, (uint16_t)prefetch, false);
  check(amqp_get_rpc_reply(b->connection), "basic.qos");
  amqp_basic_consume(b->connection, channel, text(queue), text(tag), false, false, false, amqp_empty_table);
  check(amqp_get_rpc_reply(b->connection), queue);
}

// ---- Out. The library would make a system call for each of a message's three frames; here many leave with one.

static size_t begin_frame(buffer *out, unsigned type) {
  buffer_u8(out, type);
  buffer_u16(out, channel);
  buffer_u32(out, 0);
  return out->count;
}

static void end_frame(buffer *out, size_t start) {
  buffer_set_u32(out, start - 4, (uint32_t)(out->count - start));
  buffer_u8(out, AMQP_FRAME_END);
}

static void short_text(buffer *out, const char *value) {
  size_t length = strlen(value);
  if (length > 255) fail("a name is too long: %s", value);
  buffer_u8(out, (unsigned)length);
  buffer_add(out, value, length);
}

static void text_header(buffer *out, const char *key, const char *value) {
  short_text(out, key);
  buffer_u8(out, AMQP_FIELD_KIND_UTF8);
  buffer_u32(out, (uint32_t)strlen(value));
  buffer_text(out, value);
}

static void headers(buffer *out, const message *m) {
  size_t start = out->count;
  buffer_u32(out, 0);
  if (m->trace) text_header(out, "traceparent", m->trace);
  if (m->writer) {
    text_header(out, "writer", m->writer);
    short_text(out, "n");
    buffer_u8(out, AMQP_FIELD_KIND_I64);
    buffer_u64(out, (uint64_t)m->number);
  }
  buffer_set_u32(out, start, (uint32_t)(out->count - start - 4));
}

static void properties(broker *b, const message *m) {
  buffer *out = &b->out;
  bool has_headers = m->trace || m->writer;
  unsigned flags = AMQP_BASIC_DELIVERY_MODE_FLAG | AMQP_BASIC_USER_ID_FLAG;
  if (m->content_type) flags |= AMQP_BASIC_CONTENT_TYPE_FLAG;
  if (has_headers) flags |= AMQP_BASIC_HEADERS_FLAG;
  if (m->id) flags |= AMQP_BASIC_MESSAGE_ID_FLAG;
  if (m->type) flags |= AMQP_BASIC_TYPE_FLAG;
  buffer_u16(out, flags);
  if (m->content_type) short_text(out, m->content_type);
  if (has_headers) headers(out, m);
  buffer_u8(out, AMQP_DELIVERY_PERSISTENT);
  if (m->id) short_text(out, m->id);
  if (m->type) short_text(out, m->type);
  short_text(out, b->user);
}

void broker_publish(broker *b, const message *m) {
  buffer *out = &b->out;
  size_t frame = begin_frame(out, AMQP_FRAME_METHOD);
  buffer_u32(out, AMQP_BASIC_PUBLISH_METHOD);
  buffer_u16(out, 0);
  short_text(out, m->exchange);
  short_text(out, m->key);
  buffer_u8(out, m->mandatory);
  end_frame(out, frame);

  frame = begin_frame(out, AMQP_FRAME_HEADER);
  buffer_u16(out, AMQP_BASIC_CLASS);
  buffer_u16(out, 0);
  buffer_u64(out, m->count);
  properties(b, m);
  end_frame(out, frame);

  size_t most = (size_t)b->frame_max - 8;
  for (size_t done = 0; done < m->count;) {
    size_t part = m->count - done < most ? m->count - done : most;
    frame = begin_frame(out, AMQP_FRAME_BODY);
    buffer_add(out, (const char *)m->body + done, part);
    end_frame(out, frame);
    done += part;
  }
  b->published++;
  if (b->published - b->confirmed >= window) fail("too many messages wait for the broker");
}

void broker_acknowledge(broker *b, uint64_t tag) {
  size_t frame = begin_frame(&b->out, AMQP_FRAME_METHOD);
  buffer_u32(&b->out, AMQP_BASIC_ACK_METHOD);
  buffer_u64(&b->out, tag);
  buffer_u8(&b->out, 1);
  end_frame(&b->out, frame);
}

void broker_flush(broker *b) {
  size_t done = 0;
  while (done < b->out.count) {
    ssize_t sent = send(b->socket, b->out.bytes + done, b->out.count - done, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent > 0) {
      done += (size_t)sent;
    } else if (errno == EAGAIN) {
      // The broker may itself be waiting for us to read.
      struct pollfd event = {b->socket, POLLIN | POLLOUT, 0};
      if (poll(&event, 1, -1) < 0 && errno != EINTR) fail("poll: %s", strerror(errno));
      if (event.revents & POLLIN) broker_wait(b, 0);
    } else if (errno != EINTR) {
      fail("the broker is gone: %s", strerror(errno));
    }
  }
  b->out.count = 0;
}

// ---- In

static void confirm(broker *b, uint64_t tag, bool multiple) {
  if (!multiple) {
    b->flags[tag % window] = true;
  } else {
    for (uint64_t i = b->confirmed + 1; i <= tag; i++) b->flags[i % window] = true;
  }
  while (b->confirmed < b->published && b->flags[(b->confirmed + 1) % window]) {
    b->confirmed++;
    b->flags[b->confirmed % window] = false;
  }
}

static void method(broker *b, const amqp_method_t *method) {
  switch (method->id) {
    case AMQP_BASIC_ACK_METHOD: {
      amqp_basic_ack_t *ack = method->decoded;
      confirm(b, ack->delivery_tag, ack->multiple);
      break;
    }
    case AMQP_BASIC_DELIVER_METHOD: {
      amqp_basic_deliver_t *deliver = method->decoded;
      b->incoming = (delivery){.tag = deliver->delivery_tag};
      b->incoming.consumer = ((char *)deliver->consumer_tag.bytes)[0] - '0';
      break;
    }
    // A refusal, a message without a queue, or the end of the channel: none of them may happen here.
    default: fail("unexpected from the broker: %s", amqp_method_name(method->id));
  }
}

static void deliver(broker *b) {
  if (b->count == b->capacity) {
    delivery *ring = allocate(2 * b->capacity * sizeof *ring);
    for (size_t i = 0; i < b->count; i++) ring[i] = b->ring[(b->head + i) % b->capacity];
    free(b->ring);
    b->ring = ring;
    b->head = 0;
    b->capacity *= 2;
  }
  b->ring[(b->head + b->count++) % b->capacity] = b->incoming;
  b->incoming = (delivery){0};
}

static void header(broker *b, const amqp_frame_t *frame) {
  amqp_basic_properties_t *properties = frame->payload.properties.decoded;
  if (properties->_flags & AMQP_BASIC_HEADERS_FLAG)
    for (int i = 0; i < properties->headers.num_entries; i++) {
      const amqp_table_entry_t *entry = &properties->headers.entries[i];
      if (entry->key.len == 1 && entry->value.kind == AMQP_FIELD_KIND_I64) b->incoming.number = entry->value.value.i64;
      if (entry->key.len == 6 && entry->value.value.bytes.len < sizeof b->incoming.writer)
        memcpy(b->incoming.writer, entry->value.value.bytes.bytes, entry->value.value.bytes.len);
    }
  b->incoming.count = (size_t)frame->payload.properties.body_size;
  b->incoming.body = allocate(b->incoming.count + 1);
  b->received = 0;
  if (b->incoming.count == 0) deliver(b);
}

static void body(broker *b, amqp_bytes_t part) {
  if (b->received + part.len > b->incoming.count) fail("a message is longer than announced");
  memcpy(b->incoming.body + b->received, part.bytes, part.len);
  b->received += part.len;
  if (b->received == b->incoming.count) deliver(b);
}

bool broker_wait(broker *b, int milliseconds) {
  struct timeval timeout = {milliseconds / 1000, milliseconds % 1000 * 1000};
  bool any = false;
  while (true) {
    amqp_frame_t frame;
    amqp_maybe_release_buffers(b->connection);
    int status = amqp_simple_wait_frame_noblock(b->connection, &frame, &timeout);
    if (status == AMQP_STATUS_TIMEOUT) return any;
    if (status != AMQP_STATUS_OK) fail("the broker is gone: %s", amqp_error_string2(status));
    if (frame.frame_type == AMQP_FRAME_METHOD) method(b, &frame.payload.method);
    if (frame.frame_type == AMQP_FRAME_HEADER) header(b, &frame);
    if (frame.frame_type == AMQP_FRAME_BODY) body(b, frame.payload.body_fragment);
    any = true;
    timeout = (struct timeval){0, 0};
  }
}

bool broker_take(broker *b, delivery *d) {
  if (b->count == 0) return false;
  *d = b->ring[b->head];
  b->head = (b->head + 1) % b->capacity;
  b->count--;
  return true;
}

int broker_waiting(const broker *b) { return (int)b->count; }
uint64_t broker_published(const broker *b) { return b->published; }
uint64_t broker_confirmed(const broker *b) { return b->confirmed; }
