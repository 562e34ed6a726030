"""An HTTPS server on a free port of 127.0.0.1. Prints the port. Ends when its input ends.

Arguments: the certificate file, then "answer", "reset" (in the middle of the handshake) or "cut" (the connection ends
in the middle of a body without a length, and without the close_notify that would mark its end).
"""

import socket
import ssl
import struct
import sys
import threading

certificate, mode = sys.argv[1:3]
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(certificate)


def serve(connection):
    if mode == "reset":
        connection.recv(1)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        connection.close()
        return
    try:
        connection = context.wrap_socket(connection, server_side=True)
        request = b""
        while b"\r\n\r\n" not in request:
            data = connection.recv(4096)
            if not data:
                return
            request += data
        if mode == "cut":
            connection.sendall(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nhalf of an ans")
            # Closes the socket under the encryption.
            socket.socket(fileno=connection.detach()).close()
            return
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nanswer")
        connection.recv(1)
    except (ssl.SSLError, ConnectionError):
        pass
    finally:
        connection.close()


listener = socket.socket()
listener.bind(("127.0.0.1", 0))
listener.listen(64)
print(listener.getsockname()[1])


def accept():
    while True:
        connection, _ = listener.accept()
        threading.Thread(target=serve, args=(connection,), daemon=True).start()


threading.Thread(target=accept, daemon=True).start()
sys.stdin.read()
