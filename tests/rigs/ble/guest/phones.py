#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A Bluetooth LE controller made of software, and the phones around it.

usage: phones.py HCI_SOCKET CONTROL_SOCKET

The virtual machine's serial line comes in at HCI_SOCKET and carries HCI packets in UART framing ("H4": Bluetooth Core
specification, volume 4, parts A and E). The controller can do what a scanning host needs, no more: it answers the
commands of Linux, and while scanning is enabled it reports what the phones advertise. It has no connections, and does
not advertise itself.

Lines at CONTROL_SOCKET, each answered by one line ("ok", a JSON object, or "error: ..."):
  add ADDRESS KEY=VALUE ...    a phone
  add COUNT KEY=VALUE ...      a crowd; %d in a value is the phone's number from 0 (%04d: with four digits)
  change ADDRESS rssi=DBM every=MS
  move ADDRESS NEW             the same phone under another address, as phones do every quarter of an hour
  remove ADDRESS | remove all
  filter on | off              whether the controller has a filter for duplicates, as real ones do: each phone and
                               payload is reported once per scan of 10 s (on at the start)
  deaf on | off                whether the controller scans and hears nothing, as one whose firmware hangs; a reset,
                               as switching it off and on, cures that
  stats                        counters since the start; "cut" are the scans that ended before their time
Keys:
  rssi=DBM or rssi=DBM~SIGMA   signal, fixed or scattered (-60)
  every=MS                     interval (250)
  connectable=no               a pure beacon: no flags in front, no scan response (yes)
  name=TEXT  uuid=TEXT  service=UUID16:TEXT  manufacturer=COMPANY16:TEXT  ibeacon=TEXT  data=HEX
                               the payload, in this order as given; a uuid is the first 16 bytes of the text, and
                               so is the iBeacon's; scan.name=TEXT and so on: in the scan response
"""
import asyncio
import collections
import json
import os
import random
import struct
import sys
import time

IND, NONCONN, RESPONSE = 0x00, 0x03, 0x04  # event types of an advertising report
MOST = 31  # bytes of a legacy payload
CYCLE = 10.0  # seconds; Linux ends a scan after 10.24 s and begins the next, unless it is told to stop
FLAGS = bytes([2, 0x01, 0x06])  # general discoverable, no BR/EDR

# What a command returns behind its status, by opcode; the others return the status alone.
# The bits of 0x1002 are the commands that Linux asks for before it uses them.
COMMANDS = bytearray(64)
for octet, bits in {5: 0xC0, 14: 0x28, 15: 0x02, 25: 0xF7, 26: 0xFF, 27: 0xC0, 28: 0x08}.items():
    COMMANDS[octet] = bits
RETURNS = {
    0x1001: lambda: struct.pack('<BHBHH', 9, 0, 9, 0xFFFF, 0),  # version 5.0, of no manufacturer
    0x1002: lambda: bytes(COMMANDS),
    0x1003: lambda: bytes([0, 0, 0, 0, 0x60, 0, 0, 0]),  # features: LE, no BR/EDR
    0x1005: lambda: struct.pack('<HBHH', 0, 0, 0, 0),  # no buffers but those for LE
    0x1009: lambda: address('02:00:00:00:00:01'),
    0x2002: lambda: struct.pack('<HB', 251, 8),  # LE buffers
    0x2003: lambda: bytes([1, 0, 0, 0, 0, 0, 0, 0]),  # LE features: encryption
    0x2007: lambda: b'\x00',  # transmit power
    0x200F: lambda: b'\x08',  # size of the filter accept list
    0x2017: lambda: os.urandom(16),  # LE Encrypt
    0x2018: lambda: os.urandom(8),  # LE Rand
    0x201C: lambda: b'\xff\xff\xff\xff\xff\x03\x00\x00',  # LE states
}
RESET, SCAN_PARAMETERS, SCAN_ENABLE = 0x0C03, 0x200B, 0x200C


def address(text):
    """An address as it is on the line: the last byte first."""
    octets = bytes.fromhex(text.replace(':', ''))
    if len(octets) != 6:
        raise ValueError(text + ' is no address')
    return octets[::-1]


def field(kind, body):
    return bytes([len(body) + 1, kind]) + body


def sixteen(text):
    return text.encode().ljust(16, b'\0')[:16]


def numbered(text):
    number, _, rest = text.partition(':')
    return struct.pack('<H', int(number, 16)) + rest.encode()


CARRIERS = {
    'name': lambda text: field(0x09, text.encode()),
    'uuid': lambda text: field(0x07, sixteen(text)[::-1]),
    'service': lambda text: field(0x16, numbered(text)),
    'manufacturer': lambda text: field(0xFF, numbered(text)),
    'ibeacon': lambda text: field(0xFF, b'\x4c\x00\x02\x15' + sixteen(text) + struct.pack('>HHb', 1, 1, -59)),
    'data': bytes.fromhex,
}


class Phone:
    def __init__(self, where, keys):
        self.address = address(where)
        self.connectable = keys.pop('connectable', 'yes') == 'yes'
        self.rssi, self.spread, self.every, self.timer = -60, 0.0, 0.25, None
        self.change({key: keys.pop(key) for key in ('rssi', 'every') if key in keys})
        self.data, self.response = FLAGS if self.connectable and 'data' not in keys else b'', b''
        for key, value in keys.items():
            carrier = CARRIERS[key.removeprefix('scan.')](value)
            if key.startswith('scan.'):
                self.response += carrier
            else:
                self.data += carrier
        if max(len(self.data), len(self.response)) > MOST:
            raise ValueError(f'{len(self.data)} and {len(self.response)} bytes, {MOST} is the most')

    def change(self, keys):
        for key, value in keys.items():
            if key == 'every':
                self.every = float(value) / 1000
            elif key == 'rssi':
                rssi, _, spread = value.partition('~')
                self.rssi, self.spread = int(rssi), float(spread or 0)
            else:
                raise KeyError(key)

    def signal(self):
        return max(-126, min(20, round(random.gauss(self.rssi, self.spread))))


class Controller(asyncio.Protocol):
    """One end of the serial line; there is one controller, whoever comes in at its socket."""

    def __init__(self):
        self.line, self.buffer, self.full, self.began = None, b'', False, 0.0
        self.scanning = self.active = self.filtering = self.deaf = False
        self.has_filter, self.reported = True, set()
        self.counts = collections.Counter()

    def connection_made(self, transport):
        self.line, self.buffer, self.full = transport, b'', False
        transport.set_write_buffer_limits(high=16384)

    def connection_lost(self, exc):
        self.line, self.scanning = None, False

    def pause_writing(self):
        self.full = True

    def resume_writing(self):
        self.full = False

    def data_received(self, data):
        self.buffer += data
        while len(self.buffer) >= 4:
            if self.buffer[0] != 0x01:  # a command is all that such a host has to say
                self.buffer = self.buffer[1:]
                continue
            end = 4 + self.buffer[3]
            if len(self.buffer) < end:
                break
            self.command(struct.unpack_from('<H', self.buffer, 1)[0], self.buffer[4:end])
            self.buffer = self.buffer[end:]

    def command(self, opcode, parameters):
        self.counts['commands'] += 1
        if opcode == RESET:
            self.scanning = self.deaf = False
            self.counts['resets'] += 1
        elif opcode == SCAN_PARAMETERS:
            self.active = parameters[0] == 1
        elif opcode == SCAN_ENABLE:
            self.scan(parameters[0] == 1, parameters[1] == 1)
        returned = b'\0' + RETURNS.get(opcode, bytes)()
        # Command Complete; one more command is welcome
        self.line.write(bytes([0x04, 0x0E, 3 + len(returned), 1]) + struct.pack('<H', opcode) + returned)

    def scan(self, on, filtering):
        now = time.monotonic()
        if on and not self.scanning:
            self.began = now
            self.counts['scans'] += 1
        if self.scanning and not on and now - self.began < CYCLE:
            self.counts['cut'] += 1
        self.scanning, self.filtering = on, filtering
        self.reported.clear()

    def hear(self, phone):
        self.counts['adverts'] += 1
        if self.line and self.scanning and not self.deaf:
            self.report(phone, IND if phone.connectable else NONCONN, phone.data)
            if self.active and phone.connectable:
                self.report(phone, RESPONSE, phone.response)

    def report(self, phone, kind, data):
        if self.filtering and self.has_filter:
            if (phone.address, kind, data) in self.reported:
                self.counts['suppressed'] += 1
                return
            self.reported.add((phone.address, kind, data))
        if self.full:
            self.counts['dropped'] += 1
            return
        # LE Meta event, Advertising Report of one device with a random address
        body = bytes([0x02, 1, kind, 1]) + phone.address + bytes([len(data)]) + data + struct.pack('b', phone.signal())
        self.line.write(bytes([0x04, 0x3E, len(body)]) + body)
        self.counts['reports'] += 1


class Crowd:
    """The phones, and the lines that bring them and take them away."""

    def __init__(self, controller):
        self.controller, self.phones, self.crowds = controller, {}, 0

    def add(self, where, *words):
        keys = dict(word.split('=', 1) for word in words)
        if not where.isdigit():
            self.enter(Phone(where, keys), 0)
            return
        for number in range(int(where)):
            own = {key: value % number if '%' in value else value for key, value in keys.items()}
            # as a resolvable private address: the upper two bits are 01
            self.enter(Phone(f'5A:{self.crowds:02x}:00:00:{number >> 8:02x}:{number & 255:02x}', own), random.random())
        self.crowds = (self.crowds + 1) % 256

    def enter(self, phone, phase):
        self.leave(phone.address)
        self.phones[phone.address] = phone
        phone.timer = asyncio.get_running_loop().call_later(phase * phone.every, self.advertise, phone)

    def leave(self, where):
        if where in self.phones:
            self.phones.pop(where).timer.cancel()

    def advertise(self, phone):
        self.controller.hear(phone)
        # the specification adds up to 10 ms by chance, so that two phones do not collide for ever
        pause = phone.every + random.random() * 0.01
        phone.timer = asyncio.get_running_loop().call_later(pause, self.advertise, phone)

    def change(self, where, *words):
        self.phones[address(where)].change(dict(word.split('=', 1) for word in words))

    def move(self, where, new):
        phone = self.phones.pop(address(where))
        phone.address = address(new)
        self.phones[phone.address] = phone

    def remove(self, where):
        for one in list(self.phones) if where == 'all' else [address(where)]:
            self.leave(one)

    def filter(self, word):
        self.controller.has_filter = word == 'on'

    def deaf(self, word):
        self.controller.deaf = word == 'on'

    def stats(self):
        state = {key: getattr(self.controller, key) for key in ('scanning', 'active', 'filtering')}
        return json.dumps({'phones': len(self.phones), **state, **self.controller.counts})

    def obey(self, line):
        verb, *words = line.split()
        if verb not in ('add', 'change', 'move', 'remove', 'filter', 'deaf', 'stats'):
            return 'error: unknown word ' + verb
        try:
            return getattr(self, verb)(*words) or 'ok'
        except (KeyError, TypeError, ValueError) as mistake:
            return f'error: {type(mistake).__name__}: {mistake}'

    async def talk(self, reader, writer):
        async for line in reader:
            if line.strip():
                writer.write(self.obey(line.decode()).encode() + b'\n')
        writer.close()


async def main(hci, control):
    controller = Controller()
    crowd = Crowd(controller)
    await asyncio.start_unix_server(crowd.talk, control)
    line = await asyncio.get_running_loop().create_unix_server(lambda: controller, hci)
    await line.serve_forever()

asyncio.run(main(*sys.argv[1:]))
