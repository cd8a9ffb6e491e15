// Texts of feeds by path (JSON, on standard input) → their occurrences as ical.js finds them (JSON, on standard output).
import ICAL from "ical.js";
import { answer } from "./answer.mjs";

function point(time) {
  if (time.isDate) return time.toString();
  return { zone: time.zone.tzid, wall: time.toString(), instant: time.toUnixTime() };
}

function seconds(time) {
  return time.toUnixTime();
}

function occurrence(component, start, end) {
  const value = (name) => component.getFirstPropertyValue(name);
  const categories = component.getFirstProperty("categories");
  return {
    uid: value("uid"),
    start: point(start),
    end: point(end),
    summary: value("summary"),
    description: value("description"),
    location: value("location"),
    status: value("status"),
    transparency: value("transp"),
    busy: value("x-microsoft-cdo-busystatus"),
    sequence: value("sequence"),
    last_modified: seconds(value("last-modified")),
    stamp: seconds(value("dtstamp")),
    url: value("url"),
    categories: categories ? categories.getValues() : [],
    geo: value("geo"),
    contact: value("contact"),
  };
}

function* entry(components) {
  const [master, ...others] = components.filter((each) => !each.hasProperty("recurrence-id"));
  if (!master || others.length) throw new Error("one master was expected");
  const exceptions = components.filter((each) => each.hasProperty("recurrence-id"));
  const event = new ICAL.Event(master, { exceptions });
  if (!event.isRecurring()) {
    yield occurrence(master, event.startDate, event.endDate);
    return;
  }
  const times = event.iterator();
  for (let time = times.next(); time; time = times.next()) {
    const details = event.getOccurrenceDetails(time);
    yield occurrence(details.item.component, details.startDate, details.endDate);
  }
}

answer((text) => {
  const calendar = new ICAL.Component(ICAL.parse(text));
  ICAL.TimezoneService.reset(); // so that each feed is read by its own rules
  calendar.getAllSubcomponents("vtimezone").forEach((zone) => ICAL.TimezoneService.register(zone));
  const byUid = new Map();
  for (const event of calendar.getAllSubcomponents("vevent")) {
    const uid = event.getFirstPropertyValue("uid");
    byUid.set(uid, [...(byUid.get(uid) ?? []), event]);
  }
  return [...byUid.values()].flatMap((components) => [...entry(components)]);
});
