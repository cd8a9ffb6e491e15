// The index, what is typed and the filters in; the records that fit, the best first, out.
(() => {
  const fold = self.search.fold, rows = self.search.rows = [];
  const NOWHERE = 99;

  // The rows of a column: a table of texts, the digits of a reference, and the references (0: the next of the table).
  function texts([table, width, references]) {
    const lines = table.split("\n"), found = [];
    for (let at = 0, next = 0; at < references.length; at += width) {
      const place = parseInt(references.substr(at, width), 36);
      found.push(lines[place ? place - 1 : next++]);
    }
    return found;
  }

  const list = places => places ? places.split("\t").map(place => rows[place]) : [];
  const pair = text => text && { machine: text.split("|")[0], words: text.slice(text.indexOf("|") + 1) };

  // Adds the records of one script. All that others refer to stand in the first.
  self.search.add = columns => {
    const start = rows.length;
    Object.keys(columns).forEach(name => texts(columns[name]).forEach((text, place) => {
      (rows[start + place] = rows[start + place] || {})[name] = text;
    }));
    const added = rows.slice(start);
    added.forEach(each => {
      const [where, whom] = each.spot.split(";");
      each.areas = list(where);
      each.concerns = whom ? list(whom) : each.areas;
      each.phase = each.phase && rows[each.phase];
      each.tags = list(each.tags);
      each.day = pair(each.day);
      each.hours = pair(each.hours);
      each.venue = each.venue.split("\t");
      each.status = each.status.split("\t");
      each.names = each.names.split("\t");
    });
    added.forEach(each => {
      const { phase, areas } = each;
      const whole = (text, named) => text.replace(/\x1e/g, () => named(areas[0])).replace(/\x1f/g, () => named(phase));
      each.id = whole(each.id, other => other.id);
      each.names = each.names.map((name, place) => whole(name, other => other.names[place] || other.names[0]));
      each.rest = [each.label, each.venue[0], each.status[1], each.day.words]
        .concat(...areas.concat(phase || [], each.tags).map(other => other.names)).join(" ");
    });
  };

  // Whether `other` is `area` or lies below it.
  const holds = (area, other) => other === area || (other.areas.length > 0 && holds(area, other.areas[0]));

  // What is in the area or below it, and what concerns it from above.
  const isIn = (area, each) => each.folder === "areas" ? holds(area, each)
    : each.areas.concat(each.concerns).some(other => holds(area, other)) || each.concerns.some(other => holds(other, area));

  const fits = (each, { phase, area, tag }) => (!phase || each === phase || each.phase === phase)
    && (!area || isIn(area, each)) && (!tag || each === tag || each.tags.includes(tag));

  // 0 where `text` starts with `part`, 1 where a word of it does, 2 where it is inside one; for what is `heard`, 2 more
  // where it is not the whole word; NOWHERE. `inside`: whether inside words counts.
  function position(text, part, inside, heard) {
    const whole = heard ? text.indexOf(` ${part} `) : -1, place = whole < 0 ? text.indexOf(" " + part) : whole;
    if (place < 0 && !(inside && text.includes(part))) return NOWHERE;
    return (place < 0 ? 2 : place && 1) + (heard && whole < 0 ? 2 : 0);
  }

  // The ways to look for a typed word, each the form of texts and what `position` wants, from strict to loose. Looser
  // ones are for when stricter ones find nothing; but a word in other letters than what is written is always heard.
  // Short sounds are those of many words, and have to be whole; so have bones.
  function ways(typed) {
    const form = fold(typed), [plain, sounds, bones] = ["plain", "sound", "bones"].map(name => form[name].trim());
    if (/^\d+$/.test(plain)) return [[["plain", plain]]];
    const long = plain.length > 3, other = form.other.trim() ? "latin" : "other";
    const [sound, ...more] = sounds.split(" ");
    const cross = each => [other, long && each.length < 3 ? each + " " : each, long, true];
    return [
      [["plain", plain, true], ...sound ? [sound, ...more].map(cross) : []],
      sound ? [["sound", sound[1] ? sound : sound + " ", long, true]] : [],
      bones[1] ? [["bones", bones + " "]] : []
    ];
  }

  // How well each record fits a word, by place: what it is called counts before all else.
  function rank(typed) {
    let found = [];
    ways(typed).some(way => {
      const best = text => Math.min(NOWHERE, ...way.map(([form, ...wanted]) => position(fold(text)[form], ...wanted)));
      found = rows.map(each => Math.min(...each.names.map(best), 5 + best(each.rest)));
      return found.some(each => each < NOWHERE);
    });
    return found;
  }

  // `wanted`: records by phase, area and tag.
  self.search.find = (query, wanted) => {
    const ranks = fold(query).plain.split(" ").filter(Boolean).map(rank);
    if (!ranks.length && !Object.keys(wanted).length) return [];
    return rows.map((row, place) => ({ row, place, each: ranks.map(rank => rank[place]) }))
      .filter(({ row, each }) => each.every(one => one < NOWHERE) && fits(row, wanted))
      .map(found => ({ ...found, sum: found.each.reduce((sum, one) => sum + one, 0) }))
      .sort((one, other) => one.sum - other.sum || one.place - other.place)
      .map(found => found.row);
  };
})();
