"""Writes so many zero bytes, compressed."""

import gzip
import sys

sys.stdout.buffer.write(gzip.compress(bytes(int(sys.argv[1]))))
