# The texts of feeds by name (JSON, on standard input) → their VEVENTs as ruby-icalendar reads them (JSON, on standard
# output). It expands no recurrences.
require "icalendar"
require "json"
require "stringio"

def point(value)
  return value.strftime("%Y-%m-%d") if value.is_a?(Icalendar::Values::Date)
  zone = value.ical_params["tzid"]
  { zone: zone.is_a?(Array) ? zone.first : zone, wall: value.strftime("%Y-%m-%dT%H:%M:%S"), instant: value.to_time.to_i }
end

def event(found)
  {
    uid: found.uid.to_s,
    start: point(found.dtstart),
    end: point(found.dtend),
    summary: found.summary.to_s,
    description: found.description.to_s,
    location: found.location.to_s,
    status: found.status.to_s,
    series: !found.rrule.empty?,
  }
end

feeds = JSON.parse($stdin.read)
# Strict: what it does not know, it refuses.
read = feeds.transform_values { |text| Icalendar::Parser.new(text, true).parse.first.events.map { |each| event(each) } }
puts JSON.generate(read)
