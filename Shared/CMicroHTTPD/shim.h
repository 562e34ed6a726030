#pragma once
#include <microhttpd.h>
#include <string.h>

// MHD_start_daemon and the MHD_get_… functions are variadic; each call that is needed has an inline here.

/// Leaves percent escapes as they are: paths and queries are decoded, strictly, on our side.
static inline size_t stagecoach_keep_escapes(void *context, struct MHD_Connection *connection, char *text) {
    (void) context;
    (void) connection;
    return strlen(text);
}

/// Starts a daemon without a thread of its own: whoever owns it polls its descriptor and calls MHD_run.
///
/// SIGPIPE is declared as handled because the owning thread blocks it; without that MHD gives up gathering writes.
static inline struct MHD_Daemon *stagecoach_http_start(
    int listener,
    unsigned int connections,
    unsigned int connections_per_address,
    unsigned int idle_seconds,
    size_t memory_per_connection,
    int strictness,
    MHD_NotifyConnectionCallback connection_changed,
    void *(*request_line)(void *context, const char *target, struct MHD_Connection *connection),
    MHD_AccessHandlerCallback access,
    MHD_RequestCompletedCallback completed,
    void *context
) {
    return MHD_start_daemon(
        MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME, 0, NULL, NULL, access, context,
        MHD_OPTION_LISTEN_SOCKET, listener,
        MHD_OPTION_CONNECTION_LIMIT, connections,
        MHD_OPTION_PER_IP_CONNECTION_LIMIT, connections_per_address,
        MHD_OPTION_CONNECTION_TIMEOUT, idle_seconds,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, memory_per_connection,
        MHD_OPTION_STRICT_FOR_CLIENT, strictness,
        MHD_OPTION_SIGPIPE_HANDLED_BY_APP, 1,
        MHD_OPTION_UNESCAPE_CALLBACK, &stagecoach_keep_escapes, NULL,
        MHD_OPTION_NOTIFY_CONNECTION, connection_changed, context,
        MHD_OPTION_URI_LOG_CALLBACK, request_line, context,
        MHD_OPTION_NOTIFY_COMPLETED, completed, context,
        MHD_OPTION_END
    );
}

/// Makes a response of unknown length end with the connection. For HEAD: where such a response would be chunked, 0.9.75
/// sends the last chunk although there is no body.
static inline enum MHD_Result stagecoach_http_end_with_connection(struct MHD_Response *response) {
    return MHD_set_response_options(response, MHD_RF_HTTP_1_0_COMPATIBLE_STRICT, MHD_RO_END);
}

/// The descriptor that becomes readable when MHD_run has something to do; -1 when unknown.
static inline int stagecoach_http_poll_descriptor(struct MHD_Daemon *daemon) {
    const union MHD_DaemonInfo *info = MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_EPOLL_FD);
    return info ? info->epoll_fd : -1;
}

/// The socket of a connection; -1 when unknown.
static inline int stagecoach_http_socket(struct MHD_Connection *connection) {
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    return info ? info->connect_fd : -1;
}

/// The client's address, `struct sockaddr`; NULL when unknown.
static inline const struct sockaddr *stagecoach_http_address(struct MHD_Connection *connection) {
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    return info ? info->client_addr : NULL;
}

/// What the connection callback stored for this connection.
static inline void *stagecoach_http_connection_context(struct MHD_Connection *connection) {
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    return info ? info->socket_context : NULL;
}

/// Bytes from the first of the method to the last of the empty line; 0 when unknown.
static inline size_t stagecoach_http_head_size(struct MHD_Connection *connection) {
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE);
    return info ? info->header_size : 0;
}
