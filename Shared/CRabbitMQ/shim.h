#pragma once
#include <sys/time.h>
#include <amqp.h>
#include <amqp_framing.h>
#include <amqp_ssl_socket.h>
#include <amqp_tcp_socket.h>

/// `amqp_login_with_properties` is variadic, which Swift cannot call: this is its form for PLAIN credentials.
static inline amqp_rpc_reply_t stagecoach_login(amqp_connection_state_t state, const char *vhost, int channel_max,
                                                int frame_max, int heartbeat, const amqp_table_t *properties,
                                                const char *user, const char *password) {
    return amqp_login_with_properties(state, vhost, channel_max, frame_max, heartbeat, properties,
                                      AMQP_SASL_METHOD_PLAIN, user, password);
}

/// The constants are variables of the library, which Swift 6 takes for shared mutable state.
static inline amqp_table_t stagecoach_empty_table(void) { return amqp_empty_table; }
static inline amqp_bytes_t stagecoach_empty_bytes(void) { return amqp_empty_bytes; }
