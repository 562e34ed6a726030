#include "basics.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>

void fail(const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  fprintf(stderr, "%s: ", program_invocation_short_name);
  vfprintf(stderr, format, arguments);
  fputc('\n', stderr);
  va_end(arguments);
  exit(1);
}

double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

void *allocate(size_t size) {
  void *memory = calloc(1, size ? size : 1);
  if (!memory) fail("out of memory");
  return memory;
}

// ---- Bytes

static void reserve(buffer *b, size_t more) {
  if (b->count + more <= b->capacity) return;
  size_t capacity = (b->count + more) * 2;
  char *bytes = realloc(b->bytes, capacity);
  if (!bytes) fail("out of memory");
  b->bytes = bytes;
  b->capacity = capacity;
}

void buffer_add(buffer *b, const void *bytes, size_t count) {
  if (count == 0) return;
  reserve(b, count);
  memcpy(b->bytes + b->count, bytes, count);
  b->count += count;
}

void buffer_text(buffer *b, const char *text) { buffer_add(b, text, strlen(text)); }

void buffer_format(buffer *b, const char *format, ...) {
  va_list arguments;
  for (size_t room = 1024;; room *= 4) {
    reserve(b, room);
    va_start(arguments, format);
    int length = vsnprintf(b->bytes + b->count, b->capacity - b->count, format, arguments);
    va_end(arguments);
    if (length < 0) fail("a text cannot be formatted");
    if ((size_t)length < b->capacity - b->count) {
      b->count += (size_t)length;
      return;
    }
  }
}

void buffer_u8(buffer *b, unsigned value) { buffer_add(b, &(uint8_t){(uint8_t)value}, 1); }

void buffer_u16(buffer *b, unsigned value) {
  buffer_u8(b, value >> 8);
  buffer_u8(b, value);
}

void buffer_u32(buffer *b, uint32_t value) {
  buffer_u16(b, value >> 16);
  buffer_u16(b, value & 0xFFFF);
}

void buffer_u64(buffer *b, uint64_t value) {
  buffer_u32(b, (uint32_t)(value >> 32));
  buffer_u32(b, (uint32_t)value);
}

void buffer_set_u32(buffer *b, size_t place, uint32_t value) {
  for (int i = 0; i < 4; i++) b->bytes[place + (size_t)i] = (char)(value >> (24 - 8 * i));
}

void buffer_free(buffer *b) {
  free(b->bytes);
  *b = (buffer){0};
}

// ---- Identifiers

// The kernel is asked for chance once for many identifiers.
static void chance(uint8_t *bytes, size_t count) {
  static uint8_t store[4096];
  static size_t left = 0;
  if (left < count) {
    for (size_t done = 0; done < sizeof store;) {
      ssize_t got = getrandom(store + done, sizeof store - done, 0);
      if (got < 0) fail("no random bytes");
      done += (size_t)got;
    }
    left = sizeof store;
  }
  memcpy(bytes, store + sizeof store - left, count);
  left -= count;
}

uuid uuid_make(void) {
  uuid id;
  struct timespec time;
  clock_gettime(CLOCK_REALTIME, &time);
  uint64_t milliseconds = (uint64_t)time.tv_sec * 1000 + (uint64_t)time.tv_nsec / 1000000;
  chance(id.bytes, sizeof id.bytes);
  for (int i = 0; i < 6; i++) id.bytes[i] = (uint8_t)(milliseconds >> (40 - 8 * i));
  id.bytes[6] = (id.bytes[6] & 0x0F) | 0x70;
  id.bytes[8] = (id.bytes[8] & 0x3F) | 0x80;
  return id;
}

void uuid_write(const uuid *id, char text[uuid_length + 1]) {
  static const char digits[] = "0123456789abcdef";
  char *out = text;
  for (int i = 0; i < 16; i++) {
    if (i == 4 || i == 6 || i == 8 || i == 10) *out++ = '-';
    *out++ = digits[id->bytes[i] >> 4];
    *out++ = digits[id->bytes[i] & 15];
  }
  *out = 0;
}

static unsigned digit(char c) {
  if (c >= '0' && c <= '9') return (unsigned)(c - '0');
  if (c >= 'a' && c <= 'f') return (unsigned)(c - 'a' + 10);
  fail("an identifier cannot be read");
}

uuid uuid_read(const char *text) {
  uuid id;
  for (int i = 0; i < 16; i++) {
    if (*text == '-') text++;
    id.bytes[i] = (uint8_t)(digit(text[0]) << 4 | digit(text[1]));
    text += 2;
  }
  return id;
}

// ---- Times

enum { epoch_2000 = 946684800 };

void time_write(int64_t time, char text[time_length + 1]) {
  time_t seconds = (time_t)(time / 1000000) + epoch_2000;
  struct tm parts;
  gmtime_r(&seconds, &parts);
  snprintf(text, time_length + 1, "%04u-%02u-%02uT%02u:%02u:%02u.%06uZ", (unsigned)(parts.tm_year + 1900) % 10000,
           (unsigned)(parts.tm_mon + 1) % 100, (unsigned)parts.tm_mday % 100, (unsigned)parts.tm_hour % 100,
           (unsigned)parts.tm_min % 100, (unsigned)parts.tm_sec % 100, (unsigned)(time % 1000000));
}

// Not by sscanf, which looks for the end of the whole text first.
static int digits(const char *text, int count) {
  int value = 0;
  for (int i = 0; i < count; i++) {
    if (text[i] < '0' || text[i] > '9') fail("a time cannot be read");
    value = 10 * value + (text[i] - '0');
  }
  return value;
}

int64_t time_read(const char *text) {
  struct tm parts = {.tm_year = digits(text, 4) - 1900,
                     .tm_mon = digits(text + 5, 2) - 1,
                     .tm_mday = digits(text + 8, 2),
                     .tm_hour = digits(text + 11, 2),
                     .tm_min = digits(text + 14, 2),
                     .tm_sec = digits(text + 17, 2)};
  return ((int64_t)timegm(&parts) - epoch_2000) * 1000000 + digits(text + 20, 6);
}

// ---- Options

const char *option(int count, char **arguments, const char *name, const char *fallback) {
  for (int i = 1; i + 1 < count; i++)
    if (!strncmp(arguments[i], "--", 2) && !strcmp(arguments[i] + 2, name)) return arguments[i + 1];
  if (!fallback) fail("the option --%s is missing", name);
  return fallback;
}

int option_number(int count, char **arguments, const char *name, int fallback) {
  const char *text = option(count, arguments, name, "");
  if (!*text) return fallback;
  char *end;
  long value = strtol(text, &end, 10);
  if (*end || value < 0 || value > 10000000) fail("--%s is not a number that makes sense: %s", name, text);
  return (int)value;
}

const char *variable(const char *name) {
  const char *value = getenv(name);
  if (!value) fail("%s is not set", name);
  return value;
}
