#pragma once
#include <zlib.h>

/// `deflateInit2` is a macro; 15 + 16 asks for the gzip wrapper (zlib manual, deflateInit2).
static inline int stagecoach_gzip_init(z_stream *stream, int level) {
    return deflateInit2(stream, level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
}

/// A negative window asks for no wrapper at all.
static inline int stagecoach_deflate_init(z_stream *stream, int level) {
    return deflateInit2(stream, level, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY);
}
