// What the calendar readers of the browser show of feeds: `node read_in_node.cjs PACKAGES < paths`, where PACKAGES
// is the folder with node_modules and the paths of the files come one a line. Prints one line of JSON a file.

const fs = require("node:fs");
const path = require("node:path");
const { createRequire } = require("node:module");

const load = createRequire(path.join(path.resolve(process.argv[2]), "package.json"));
const ICAL = load("ical.js-2");
const fullcalendar = load("@fullcalendar/icalendar").default;

// FullCalendar fetches a feed by its address; here the address is a path.
globalThis.fetch = async (file) => new Response(fs.readFileSync(file));

function moment(time) {
  if (!time) return "";
  return time.isDate ? time.toString() : time.toJSDate().toISOString().replace(".000Z", "+00:00");
}

function alarms(entry, ...ends) {
  return entry
    .getAllSubcomponents("valarm")
    .map((alarm) => alarm.getFirstProperty("trigger"))
    .filter((trigger) => ends.includes(trigger.getParameter("related") ?? "START"))
    .map((trigger) => trigger.getFirstValue().toSeconds())
    .sort((one, other) => one - other);
}

// ical.js 2, as Thunderbird has it: every entry that stands in the file.
function byIcalJs(text) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  const value = (entry, name) => entry.getFirstPropertyValue(name);
  return calendar
    .getAllSubcomponents()
    .filter((entry) => entry.name === "vevent" || entry.name === "vtodo")
    .map((entry) => ({
      uid: value(entry, "uid"),
      instance: moment(value(entry, "recurrence-id")),
      kind: entry.name.toUpperCase(),
      start: moment(value(entry, "dtstart")),
      end: moment(value(entry, "dtend")),
      due: moment(value(entry, "due")),
      summary: value(entry, "summary") ?? "",
      description: value(entry, "description") ?? "",
      place: value(entry, "location") ?? "",
      status: value(entry, "status") ?? "",
      sequence: String(value(entry, "sequence") ?? ""),
      category: entry.getAllProperties("categories").flatMap((each) => each.getValues()).join(","),
      url: value(entry, "url") ?? "",
      related: entry
        .getAllProperties("related-to")
        .map((each) => `${each.getParameter("reltype")} ${each.getFirstValue()}`)
        .sort(),
      alarms: alarms(entry, "START", "END"),
      alarms_from_end: alarms(entry, "END"),
    }));
}

// FullCalendar 6: what it draws, instance by instance.
function byFullCalendar(file) {
  const range = { start: new Date(Date.UTC(1990, 0, 1)), end: new Date(Date.UTC(2100, 0, 1)) };
  const source = fullcalendar.eventSourceDefs[0];
  const eventSource = { meta: source.parseMeta({ url: file, format: "ics" }) };
  return new Promise((found, failed) => source.fetch({ eventSource, range }, found, failed)).then(
    ({ rawEvents }) =>
      rawEvents.map((event) => ({
        title: event.title,
        start: event.start,
        end: event.end ?? "",
        place: event.extendedProps.location ?? "",
        description: event.extendedProps.description ?? "",
      })),
  );
}

async function main() {
  for (const file of fs.readFileSync(0, "utf-8").split("\n").filter(Boolean)) {
    const icaljs = byIcalJs(fs.readFileSync(file, "utf-8"));
    process.stdout.write(JSON.stringify({ icaljs, fullcalendar: await byFullCalendar(file) }) + "\n");
  }
}

main();
