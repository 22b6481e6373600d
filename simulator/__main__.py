"""`python -m simulator`: serve the Cloud API, the phone and the panel."""

import argparse
import logging
import socket
import sys

import uvicorn

from .app import create_app
from .simulator import Simulator
from .transport import DroppableProtocol


def arguments(given=None):
    """Return the parsed command line."""
    parser = argparse.ArgumentParser(prog="simulator", description="A WhatsApp Cloud API on this machine, and a phone.")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8070)
    parser.add_argument("--state", help="SQLite file that keeps everything over a restart")
    parser.add_argument("--seed", choices=("demo", "empty"), default="demo")
    parser.add_argument("--public-url", help="address put into media URLs (default: http://HOST:PORT)")
    parser.add_argument("--log-level", default="warning", choices=("debug", "info", "warning", "error"))
    return parser.parse_args(given)


def server(options):
    """Return the configured uvicorn server."""
    sim = Simulator(options.state, options.seed, options.public_url or f"http://{options.host}:{options.port}")
    config = uvicorn.Config(
        create_app(sim),
        host=options.host,
        port=options.port,
        http=DroppableProtocol,
        ws="none",
        proxy_headers=False,
        server_header=False,
        log_level=options.log_level,
        timeout_graceful_shutdown=1,
    )
    return uvicorn.Server(config)


def main():
    """Serve until interrupted; a busy port is one sentence."""
    options = arguments()
    logging.basicConfig(level=options.log_level.upper())
    with socket.socket(socket.AF_INET6 if ":" in options.host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((options.host, options.port))
        except OSError as error:
            sys.exit(f"The simulator cannot listen on {options.host}:{options.port}: {error.strerror}.")
    print(f"Simulator: http://{options.host}:{options.port} (phone), http://{options.host}:{options.port}/panel", flush=True)
    server(options).run()


if __name__ == "__main__":
    main()
