// Signs Netvisor requests the wrong ways that JavaScript code does, one line of JSON for each case.
//
// Reads one JSON object: request (what is sent), sets (arrays of names of habits). Writes for each
// set {names, mac, effective}: effective is false where leaving any habit out gives the same MAC.
// `"names"` as the first argument lists the habits with the place that each one changes.
import { createHash, createHmac } from "node:crypto";
import { readFileSync } from "node:fs";

const two = (n) => String(n).padStart(2, "0");
const ansi = (d) => d.toISOString().replace("T", " ").replace("Z", "");
const inZone = (ms, zone) => {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit",
    hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23",
  }).formatToParts(new Date(ms));
  const p = Object.fromEntries(parts.map((x) => [x.type, x.value]));
  return `${p.year}-${p.month}-${p.day} ${p.hour}:${p.minute}:${p.second}`;
};
const millis = (ms) => "." + String(ms % 1000).padStart(3, "0");
const form = (r) => new URLSearchParams(r.query).toString();
const raw = (r) => r.query.map(([k, v]) => `${k}=${v}`).join("&");
const withQuery = (base, query) => (query ? `${base}?${query}` : base);
const base = (s) => s.origin + s.path;

// place → what a state holds. Habits change the state; those of another place never meet.
const start = (r) => ({
  origin: r.origin, path: "/" + r.resource, query: raw(r), after: "", whole: null,
  sender: r.sender, customerId: r.customerId, partnerId: r.partnerId,
  moment: r.ms, zone: null, write: (s) => (s.zone ? inZone(s.moment, s.zone) + millis(s.moment) : ansi(new Date(s.moment))),
  language: r.language, organisation: r.organisation, transaction: r.transaction,
  unix: String(Math.floor(r.ms / 1000)),
  textKeys: [r.customerKey, r.partnerKey], hmacKeys: [r.customerKey, r.partnerKey], keyGlue: "&",
  order: ["url", "sender", "customerId", "timestamp", "language", "organisation", "transaction", "unix", "ck", "pk"],
  glue: "&", front: "", back: "", coding: "latin1", keyCoding: "latin1",
  sum: (key, text) => createHmac("sha256", key).update(text), render: (h) => h.digest("hex"),
});
const drop = (...names) => (s) => { s.order = s.order.filter((n) => !names.includes(n)); };
const move = (name, after) => (s) => {
  s.order = s.order.filter((n) => n !== name);
  s.order.splice(after ? s.order.indexOf(after) + 1 : 0, 0, name);
};

const habits = {
  // URL
  "no query": ["url.query", (s) => { s.query = ""; }],
  "encodeURI": ["url.query", (s) => { s.query = encodeURI(s.query); }],
  "encodeURIComponent on names and values": ["url.query", (s, r) => { s.query = r.query.map((p) => p.map(encodeURIComponent).join("=")).join("&"); }],
  "URLSearchParams": ["url.query", (s, r) => { s.query = form(r); }],
  "sorted parameters": ["url.order", (s, r) => { s.query = raw({ query: [...r.query].sort() }); }],
  "new URL(...).href": ["url.query", (s, r) => { s.query = new URL(withQuery(base(s), raw(r))).search.slice(1); }],
  "http": ["url.scheme", (s) => { s.origin = s.origin.replace("https://", "http://"); }],
  "host without scheme": ["url.scheme", (s) => { s.origin = s.origin.replace("https://", ""); }],
  "path only": ["url.origin", (s) => { s.origin = ""; }],
  "two slashes": ["url.path", (s) => { s.path = "/" + s.path; }],
  "slash behind the resource": ["url.path", (s) => { s.path += "/"; }],
  "port 443": ["url.port", (s) => { s.origin += ":443"; }],
  "upper-case host": ["url.host", (s) => { s.origin = s.origin.replace(/\/\/.*/, (h) => h.toUpperCase()); }],
  "production host": ["url.host", (s) => { s.origin = "https://integration.netvisor.fi"; }],
  "&amp; in the URL": ["url.escape", (s) => { s.query = s.query.replaceAll("&", "&amp;"); }],
  "lone question mark": ["url.query", (s) => { s.query = ""; s.after = "?"; }],
  // sender
  "encodeURIComponent on sender": ["sender.escape", (s) => { s.sender = encodeURIComponent(s.sender); }],
  "sender in lower case": ["sender.case", (s) => { s.sender = s.sender.toLowerCase(); }],
  "space behind sender": ["sender.edge", (s) => { s.sender += " "; }],
  "JSON.stringify on sender": ["sender.escape", (s) => { s.sender = JSON.stringify(s.sender); }],
  // Timestamp
  "toISOString": ["time.format", (s) => { s.write = (t) => new Date(t.moment).toISOString(); }],
  "toISOString without Z": ["time.format", (s) => { s.write = (t) => new Date(t.moment).toISOString().slice(0, -1); }],
  "seconds only": ["time.format", (s) => { s.write = (t) => (t.zone ? inZone(t.moment, t.zone) : ansi(new Date(t.moment)).slice(0, 19)); }],
  "Finnish clock": ["time.zone", (s) => { s.zone = "Europe/Helsinki"; }],
  "Swedish clock": ["time.zone", (s) => { s.zone = "Europe/Stockholm"; }],
  "toLocaleString fi-FI": ["time.format", (s) => { s.write = (t) => new Date(t.moment).toLocaleString("fi-FI", { timeZone: t.zone ?? "UTC" }); }],
  "toLocaleString en-US": ["time.format", (s) => { s.write = (t) => new Date(t.moment).toLocaleString("en-US", { timeZone: t.zone ?? "UTC" }); }],
  "toLocaleString sv-SE": ["time.format", (s) => { s.write = (t) => new Date(t.moment).toLocaleString("sv-SE", { timeZone: t.zone ?? "UTC" }); }],
  "toUTCString": ["time.format", (s) => { s.write = (t) => new Date(t.moment).toUTCString(); }],
  "Date.now() as timestamp": ["time.format", (s) => { s.write = (t) => String(t.moment); }],
  "JSON.stringify(date)": ["time.format", (s) => { s.write = (t) => JSON.stringify(new Date(t.moment)); }],
  "second new Date() 3 ms later": ["time.drift", (s) => { s.moment += 3; }],
  "second new Date() 6 ms later": ["time.drift", (s) => { s.moment += 6; }],
  "first new Date() 2 s earlier": ["time.drift", (s) => { s.moment -= 2000; }],
  // the rest of the header values
  "language in lower case": ["language", (s) => { s.language = s.language.toLowerCase(); }],
  "culture as language": ["language", (s) => { s.language = { FI: "fi-FI", EN: "en-US", SE: "sv-SE" }[s.language]; }],
  "organisation without hyphen": ["organisation", (s) => { s.organisation = s.organisation.replace("-", ""); }],
  "VAT number": ["organisation", (s) => { s.organisation = "FI" + s.organisation.replace("-", ""); }],
  "transaction without hyphens": ["transaction.form", (s) => { s.transaction = s.transaction.replaceAll("-", ""); }],
  "transaction in upper case": ["transaction.case", (s) => { s.transaction = s.transaction.toUpperCase(); }],
  "Date.now() as unix": ["unix", (s, r) => { s.unix = String(r.ms); }],
  "Date.now() / 1000": ["unix", (s, r) => { s.unix = String(r.ms / 1000); }],
  "Math.round": ["unix", (s, r) => { s.unix = String(Math.round(r.ms / 1000)); }],
  "unix one second later": ["unix", (s, r) => { s.unix = String(Math.floor(r.ms / 1000) + 1); }],
  // keys
  "keys swapped": ["keys", (s) => { s.textKeys.reverse(); s.hmacKeys.reverse(); }],
  "keys swapped in the HMAC key": ["keys", (s) => { s.hmacKeys.reverse(); }],
  "partner ID as partner key": ["keys", (s, r) => { s.textKeys[1] = s.hmacKeys[1] = r.partnerId; }],
  "customer ID as customer key": ["keys", (s, r) => { s.textKeys[0] = s.hmacKeys[0] = r.customerId; }],
  "keys glued without &": ["keys", (s) => { s.keyGlue = ""; }],
  "customer key alone": ["keys", (s) => { s.hmacKeys = [s.hmacKeys[0]]; }],
  "partner key alone": ["keys", (s) => { s.hmacKeys = [s.hmacKeys[1]]; }],
  "line break behind the partner key": ["keys", (s) => { s.textKeys[1] += "\n"; s.hmacKeys[1] += "\n"; }],
  "keys in lower case": ["keys", (s) => { s.textKeys = s.textKeys.map((k) => k.toLowerCase()); s.hmacKeys = s.hmacKeys.map((k) => k.toLowerCase()); }],
  // parts
  "no unix": ["order.unix", drop("unix")],
  "unix behind timestamp": ["order.unix", move("unix", "timestamp")],
  "transaction behind timestamp": ["order.transaction", move("transaction", "timestamp")],
  "organisation before language": ["order.language", move("language", "organisation")],
  "no organisation": ["order.organisation", drop("organisation")],
  "no language": ["order.language", drop("language")],
  "no keys in the text": ["order.keys", drop("ck", "pk")],
  "no partner key in the text": ["order.keys", drop("pk")],
  "partner ID behind customer ID": ["order.partner", (s) => { move("partnerId", "customerId")(s); }],
  "method in front": ["order.method", (s) => { move("method", null)(s); }],
  "join('')": ["glue", (s) => { s.glue = ""; }],
  "join('|')": ["glue", (s) => { s.glue = "|"; }],
  "& behind": ["edge", (s) => { s.back = "&"; }],
  "line break behind": ["edge", (s) => { s.back = "\n"; }],
  // bytes and hash
  "utf8": ["coding", (s) => { s.coding = "utf8"; }],
  "utf16le": ["coding", (s) => { s.coding = "utf16le"; }],
  "createHash sha256": ["sum", (s) => { s.sum = (_, text) => createHash("sha256").update(text); }],
  "createHash md5": ["sum", (s) => { s.sum = (_, text) => createHash("md5").update(text); }],
  "hmac sha1": ["sum", (s) => { s.sum = (key, text) => createHmac("sha1", key).update(text); }],
  "hmac sha512": ["sum", (s) => { s.sum = (key, text) => createHmac("sha512", key).update(text); }],
  "hmac with key and text swapped": ["sum", (s) => { s.sum = (key, text) => createHmac("sha256", text).update(key); }],
  "sha256 of the hex of sha256": ["sum", (s) => { s.sum = (_, text) => createHash("sha256").update(createHash("sha256").update(text).digest("hex")); }],
  "base64": ["render", (s) => { s.render = (h) => h.digest("base64"); }],
  "base64url": ["render", (s) => { s.render = (h) => h.digest("base64url"); }],
  "upper-case hex": ["render", (s) => { s.render = (h) => h.digest("hex").toUpperCase(); }],
  "first 32 digits": ["render", (s) => { s.render = (h) => h.digest("hex").slice(0, 32); }],
};

const place = (name) => habits[name][0];

function mac(request, names) {
  const s = start(request);
  // In the order of the list, so that a set has one meaning.
  for (const name of Object.keys(habits)) if (names.includes(name)) habits[name][1](s, request);
  const values = {
    url: withQuery(base(s), s.query) + s.after, sender: s.sender, customerId: s.customerId,
    timestamp: s.write(s), language: s.language, organisation: s.organisation,
    transaction: s.transaction, unix: s.unix, ck: s.textKeys[0], pk: s.textKeys[1],
    partnerId: s.partnerId, method: request.method,
  };
  const text = s.front + s.order.map((n) => values[n]).join(s.glue) + s.back;
  const key = Buffer.from(s.hmacKeys.join(s.keyGlue), s.keyCoding);
  return s.render(s.sum(key, Buffer.from(text, s.coding)));
}

const subsets = (names) => names.map((_, i) => names.filter((__, j) => j !== i));
// Every proper subset must give another MAC: else fewer habits explain it.
function effective(request, names) {
  const own = mac(request, names);
  const seen = [];
  const walk = (set) => { for (const s of subsets(set)) { seen.push(mac(request, s)); if (s.length) walk(s); } };
  walk(names);
  return !seen.includes(own);
}

if (process.argv[2] === "names") {
  console.log(JSON.stringify(Object.keys(habits).map((name) => [name, place(name)])));
} else {
  const { request, sets } = JSON.parse(readFileSync(0, "utf8"));
  for (const names of sets) {
    const places = names.map(place);
    const clash = new Set(places).size < places.length;
    console.log(JSON.stringify({ names, mac: mac(request, names), effective: !clash && effective(request, names) }));
  }
}
