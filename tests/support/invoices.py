"""The body of a sales invoice with one line."""

from __future__ import annotations


def invoice_body(
    date: str = "2026-11-22",
    amount: str = "124,00",
    status: str = "unsent",
    customer: str = "4711",
    product: tuple[str, str] = ("customer", "ABC-1"),
    more: str = "",
) -> str:
    """`product` is the type of its identifier and the identifier; `more` is whole lines that come
    behind the invoice's lines."""
    return f"""<root>
  <salesinvoice>
    <salesinvoicedate format="ansi">{date}</salesinvoicedate>
    <salesinvoiceamount>{amount}</salesinvoiceamount>
    <salesinvoicestatus type="netvisor">{status}</salesinvoicestatus>
    <invoicingcustomeridentifier type="netvisor">{customer}</invoicingcustomeridentifier>
    <paymenttermnetdays>14</paymenttermnetdays>
    <invoicelines>
      <invoiceline>
        <salesinvoiceproductline>
          <productidentifier type="{product[0]}">{product[1]}</productidentifier>
          <productname>Ruuvi</productname>
          <productunitprice type="net">100</productunitprice>
          <productvatpercentage vatcode="KOMY">25,5</productvatpercentage>
          <salesinvoiceproductlinequantity>1</salesinvoiceproductlinequantity>
        </salesinvoiceproductline>
      </invoiceline>
    </invoicelines>
{more}  </salesinvoice>
</root>
"""
