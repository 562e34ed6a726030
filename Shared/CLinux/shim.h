#pragma once
#include <malloc.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <pthread.h>
#include <sys/eventfd.h>
#include <sys/random.h>

/// glibc declares it only under `_GNU_SOURCE`, which Swift's importer does not define.
extern int pthread_setname_np(pthread_t thread, const char *name);
