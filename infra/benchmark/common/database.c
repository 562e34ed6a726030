#include "database.h"

#include <endian.h>
#include <stdlib.h>
#include <string.h>

enum { most_parameters = 40 };

struct database {
  PGconn *connection;
  int enqueued;
  PGresult *last;
  // Parameters of the next statement, one after the other in `values`.
  buffer values;
  int count;
  size_t starts[most_parameters];
  int formats[most_parameters];
  // The array that is being filled: where its length and its elements' number stand.
  bool in_array;
  uint32_t elements;
};

static void check(database *d, bool good, const char *what) {
  if (!good) fail("%s: %s", what, PQerrorMessage(d->connection));
}

database *database_open(const char *url, const char *name) {
  database *d = allocate(sizeof *d);
  const char *const keys[] = {"dbname", "application_name", "options", NULL};
  const char *const values[] = {url, name, "-c timezone=UTC -c client_min_messages=warning", NULL};
  d->connection = PQconnectdbParams(keys, values, 1);
  check(d, PQstatus(d->connection) == CONNECTION_OK, "connecting to the database");
  return d;
}

void database_close(database *d) {
  PQclear(d->last);
  PQfinish(d->connection);
  buffer_free(&d->values);
  free(d);
}

void database_run(database *d, const char *statements) {
  PGresult *result = PQexec(d->connection, statements);
  ExecStatusType status = PQresultStatus(result);
  check(d, status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK, "a statement failed");
  PQclear(result);
}

int64_t database_number(database *d, const char *statement) {
  PGresult *result = PQexec(d->connection, statement);
  check(d, PQresultStatus(result) == PGRES_TUPLES_OK && PQntuples(result) == 1, "a question failed");
  int64_t number = strtoll(PQgetvalue(result, 0, 0), NULL, 10);
  PQclear(result);
  return number;
}

void database_prepare(database *d, const char *name, const char *statement) {
  PGresult *result = PQprepare(d->connection, name, statement, 0, NULL);
  check(d, PQresultStatus(result) == PGRES_COMMAND_OK, name);
  PQclear(result);
}

// ---- Parameters

static void end_array(database *d) {
  if (!d->in_array) return;
  buffer_set_u32(&d->values, d->starts[d->count - 1] + 12, d->elements);
  d->in_array = false;
}

static void begin(database *d, int format) {
  end_array(d);
  if (d->count == most_parameters) fail("a statement has too many parameters");
  d->starts[d->count] = d->values.count;
  d->formats[d->count++] = format;
}

void database_text(database *d, const char *value, size_t count) {
  begin(d, 1);
  buffer_add(&d->values, value, count);
}

void database_integer(database *d, int64_t value) {
  begin(d, 1);
  buffer_u64(&d->values, (uint64_t)value);
}

void database_array(database *d, array_type type) {
  begin(d, 1);
  buffer_u32(&d->values, 1);  // dimensions
  buffer_u32(&d->values, 1);  // there may be nulls
  buffer_u32(&d->values, type);
  buffer_u32(&d->values, 0);  // elements, filled in at the end
  buffer_u32(&d->values, 1);  // number of the first
  d->in_array = true;
  d->elements = 0;
}

void element_text(database *d, const char *value, size_t count) {
  buffer_u32(&d->values, (uint32_t)count);
  buffer_add(&d->values, value, count);
  d->elements++;
}

void element_uuid(database *d, const uuid *value) { element_text(d, (const char *)value->bytes, sizeof value->bytes); }

void element_integer(database *d, int64_t value) {
  buffer_u32(&d->values, 8);
  buffer_u64(&d->values, (uint64_t)value);
  d->elements++;
}

void element_null(database *d) {
  buffer_u32(&d->values, UINT32_MAX);
  d->elements++;
}

// ---- Statements

void database_enqueue(database *d, const char *name) {
  end_array(d);
  if (d->enqueued == 0 && !PQenterPipelineMode(d->connection)) fail("no pipeline mode");
  const char *values[most_parameters];
  int lengths[most_parameters];
  for (int i = 0; i < d->count; i++) {
    size_t end = i + 1 < d->count ? d->starts[i + 1] : d->values.count;
    // An empty buffer has no bytes, and no bytes would be null.
    values[i] = d->values.bytes ? d->values.bytes + d->starts[i] : "";
    lengths[i] = (int)(end - d->starts[i]);
  }
  check(d, PQsendQueryPrepared(d->connection, name, d->count, values, lengths, d->formats, 1), name);
  d->enqueued++;
  d->count = 0;
  d->values.count = 0;
}

const PGresult *database_finish(database *d) {
  check(d, PQpipelineSync(d->connection), "sending statements");
  for (int i = 0; i < d->enqueued; i++) {
    PQclear(d->last);
    d->last = PQgetResult(d->connection);
    ExecStatusType status = PQresultStatus(d->last);
    check(d, status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK, "a statement failed");
    if (PQgetResult(d->connection) != NULL) fail("a statement had more than one result");
  }
  PGresult *end = PQgetResult(d->connection);
  check(d, PQresultStatus(end) == PGRES_PIPELINE_SYNC, "the end of the statements");
  PQclear(end);
  d->enqueued = 0;
  check(d, PQexitPipelineMode(d->connection), "leaving pipeline mode");
  return d->last;
}

// ---- Rows

int64_t column_integer(const PGresult *rows, int row, int column) {
  const char *bytes = PQgetvalue(rows, row, column);
  uint32_t four;
  uint64_t eight;
  switch (PQgetlength(rows, row, column)) {
    case 4: memcpy(&four, bytes, 4); return (int32_t)be32toh(four);
    case 8: memcpy(&eight, bytes, 8); return (int64_t)be64toh(eight);
    default: fail("column %d is not a whole number", column);
  }
}

uuid column_uuid(const PGresult *rows, int row, int column) {
  if (PQgetlength(rows, row, column) != 16) fail("column %d is not an identifier", column);
  uuid id;
  memcpy(id.bytes, PQgetvalue(rows, row, column), 16);
  return id;
}
