#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""A bluetoothd without Bluetooth: python3-dbusmock's template "bluez5" with the manners of the real daemon.

usage: bluetoothd.py ADDRESS        (of the bus: unix:path=/tmp/x/bus)

The template knows no sessions, no InProgress or NotReady, and its devices carry fields the air never brought. What is
added here is as it was measured on BlueZ 5.66 and 5.82: what a signal carries, what
is repeated and what is not, what piles up, what each error is called.

Says "ready", or ends with status 77 when a package is missing. Commands are read from standard input, one a line; each
is answered by a line "ok ..." or "error ...":

  adapter NAME MAC [off]        an adapter is plugged in; power follows a moment later, or never
  unplug NAME                   it is pulled out
  power NAME on|off             somebody switches it
  heard NAME MAC [rssi=N] [name=TEXT] [uuid=UUID]... [service=UUID:HEX]... [company=N:HEX]...
                                one advertisement is on the air; "ok unheard" when nobody listens
  silent NAME MAC               30 seconds have passed without one
  cached NAME MAC [name=TEXT] [uuid=UUID]...   a device of last week stands in BlueZ's cache
  steal NAME                    another client ends the search, as a one-line busctl SetDiscoveryFilter does
  busy NAME COUNT               the next COUNT starts are answered with InProgress
  forbid NAME yes|no            starts are answered with AccessDenied
  storm NAME DEVICES SECONDS    reports as fast as they go, of so many devices, then "ok REPORTS"
  quit NAME                     ends as on SIGTERM: adapters first, then itself
  told NAME                     "ok" with the counts of calls: starts, stops, filters, powers; then powered=0|1,
                                searching=0|1, and the last filter
"""
import shlex
import sys
import time

try:
    import dbus
    import dbus.bus
    import dbus.lowlevel
    import dbus.mainloop.glib
    from dbusmock import mockobject
    from gi.repository import GLib
except ImportError as missing:
    print(missing, file=sys.stderr)
    sys.exit(77)  # as test programs say "skipped"

ADAPTER, DEVICE = 'org.bluez.Adapter1', 'org.bluez.Device1'
BASE = '-0000-1000-8000-00805f9b34fb'
adapters = {}
caller = ['']  # dbusmock does not tell its methods who calls


class Air:
    """What one adapter has beyond its properties: its session, its devices, what it was told."""

    def __init__(self, name):
        self.path = '/org/bluez/' + name
        self.session = False
        self.client = ''
        self.filter = None
        self.busy = 0
        self.forbidden = False
        self.devices = {}
        self.counts = dict.fromkeys(('starts', 'stops', 'filters', 'powers'), 0)

    @property
    def properties(self):
        return mockobject.objects[self.path].props[ADAPTER]

    def change(self, **values):
        self.properties.update(values)
        changed(self.path, ADAPTER, {k: v for k, v in values.items()})

    def drop(self):
        """What happens to devices when nobody searches any more."""
        for device in list(self.devices):
            changed(device, DEVICE, {}, ['RSSI'])
            remove(self, device)

    def off(self):
        self.drop()
        self.session = False
        if self.properties['Powered']:
            self.change(Powered=dbus.Boolean(False, variant_level=1), Discovering=dbus.Boolean(False, variant_level=1))

    def hears(self):
        wanted = {'Transport': 'le', 'DuplicateData': True}
        return self.session and self.properties['Discovering'] and self.filter == wanted


def error(name, text):
    return dbus.exceptions.DBusException(text, name=name)


def start(mock):
    air = adapters[mock.path]
    air.counts['starts'] += 1
    if air.forbidden:
        raise error('org.freedesktop.DBus.Error.AccessDenied', 'Rejected send message')
    if not air.properties['Powered']:
        raise error('org.bluez.Error.NotReady', 'Resource Not Ready')
    if air.busy > 0:
        air.busy -= 1
        raise error('org.bluez.Error.InProgress', 'Operation already in progress')
    if air.session:
        raise error('org.bluez.Error.InProgress', 'Operation already in progress')
    air.session = True
    client = caller[0]
    mock.bus_name.get_bus().watch_name_owner(client, lambda owner: owner or left(air, client))
    air.client = client
    GLib.timeout_add(5, lambda: air.session and air.change(Discovering=dbus.Boolean(True, variant_level=1)) and False)


def left(air, client):
    """A search belongs to its connection."""
    if air.session and air.client == client:
        end(air)


def stop(mock):
    air = adapters[mock.path]
    air.counts['stops'] += 1
    if not air.session:
        raise error('org.bluez.Error.Failed', 'No discovery started')
    end(air)


def end(air):
    air.session = False
    air.drop()
    if air.properties['Discovering']:
        air.change(Discovering=dbus.Boolean(False, variant_level=1))


def set_filter(mock, wanted):
    air = adapters[mock.path]
    air.counts['filters'] += 1
    if not air.properties['Powered']:
        raise error('org.bluez.Error.NotReady', 'Resource Not Ready')
    if set(wanted) - set(filters(mock)):
        raise error('org.bluez.Error.InvalidArguments', 'Invalid arguments in method call')
    air.filter = {str(k): v for k, v in wanted.items()}


def filters(_mock):
    return dbus.Array(['UUIDs', 'RSSI', 'Pathloss', 'Transport', 'DuplicateData', 'Discoverable', 'Pattern'],
                      signature='s')


def set_property(mock, interface, name, value):
    air = adapters[mock.path]
    if (interface, name) == (ADAPTER, 'Powered'):
        air.counts['powers'] += 1
        power(air, bool(value))
    else:
        raise error('org.freedesktop.DBus.Error.PropertyReadOnly', name)


def changed(path, interface, values, invalid=()):
    mockobject.objects[path].EmitSignal(dbus.PROPERTIES_IFACE, 'PropertiesChanged', 'sa{sv}as', [
        interface, dbus.Dictionary(values, signature='sv'), dbus.Array(invalid, signature='s')])


def added(path, interface):
    mockobject.objects['/'].EmitSignal(mockobject.OBJECT_MANAGER_IFACE, 'InterfacesAdded', 'oa{sa{sv}}', [
        dbus.ObjectPath(path), dbus.Dictionary(
            {interface: dbus.Dictionary(mockobject.objects[path].props[interface], signature='sv')},
            signature='sa{sv}')])


def remove(air, device):
    mockobject.objects['/'].RemoveObject(device)
    del air.devices[device]
    mockobject.objects['/'].EmitSignal(mockobject.OBJECT_MANAGER_IFACE, 'InterfacesRemoved', 'oas', [
        dbus.ObjectPath(device), dbus.Array([DEVICE], signature='s')])


def power(air, on):
    if not on:
        air.off()
    elif not air.properties['Powered']:
        air.change(Powered=dbus.Boolean(True, variant_level=1))


def plug(name, mac, follows='on'):
    air = Air(name)
    adapters[air.path] = air
    root = mockobject.objects['/']
    emit, root.EmitSignal = root.EmitSignal, lambda *_: None  # the template's signal would say "powered" at once
    root.AddAdapter(name, 'rig')
    root.EmitSignal = emit
    mock = mockobject.objects[air.path]
    mock.props[ADAPTER].update(
        Address=dbus.String(mac, variant_level=1), Powered=dbus.Boolean(False, variant_level=1))
    for method, takes, gives, does in (
            ('StartDiscovery', '', '', start), ('StopDiscovery', '', '', stop),
            ('SetDiscoveryFilter', 'a{sv}', '', set_filter), ('GetDiscoveryFilters', '', 'as', filters)):
        mock.AddMethod(ADAPTER, method, takes, gives, does)
    mock.AddMethod(dbus.PROPERTIES_IFACE, 'Set', 'ssv', '', set_property)
    added(air.path, ADAPTER)
    if follows == 'on':
        GLib.timeout_add(20, lambda: air.path in adapters and power(air, True))


def unplug(air):
    air.off()
    del adapters[air.path]
    mockobject.objects['/'].RemoveAdapter(air.path.rsplit('/', 1)[1])


def uuid(text):
    return text if len(text) == 36 else text.rjust(8, '0') + BASE


def fields(words):
    """From key=value to Device1 properties as they come on the bus."""
    said, uuids, services, companies = {}, [], {}, {}
    for word in words:
        key, value = word.split('=', 1)
        if key == 'rssi':
            said['RSSI'] = dbus.Int16(int(value), variant_level=1)
        elif key == 'name':
            said['Name'] = dbus.String(value, variant_level=1)
        elif key == 'uuid':
            uuids.append(uuid(value))
        else:
            name, data = value.split(':', 1)
            block = dbus.Array([dbus.Byte(b) for b in bytes.fromhex(data)], signature='y', variant_level=1)
            if key == 'service':
                services[uuid(name)] = block
            elif key == 'company':
                companies[dbus.UInt16(int(name))] = block
            else:
                raise ValueError(word)
    return said, uuids, services, companies


def pile(old, key, new, signature):
    """Lists and dictionaries of a device only grow while it keeps its address."""
    if not new:
        return None
    if key == 'UUIDs':
        whole = sorted({str(u) for u in old.get(key, [])} | set(new))
        return None if whole == list(old.get(key, [])) else dbus.Array(whole, signature='s', variant_level=1)
    return dbus.Dictionary({**old.get(key, {}), **new}, signature=signature, variant_level=1)


def device_path(air, mac):
    return air.path + '/dev_' + mac.replace(':', '_')


def heard(air, mac, *words):
    if not air.hears():
        return 'unheard'
    path = device_path(air, mac)
    said, uuids, services, companies = fields(words)
    said.setdefault('RSSI', dbus.Int16(-60, variant_level=1))
    old = air.devices.get(path, {})
    if old.get('Name') == said.get('Name'):
        said.pop('Name', None)
    for key, new, signature in (('UUIDs', uuids, 's'), ('ServiceData', services, 'sv'),
                                ('ManufacturerData', companies, 'qv')):
        whole = pile(old, key, new, signature)
        if whole is not None:
            said[key] = whole
    if path in air.devices:
        old.update(said)
        changed(path, DEVICE, said)
    else:
        add_device(air, mac, said)
    return ''


def add_device(air, mac, said):
    path = device_path(air, mac)
    properties = {
        'Address': dbus.String(mac, variant_level=1), 'AddressType': dbus.String('random', variant_level=1),
        'Alias': said.get('Name', dbus.String(mac.replace(':', '-'), variant_level=1)),
        'Adapter': dbus.ObjectPath(air.path, variant_level=1), 'Paired': dbus.Boolean(False, variant_level=1),
        'Connected': dbus.Boolean(False, variant_level=1), **said}
    mockobject.objects['/'].AddObject(path, DEVICE, properties, [])
    air.devices[path] = properties
    added(path, DEVICE)


def cached(air, mac, *words):
    said, uuids, _, _ = fields(words)
    said['UUIDs'] = dbus.Array(uuids, signature='s', variant_level=1)
    add_device(air, mac, said)


def steal(air):
    air.drop()
    air.change(Discovering=dbus.Boolean(False, variant_level=1))


def storm(air, devices, seconds):
    reports, end = 0, time.monotonic() + float(seconds)
    while time.monotonic() < end:
        for i in range(int(devices)):
            heard(air, 'AA:00:00:00:%02X:%02X' % (i >> 8, i & 255), 'rssi=%d' % (-50 - reports % 40))
            reports += 1
        while GLib.MainContext.default().iteration(False):
            pass
    return str(reports)


def quit_(air):
    unplug(air)
    GLib.idle_add(sys.exit, 0)


def told(air):
    wish = air.filter and {k: str(v) if isinstance(v, str) else bool(v) for k, v in air.filter.items()}
    counts = {**air.counts, 'powered': int(air.properties['Powered']), 'searching': int(air.session), 'filter': wish}
    return ' '.join(f'{k}={v}' for k, v in counts.items())


def obey(line):
    word, name, *rest = shlex.split(line)
    if word == 'adapter':
        return plug(name, *rest)
    air = adapters['/org/bluez/' + name]
    if word == 'power':
        return power(air, rest[0] == 'on')
    if word == 'busy':
        air.busy = int(rest[0])
        return None
    if word == 'forbid':
        air.forbidden = rest[0] == 'yes'
        return None
    if word == 'silent':
        return remove(air, device_path(air, rest[0]))
    return {'unplug': unplug, 'heard': heard, 'cached': cached, 'steal': steal, 'storm': storm, 'quit': quit_,
            'told': told}[word](
        air, *rest)


def command(source, _condition, loop):
    line = source.readline()  # unbuffered: what is read ahead would not wake the loop
    if not line:
        loop.quit()
        return False
    try:
        print(('ok ' + (obey(line.decode()) or '')).strip(), flush=True)
    except Exception as e:  # pylint: disable=broad-except
        print(f'error {type(e).__name__}: {e}', flush=True)
    return True


def note_caller(_connection, message):
    caller[0] = message.get_sender()
    return dbus.lowlevel.HANDLER_RESULT_NOT_YET_HANDLED


def main():
    dbus.mainloop.glib.DBusGMainLoop(set_as_default=True)
    bus = dbus.bus.BusConnection(sys.argv[1])
    bus.set_exit_on_disconnect(True)
    bus.add_message_filter(note_caller)
    name = dbus.service.BusName('org.bluez', bus, do_not_queue=True)
    root = mockobject.DBusMockObject(name, '/', mockobject.OBJECT_MANAGER_IFACE, {}, '/dev/null', True)
    mockobject.objects['/'] = root
    root.AddTemplate('bluez5', dbus.Dictionary({}, signature='sv'))
    loop = GLib.MainLoop()
    GLib.io_add_watch(open(0, 'rb', buffering=0), GLib.IO_IN | GLib.IO_HUP, command, loop)
    print('ready', flush=True)
    loop.run()


main()
