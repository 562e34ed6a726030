// limit [--jobs N] [--batch N] [--history-batch N], with URLs in STAGECOACH_AMQP and STAGECOACH_DATABASE
//
// Makes queues and tables of its own, says `ready` once its processes run, and takes run.start.<organization> on the
// exchange limit.commands until it is told to end; then removes everything that it has made.
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "limit.h"

volatile bool is_ending = false;

static void end(int signal) {
  (void)signal;
  is_ending = true;
}

enum { part_count = 3 };
static const struct {
  const char *name;
  void (*run)(const settings *);
} parts[part_count] = {{"orchestrator", orchestrator}, {"worker", worker}, {"history", history_writer}};

static pid_t start(int part, const settings *s) {
  pid_t pid = fork();
  if (pid < 0) fail("fork: %s", strerror(errno));
  if (pid > 0) return pid;
  // Nobody is left behind when the first process is killed.
  prctl(PR_SET_PDEATHSIG, SIGTERM);
  parts[part].run(s);
  exit(0);
}

// Waits for the signal, or for a part that should not have ended.
static bool watch(void) {
  while (!is_ending) {
    int status;
    if (waitpid(-1, &status, WNOHANG) > 0) return false;
    usleep(50000);
  }
  return true;
}

int main(int count, char **arguments) {
  settings s = {
      .broker = variable("STAGECOACH_AMQP"),
      .database = variable("STAGECOACH_DATABASE"),
      .batch = option_number(count, arguments, "batch", 256),
      .history_batch = option_number(count, arguments, "history-batch", 16),
  };
  signal(SIGPIPE, SIG_IGN);
  struct sigaction action = {.sa_handler = end};
  sigaction(SIGTERM, &action, NULL);
  sigaction(SIGINT, &action, NULL);

  broker *b = broker_open(s.broker, "limit");
  database *d = database_open(s.database, "limit");
  topology_create(b);
  schema_create(d);
  char statement[400];
  // The same identifiers as those of the jobs that the driver defines for Stagecoach.
  snprintf(statement, sizeof statement,
           "insert into limit_orchestrator.jobs select ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid,"
           " 'demo', 'Echo ' || n, 'active' from generate_series(1, %d) n; analyze limit_orchestrator.jobs",
           option_number(count, arguments, "jobs", 2000));
  database_run(d, statement);

  pid_t pids[part_count];
  for (int i = 0; i < part_count; i++) pids[i] = start(i, &s);
  puts("ready");
  fflush(stdout);
  bool was_told = watch();
  for (int i = 0; i < part_count; i++) kill(pids[i], SIGTERM);
  while (waitpid(-1, NULL, 0) > 0 || errno == EINTR) {}
  topology_remove(b);
  schema_remove(d);
  broker_close(b);
  database_close(d);
  if (!was_told) fail("a part of the limit has ended by itself");
  return 0;
}
