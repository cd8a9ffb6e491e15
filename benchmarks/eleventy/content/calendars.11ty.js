// Events → calendars: of each event, area and phase, and the whole. Lines end in CRLF and stay unfolded.
const fs = require("node:fs");

const escaped = (text) =>
  text.replace(/[\\;,]/g, "\\$&").replace(/\n/g, "\\n");
const compact = (date) => date.toISOString().replace(/[-:]|\.\d+/g, "");
const local = (date) => compact(new Date(date.getTime() + 19800000)).slice(0, -1); // Asia/Kolkata, since 1945
const day = (date, more = 0) => compact(new Date(date.getTime() + more * 86400000)).slice(0, 8);
const made = new Map(); // an event stands in some six calendars: its lines are made once

const head = (title) => `BEGIN:VCALENDAR
VERSION:2.0
NAME:${title}
X-WR-CALNAME:${title}
PRODID:-//Benchmark//Eleventy//EN
CALSCALE:GREGORIAN
X-WR-TIMEZONE:Asia/Kolkata
REFRESH-INTERVAL;VALUE=DURATION:PT6H
X-PUBLISHED-TTL:PT6H
BEGIN:VTIMEZONE
TZID:Asia/Kolkata
BEGIN:STANDARD
DTSTART:19700101T000000
TZNAME:IST
TZOFFSETFROM:+0530
TZOFFSETTO:+0530
END:STANDARD
END:VTIMEZONE
`;

function lines({ data, date, content, fileSlug, inputPath }, campaign) {
  const stamp = compact(fs.statSync(inputPath).mtime);
  const url = `${campaign.url}/events/${fileSlug}.html`;
  const when = data.all_day
    ? `DTSTART;VALUE=DATE:${day(date)}\nDTEND;VALUE=DATE:${day(data.end, 1)}\nTRANSP:TRANSPARENT`
    : `DTSTART;TZID=Asia/Kolkata:${local(date)}\nDTEND;TZID=Asia/Kolkata:${local(data.end)}\nTRANSP:OPAQUE`;
  const text = content.replace(/<[^>]*>/g, "").trim();
  return `BEGIN:VEVENT
UID:${fileSlug}@programme.example.org
DTSTAMP:${stamp}
LAST-MODIFIED:${stamp}
SEQUENCE:0
${when}
SUMMARY:${escaped(data.title)}
LOCATION:${escaped(`${data.venue}, ${data.address}`)}
DESCRIPTION:${escaped(`${text}\n\n${url}`)}
CATEGORIES:${escaped(campaign.phases[data.phase].name)}
STATUS:CONFIRMED
URL:${url}
END:VEVENT
`;
}

const ofTerms = (terms, folder, campaign) =>
  terms.map((term) => ({ path: `${folder}/${term.id}.ics`, title: `${campaign.name}: ${term.name}`, events: term.events }));

module.exports = {
  data: {
    pagination: {
      data: "collections.programme",
      size: 1,
      alias: "calendar",
      before: (events, { campaign, collections }) => [
        { path: "calendar.ics", title: campaign.name, events },
        ...ofTerms(collections.areas, "areas", campaign),
        ...ofTerms(collections.phases, "phases", campaign),
        ...events.map((event) => ({ path: `events/${event.fileSlug}.ics`, title: event.data.title, events: [event] })),
      ],
    },
    permalink: ({ calendar }) => calendar.path,
    eleventyImport: { collections: ["programme", "areas", "phases", "event"] },
  },
  render({ calendar, campaign }) {
    const of = (event) => {
      if (!made.has(event.fileSlug)) made.set(event.fileSlug, lines(event, campaign));
      return made.get(event.fileSlug);
    };
    const whole = head(escaped(calendar.title)) + calendar.events.map(of).join("") + "END:VCALENDAR\n";
    return whole.replace(/\n/g, "\r\n");
  },
};
