module.exports = {
  tags: "event",
  layout: "event.njk",
  permalink: ({ page }) => `events/${page.fileSlug}.html`,
};
