"""Forbids every connection but to this machine, in any Python that has this folder on its path.

Python runs a module of this name at its start, so the kernels, servers and command lines that a test starts
are held to it as the test itself is.
"""

from __future__ import annotations

import ipaddress
import sys
from typing import Any

attempts: list[str] = []


class NetworkForbidden(RuntimeError):
    """A test reached for the network."""


def is_this_machine(host: object) -> bool:
    """Whether `host` (a name or an address, as sockets take them) can only be this machine."""
    if isinstance(host, bytes):
        host = host.decode("ascii", "replace")
    if not isinstance(host, str) or host in ("", "localhost"):
        return True
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


def hosts_of(event: str, arguments: tuple[Any, ...]) -> list[object]:
    """The hosts that a socket event of the interpreter reaches for."""
    if event in ("socket.connect", "socket.sendto"):
        address = arguments[1]
        return [address[0]] if isinstance(address, tuple) else []
    if event in ("socket.getaddrinfo", "socket.gethostbyname"):
        return [arguments[0]]
    return []


def watch(event: str, arguments: tuple[Any, ...]) -> None:
    """Refuse a forbidden connection before it is made, and note it."""
    if not event.startswith("socket."):
        return
    for host in hosts_of(event, arguments):
        if not is_this_machine(host):
            attempts.append(f"{event} {host}")
            raise NetworkForbidden(f"tests may talk to this machine only, not to {host!r}")


sys.addaudithook(watch)
