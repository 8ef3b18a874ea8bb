"""A name server on loopback: where the hosts are, and all the ways not to say it."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Mapping
from typing import cast

import dns.exception
import dns.flags
import dns.message
import dns.rcode
import dns.rdataclass
import dns.rdatatype
import dns.rrset

TTL = 60
OTHER_TOP = ".lab"
"""What stands for `.test` where a checker asks for no host of that name, which it knows to be for tests."""

Zone = Mapping[str, str | tuple[str, ...]]
"""Name to its addresses, or to one of: `SERVFAIL`, `REFUSED`, `silence`, `no data`, `garbage`, `CNAME other.test`.

What is not in it does not exist.
"""


def in_table(name: str) -> str:
    """A host's name as the tables have it."""
    return name.removesuffix(OTHER_TOP) + ".test" if name.endswith(OTHER_TOP) else name


class NameServer(asyncio.DatagramProtocol):
    """Answers for a zone over UDP, and counts what it was asked."""

    def __init__(self, zone: Zone) -> None:
        self.zone = zone
        self.asked: Counter[str] = Counter()
        self.down = False
        """Whether it answers nothing any more: a network that is gone."""
        self._transport: asyncio.DatagramTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.DatagramTransport, transport)

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        assert self._transport is not None
        try:
            query = dns.message.from_wire(data)
        except dns.exception.DNSException:
            return
        if self.down:
            return
        answer = self._answer(query)
        if answer is not None:
            self._transport.sendto(answer, addr)

    def _answer(self, query: dns.message.Message) -> bytes | None:
        question = query.question[0]
        name = str(question.name).rstrip(".").lower()
        self.asked[name] += 1
        response = dns.message.make_response(query)
        response.flags |= dns.flags.RA
        known = self.zone.get(in_table(name), "NXDOMAIN")
        for _ in range(8):
            if not (isinstance(known, str) and known.startswith("CNAME ")):
                break
            other = known.removeprefix("CNAME ")
            response.answer.append(dns.rrset.from_text(name + ".", TTL, "IN", "CNAME", other + "."))
            name, known = other, self.zone.get(in_table(other), "NXDOMAIN")
        if known == "silence":
            return None
        if known == "garbage":
            return query.to_wire()[:2] + b"\xff" * 7
        if isinstance(known, str):
            code = "NOERROR" if known == "no data" or known.startswith("CNAME ") else known
            response.set_rcode(dns.rcode.from_text(code))
            return response.to_wire()
        for kind, mark in (("A", "."), ("AAAA", ":")):
            of_kind = [address for address in known if mark in address and (mark == ":" or ":" not in address)]
            if of_kind and question.rdtype == dns.rdatatype.from_text(kind):
                response.answer.append(dns.rrset.from_text(name + ".", TTL, "IN", kind, *of_kind))
        return response.to_wire()
