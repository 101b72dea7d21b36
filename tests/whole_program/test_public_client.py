"""Another project's client, unmodified, works with the sandbox."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from xml.etree import ElementTree

SCRIPT = """
import json, os, warnings
warnings.simplefilter("ignore")  # its old marshmallow speaks of distutils
from netvisor_api_client import Netvisor
from netvisor_api_client.exc import NetvisorError

def client(**changes):
    e = os.environ
    account = dict(
        sender=e["NVEXPLORER_SENDER"], partner_id=e["NVEXPLORER_PARTNER_ID"],
        partner_key=e["NVEXPLORER_PARTNER_KEY"], customer_id=e["NVEXPLORER_CUSTOMER_ID"],
        customer_key=e["NVEXPLORER_CUSTOMER_KEY"],
        organization_id=e["NVEXPLORER_ORGANISATION_ID"], language="EN",
    )
    return Netvisor(e["NVEXPLORER_HOST"], **(account | changes))

found = {}
for algorithm in ("HMACSHA256", "MD5"):
    netvisor = client(algorithm=algorithm)
    customers = netvisor.customers.list()
    found[algorithm] = [
        netvisor.customers.get(row["netvisor_key"])["customer_base_information"]["name"]
        for row in customers
    ]
try:
    client(partner_key="0" * 32).customers.list()
except NetvisorError as error:
    found["refused"] = str(error)
print(json.dumps(found))
"""


def test_it_lists_and_reads_the_customers(demo) -> None:
    result = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        env=os.environ | demo.environ,
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert result.returncode == 0, result.stderr.decode()
    found = json.loads(result.stdout)
    answer = ElementTree.fromstring(demo("send", "customerlist.nv").out)
    ours = [name.text for name in answer.iter("Name")]
    assert len(ours) == 10
    assert found["HMACSHA256"] == found["MD5"] == ours
    assert "Käytä MAC-tiivisteen laskentaan merkkijonoa" in found["refused"]
