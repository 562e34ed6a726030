// What every part needs: an end with a message, the clock, growing bytes, identifiers, command line options.
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Ends the program: a benchmark that has met an error has no result.
__attribute__((noreturn, format(printf, 1, 2))) void fail(const char *format, ...);

// Seconds on the monotonic clock.
double now(void);

void *allocate(size_t size);

// ---- Bytes that grow. All zero is an empty buffer.
typedef struct {
  char *bytes;
  size_t count, capacity;
} buffer;

void buffer_add(buffer *b, const void *bytes, size_t count);
void buffer_text(buffer *b, const char *text);
__attribute__((format(printf, 2, 3))) void buffer_format(buffer *b, const char *format, ...);
// Whole numbers, the highest byte first.
void buffer_u8(buffer *b, unsigned value);
void buffer_u16(buffer *b, unsigned value);
void buffer_u32(buffer *b, uint32_t value);
void buffer_u64(buffer *b, uint64_t value);
// Overwrites four bytes that were added before.
void buffer_set_u32(buffer *b, size_t place, uint32_t value);
void buffer_free(buffer *b);

// ---- Identifiers.
typedef struct {
  uint8_t bytes[16];
} uuid;

enum { uuid_length = 36 };

// Version 7: the time, then chance.
uuid uuid_make(void);
void uuid_write(const uuid *id, char text[uuid_length + 1]);
uuid uuid_read(const char *text);

// ---- Times as PostgreSQL has them: microseconds since 2000.
enum { time_length = 27 };
void time_write(int64_t time, char text[time_length + 1]);
int64_t time_read(const char *text);

// ---- Options: --name value. What is secret comes in the environment, where other users do not see it.

// The value of an option, or `fallback`; without one the option has to be there.
const char *option(int count, char **arguments, const char *name, const char *fallback);
int option_number(int count, char **arguments, const char *name, int fallback);
// The value of an environment variable, which has to be there.
const char *variable(const char *name);
