// A connection to PostgreSQL on libpq. Statements are prepared once, get their sets as binary arrays, and travel
// together (pipeline mode).
#pragma once
#include <libpq-fe.h>

#include "basics.h"

typedef struct database database;

database *database_open(const char *url, const char *name);
void database_close(database *d);
// Runs statements without parameters and waits for them.
void database_run(database *d, const char *statements);
// A single number.
int64_t database_number(database *d, const char *statement);
void database_prepare(database *d, const char *name, const char *statement);

// ---- Parameters of the next statement, in their order.
void database_text(database *d, const char *value, size_t count);
void database_integer(database *d, int64_t value);
// An array of one type, filled by the functions below it.
typedef enum { array_uuid = 2950, array_text = 25, array_integer = 20, array_time = 1184, array_json = 114 } array_type;
void database_array(database *d, array_type type);
void element_uuid(database *d, const uuid *value);
void element_text(database *d, const char *value, size_t count);
void element_integer(database *d, int64_t value);
void element_null(database *d);

// Adds a prepared statement with the parameters given since the last one. Nothing is sent yet.
void database_enqueue(database *d, const char *name);
// Sends all that was added, waits for it, and lends the rows of the last statement until the next call.
const PGresult *database_finish(database *d);

// ---- Reading binary rows.
int64_t column_integer(const PGresult *rows, int row, int column);
uuid column_uuid(const PGresult *rows, int row, int column);
