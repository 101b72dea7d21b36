// An integrator's program: asks for customers. `node send.mjs ADDRESS MISTAKE CUSTOMERKEY PARTNERKEY`
import { createHmac, randomUUID } from "node:crypto";
import http from "node:http";

const [address, mistake, customerKey, partnerKey] = process.argv.slice(2);
const now = new Date();
const timestamp = now.toISOString().replace("T", " ").replace("Z", "");
const unix = String(Math.floor(now.getTime() / 1000));
const id = randomUUID();
const parts = [
  `${address}/customerlist.nv?keyword=Mäkinen`, "Netvisor Explorer", "SB_10000_1", timestamp, "EN",
  "9999999-2", id, unix, customerKey, partnerKey,
];
const hmac = createHmac("sha256", `${customerKey}&${partnerKey}`);
hmac.update(Buffer.from(parts.join("&"), "latin1"));

http.get(`${address}/customerlist.nv?keyword=M%C3%A4kinen`, {
  headers: {
    "X-Netvisor-Authentication-Sender": "Netvisor Explorer",
    "X-Netvisor-Authentication-CustomerId": "SB_10000_1",
    "X-Netvisor-Authentication-PartnerId": "San_100",
    "X-Netvisor-Authentication-Timestamp": timestamp,
    "X-Netvisor-Authentication-TimestampUnix": unix,
    "X-Netvisor-Authentication-TransactionId": id,
    "X-Netvisor-Interface-Language": "EN",
    "X-Netvisor-Organisation-ID": "9999999-2",
    "X-Netvisor-Authentication-MACHashCalculationAlgorithm": "HMACSHA256",
    "X-Netvisor-Authentication-UseHTTPResponseStatusCodes": "1",
    "X-Netvisor-Authentication-MAC": hmac.digest(mistake === "base64" ? "base64" : "hex"),
  },
}, (answer) => answer.pipe(process.stdout));
