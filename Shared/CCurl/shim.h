#pragma once
#include <curl/curl.h>

// curl_easy_setopt, curl_easy_getinfo and curl_multi_setopt are variadic, which Swift cannot call: one inline function
// for each shape of argument. An option must be given the shape that curl's manual names for it, nothing checks it.

static inline CURLcode stagecoach_curl_set_long(CURL *easy, CURLoption option, long value) {
    return curl_easy_setopt(easy, option, value);
}

static inline CURLcode stagecoach_curl_set_offset(CURL *easy, CURLoption option, curl_off_t value) {
    return curl_easy_setopt(easy, option, value);
}

/// For strings, which curl copies, and for lists, buffers and contexts, which it does not.
static inline CURLcode stagecoach_curl_set_pointer(CURL *easy, CURLoption option, const void *value) {
    return curl_easy_setopt(easy, option, value);
}

/// For the read, write and header functions, which differ in the meaning of the bytes only.
typedef size_t (*stagecoach_curl_data_callback)(char *bytes, size_t size, size_t count, void *context);

static inline CURLcode stagecoach_curl_set_data_function(
    CURL *easy, CURLoption option, stagecoach_curl_data_callback function) {
    return curl_easy_setopt(easy, option, function);
}

static inline CURLcode stagecoach_curl_set_open_socket_function(CURL *easy, curl_opensocket_callback function) {
    return curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, function);
}

static inline CURLcode stagecoach_curl_set_socket_option_function(CURL *easy, curl_sockopt_callback function) {
    return curl_easy_setopt(easy, CURLOPT_SOCKOPTFUNCTION, function);
}

static inline CURLcode stagecoach_curl_set_request_function(CURL *easy, curl_prereq_callback function) {
    return curl_easy_setopt(easy, CURLOPT_PREREQFUNCTION, function);
}

static inline CURLcode stagecoach_curl_set_progress_function(CURL *easy, curl_xferinfo_callback function) {
    return curl_easy_setopt(easy, CURLOPT_XFERINFOFUNCTION, function);
}

static inline CURLcode stagecoach_curl_get_long(CURL *easy, CURLINFO info, long *value) {
    return curl_easy_getinfo(easy, info, value);
}

static inline CURLcode stagecoach_curl_get_pointer(CURL *easy, CURLINFO info, void **value) {
    return curl_easy_getinfo(easy, info, value);
}

static inline CURLcode stagecoach_curl_get_socket(CURL *easy, CURLINFO info, curl_socket_t *value) {
    return curl_easy_getinfo(easy, info, value);
}

static inline CURLMcode stagecoach_curl_multi_set_long(CURLM *multi, CURLMoption option, long value) {
    return curl_multi_setopt(multi, option, value);
}

/// Both directions. `SHUT_RDWR` is an enumerator of a header that several C modules contain, and Swift sees it through one
/// of them only, depending on the order in which they are loaded.
static inline int stagecoach_curl_shut_down(curl_socket_t socket) {
    return shutdown(socket, SHUT_RDWR);
}
