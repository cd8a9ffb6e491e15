// Texts of feeds by path (JSON, on standard input) → their occurrences as node-ical finds them (JSON, on standard output).
import ical from "node-ical";
import { answer } from "./answer.mjs";

const EVER = { from: new Date("1970-01-01"), to: new Date("2200-01-01") };

function point(date) {
  if (!date.dateOnly) return { zone: date.tz, instant: date.getTime() / 1000 };
  // A day is midnight where the process runs.
  return [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((n) => String(n).padStart(2, "0")).join("-");
}

function occurrence({ event, start, end }) {
  return {
    uid: event.uid,
    start: point(start),
    end: point(end),
    summary: event.summary,
    description: event.description,
    location: event.location,
    status: event.status,
    transparency: event.transparency,
    busy: event["MICROSOFT-CDO-BUSYSTATUS"],
    sequence: Number(event.sequence),
    last_modified: event.lastmodified.getTime() / 1000,
    stamp: event.dtstamp.getTime() / 1000,
    url: event.url,
    categories: event.categories ?? [],
    geo: event.geo ? [event.geo.lat, event.geo.lon] : null,
    contact: event.contact,
  };
}

answer((text) =>
  Object.values(ical.sync.parseICS(text))
    .filter((each) => each.type === "VEVENT")
    .flatMap((event) => ical.expandRecurringEvent(event, EVER))
    .map(occurrence),
);
