#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""A ModemManager without a modem, as far as sending short messages goes, on python3-dbus.

usage: modemmanager.py ADDRESS        (of the bus: unix:path=/tmp/x/bus)

Names, paths and signatures are those of ModemManager's reference manual (org.freedesktop.ModemManager1.Modem.Messaging,
.Sms; MM_MODEM_STATE_REGISTERED is 8).

Says "ready", or ends with status 77 when a package is missing. Commands are read from standard input, one a line; each
is answered by a line "ok ..." or "error ...":

  modem N STATE [dumb]      a modem is plugged in; a dumb one sends no messages
  refuse TEXT|no            sends are refused with this text
  forbid yes|no             making messages is refused with AccessDenied
  silent yes|no             sends are never answered
  sent                      "ok" with a JSON list of [modem, number, text] in their order
  kept                      "ok" with how many messages the modems hold
"""
import json
import sys

try:
    import dbus
    import dbus.bus
    import dbus.mainloop.glib
    import dbus.service
    from gi.repository import GLib
except ImportError as missing:
    print(missing, file=sys.stderr)
    sys.exit(77)  # as test programs say "skipped"

NAME = 'org.freedesktop.ModemManager1'
ROOT = '/org/freedesktop/ModemManager1'
modems, messages, sent = {}, {}, []
manner = {'refuse': 'no', 'forbid': 'no', 'silent': 'no'}


class Failed(dbus.DBusException):
    _dbus_error_name = NAME + '.Error.Core.Failed'


class Denied(dbus.DBusException):
    _dbus_error_name = 'org.freedesktop.DBus.Error.AccessDenied'


class Manager(dbus.service.Object):
    @dbus.service.method('org.freedesktop.DBus.ObjectManager', out_signature='a{oa{sa{sv}}}')
    def GetManagedObjects(self):
        return dbus.Dictionary({dbus.ObjectPath(path): modem.interfaces() for path, modem in modems.items()},
                               signature='oa{sa{sv}}')


class Modem(dbus.service.Object):
    def __init__(self, bus, path, state, dumb):
        super().__init__(bus, path)
        self.bus, self.path, self.state, self.dumb = bus, path, state, dumb

    def interfaces(self):
        have = {NAME + '.Modem': dbus.Dictionary({'State': dbus.Int32(self.state)}, signature='sv')}
        if not self.dumb:
            have[NAME + '.Modem.Messaging'] = dbus.Dictionary({}, signature='sv')
        return dbus.Dictionary(have, signature='sa{sv}')

    @dbus.service.method(NAME + '.Modem.Messaging', in_signature='a{sv}', out_signature='o')
    def Create(self, properties):
        if manner['forbid'] == 'yes':
            raise Denied('not allowed by its policy')
        path = '%s/SMS/%d' % (ROOT, len(messages) + len(sent))
        messages[path] = Sms(self.bus, path, self, str(properties['number']), str(properties['text']))
        return dbus.ObjectPath(path)

    @dbus.service.method(NAME + '.Modem.Messaging', in_signature='o')
    def Delete(self, path):
        messages.pop(path).remove_from_connection()


class Sms(dbus.service.Object):
    def __init__(self, bus, path, modem, number, text):
        super().__init__(bus, path)
        self.modem, self.number, self.text = modem, number, text

    @dbus.service.method(NAME + '.Sms', async_callbacks=('done', 'failed'))
    def Send(self, done, failed):
        if manner['refuse'] != 'no':
            failed(Failed(manner['refuse']))
        elif manner['silent'] == 'no':
            sent.append([self.modem.path, self.number, self.text])
            done()


def command(bus, words):
    if words[0] == 'modem':
        path = '%s/Modem/%s' % (ROOT, words[1])
        modems[path] = Modem(bus, path, int(words[2]), 'dumb' in words)
        return ''
    if words[0] in manner:
        manner[words[0]] = ' '.join(words[1:])
        return ''
    if words[0] == 'sent':
        return json.dumps(sent)
    if words[0] == 'kept':
        return str(len(messages))
    raise ValueError('no such command')


def read(source, condition, bus):
    line = sys.stdin.readline()
    if not line:
        sys.exit(0)
    try:
        print('ok', command(bus, line.split()), flush=True)
    except Exception as e:
        print('error', repr(e), flush=True)
    return True


dbus.mainloop.glib.DBusGMainLoop(set_as_default=True)
bus = dbus.bus.BusConnection(sys.argv[1])
name = dbus.service.BusName(NAME, bus)
manager = Manager(bus, ROOT)
stdin = GLib.IOChannel.unix_new(sys.stdin.fileno())
GLib.io_add_watch(stdin, GLib.PRIORITY_DEFAULT, GLib.IO_IN | GLib.IO_HUP, read, bus)
print('ready', flush=True)
GLib.MainLoop().run()
