// A plain Eleventy site which writes the same kinds of file as our tool: pages and calendar feeds.
const fs = require("node:fs");

const ZONE = "Asia/Kolkata";
const format = (options) => new Intl.DateTimeFormat("hi-u-nu-latn", { timeZone: ZONE, ...options });
const LONG = format({ dateStyle: "long" });
const FULL = format({ dateStyle: "full" });
const HOUR = format({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const DAY = new Intl.DateTimeFormat("en-CA", { timeZone: ZONE }); // 2026-11-30

function grouped(events, idOf) {
  const found = new Map();
  for (const event of events) {
    const id = idOf(event);
    if (!found.has(id)) found.set(id, []);
    found.get(id).push(event);
  }
  return [...found].map(([id, some]) => ({ id, events: some }));
}

// Events → [{id, name, parent, …, events}], in the order of the campaign's own list.
function terms(known, events, idsOf) {
  const found = new Map(Object.keys(known).map((id) => [id, []]));
  for (const event of events) for (const id of idsOf(event.data)) found.get(id).push(event);
  return [...found].map(([id, some]) => ({ id, ...known[id], events: some }));
}

module.exports = function (eleventy) {
  const campaign = JSON.parse(fs.readFileSync(`${__dirname}/content/_data/campaign.json`, "utf-8"));
  const byDate = (api) => api.getFilteredByTag("event").sort((a, b) => a.date - b.date);
  eleventy.addCollection("programme", byDate);
  eleventy.addCollection("areas", (api) => terms(campaign.areas, byDate(api), (data) => data.areas));
  eleventy.addCollection("phases", (api) => terms(campaign.phases, byDate(api), (data) => [data.phase]));
  eleventy.addCollection("months", (api) => terms(campaign.months, byDate(api), (data) => [data.month]));

  eleventy.addFilter("long", (date) => LONG.format(date));
  eleventy.addFilter("full", (date) => FULL.format(date));
  eleventy.addFilter("hour", (date) => HOUR.format(date));
  eleventy.addFilter("day", (date) => DAY.format(date));
  eleventy.addFilter("iso", (date) => `${DAY.format(date)}T${HOUR.format(date)}:00+05:30`);
  eleventy.addFilter("byDay", (events) => grouped(events, (event) => DAY.format(event.date)));
  eleventy.addFilter("byMonth", (events) => grouped(events, (event) => event.data.month));
  eleventy.addFilter("below", (areas, id) => areas.filter((area) => area.parent === id));

  eleventy.setUseGitIgnore(false);
  eleventy.addPassthroughCopy("content/style.css");
  return { dir: { input: "content", output: "output" }, markdownTemplateEngine: false };
};
