"""Names of sources of Evolution's data server → a line of JSON each second: what GNOME's calendar shows of them.

For the machine's own Python, in a session bus of its own. Recurrences are expanded by the data server's library.
"""

import json
import signal
import sys
import time

import gi

gi.require_version("ECal", "2.0")
gi.require_version("EDataServer", "1.2")
from gi.repository import ECal, EDataServer  # noqa: E402

CONNECTED = 1  # seconds for which connecting may wait for the network
FIRST, LAST = 1262304000, 2208988800  # 2010 to 2040


def point(time_):
    day = f"{time_.get_year():04}-{time_.get_month():02}-{time_.get_day():02}"
    if time_.is_date():
        return day
    hour = f"{time_.get_hour():02}:{time_.get_minute():02}:{time_.get_second():02}"
    instant = time_.as_timet_with_zone(time_.get_timezone())
    return {"zone": time_.get_tzid(), "wall": f"{day}T{hour}", "instant": instant}


def occurrences(client):
    found = []

    def add(component, start, end, *_):
        found.append(
            {
                "uid": component.get_uid(),
                "start": point(start),
                "end": point(end),
                "summary": component.get_summary(),
                "description": component.get_description() or "",
                "location": component.get_location() or "",
                "status": component.get_status().value_name.rpartition("_")[2],
            }
        )
        return True

    client.generate_instances_sync(FIRST, LAST, None, add)
    return found


signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # it ends when nobody looks any longer, and with it the session
registry = EDataServer.SourceRegistry.new_sync(None)
clients = {
    name: ECal.Client.connect_sync(registry.ref_source(name), ECal.ClientSourceType.EVENTS, CONNECTED, None)
    for name in sys.argv[1:]
}
for each in clients.values():
    each.refresh_sync(None)
while True:
    print(json.dumps({name: occurrences(client) for name, client in clients.items()}), flush=True)
    time.sleep(1)
