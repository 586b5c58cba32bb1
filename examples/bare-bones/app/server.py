"""Counts visits in redis."""
import http.server
import os
import socket


def increment(name):
    """Adds one to a number in redis, and returns the sum."""
    with socket.create_connection((os.environ["CACHE"], 6379), timeout=5) as connection:
        connection.sendall(f"INCR {name}\r\n".encode())
        return connection.makefile().readline().lstrip(":").strip()


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        body = increment("visits").encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/plain")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


http.server.ThreadingHTTPServer(("", 8000), Handler).serve_forever()
