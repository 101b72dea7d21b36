"""An integrator's program: asks for customers, in its own code and with its own mistake.

`python send.py ADDRESS LIBRARY MISTAKE CUSTOMERKEY PARTNERKEY`
"""

import hashlib
import hmac
import http.client
import sys
import uuid
from datetime import datetime, timezone

address, library, mistake, customer_key, partner_key = sys.argv[1:]
now = datetime.now(timezone.utc)  # noqa: UP017
timestamp = now.strftime("%Y-%m-%d %H:%M:%S.%f")[:-3]
unix = str(int(now.timestamp()))
transaction_id = str(uuid.uuid4())
hashed_at = "https://isvapi.netvisor.fi" if mistake == "real address" else address
parts = [
    f"{hashed_at}/customerlist.nv?keyword=Mäkinen", "Netvisor Explorer", "SB_10000_1", timestamp,
    "EN", "9999999-2", transaction_id, unix, customer_key, partner_key,
]  # fmt: skip
text = "&".join(parts).encode("utf-8" if mistake == "utf-8" else "iso-8859-15")
headers = {
    "X-Netvisor-Authentication-Sender": "Netvisor Explorer",
    "X-Netvisor-Authentication-CustomerId": "SB_10000_1",
    "X-Netvisor-Authentication-PartnerId": "San_100",
    "X-Netvisor-Authentication-Timestamp": timestamp,
    "X-Netvisor-Authentication-TimestampUnix": unix,
    "X-Netvisor-Authentication-TransactionId": transaction_id,
    "X-Netvisor-Interface-Language": "EN",
    "X-Netvisor-Organisation-ID": "9999999-2",
    "X-Netvisor-Authentication-MACHashCalculationAlgorithm": "HMACSHA256",
    "X-Netvisor-Authentication-UseHTTPResponseStatusCodes": "1",
    "X-Netvisor-Authentication-MAC": hmac.new(
        f"{customer_key}&{partner_key}".encode(), text, hashlib.sha256
    ).hexdigest(),
}
path = "/customerlist.nv?keyword=M%C3%A4kinen"
sys.stdout.reconfigure(encoding="utf-8")
if library == "requests":
    import requests

    print(requests.get(address + path, headers=headers, timeout=20).content.decode())
else:
    connection = http.client.HTTPConnection(address.removeprefix("http://"), timeout=20)
    connection.request("GET", path, headers=headers)
    print(connection.getresponse().read().decode())
    connection.close()
