"""What is said of a key whose text is wrong: id, weight, which key likeliest, title, fix."""

from __future__ import annotations

from nvexplorer.doctor.mistakes.key_values import BOTH, CUSTOMER, PARTNER

_TRIM = (
    "Trim both keys where they are read: in C# Trim(), in Java strip(), in PHP and JavaScript "
    "trim(), in Python strip()."
)
_FILE = f"A line that is read from a file or a shell keeps its line break. {_TRIM}"
_PASTED = (
    "Paste the key again as plain text, or delete what cannot be seen: Netvisor's keys are 32 hex "
    "digits in all known examples."
)
_AS_IT_IS = "Use the key as Netvisor shows it, as plain text: do not decode, hash or escape it."
_LAST = (PARTNER, CUSTOMER, BOTH)
_FIRST = (CUSTOMER, PARTNER, BOTH)
_TOGETHER = (BOTH, CUSTOMER, PARTNER)

EDGE_TEXTS = (
    ("M21", 35, _LAST, "with a space at its end", _TRIM),
    ("K01", 18, _FIRST, "with a space in front of it", _TRIM),
    ("K02", 35, _LAST, "with a line feed at its end", _FILE),
    ("K03", 25, _LAST, "with a line break (CR LF) at its end", _FILE),
    ("K04", 10, _LAST, "with a carriage return at its end", _FILE),
    ("K05", 8, _LAST, "with a tab at its end", _TRIM),
    ("K06", 12, _LAST, "with a non-breaking space at its end", _PASTED),
    ("K07", 15, _FIRST, "with a byte order mark in front of it",
     f"A file saved as “UTF-8 with BOM” begins with one. {_PASTED}"),
    ("K08", 8, _LAST, "with a zero-width space at its end", _PASTED),
    ("K09", 6, _FIRST, "with a zero-width space in front of it", _PASTED),
    ("K10", 18, _TOGETHER, "with double quotes around it",
     "The quotes of a settings file became part of the key: leave them out, or read the file with "
     "a library for its format."),
    ("K11", 10, _TOGETHER, "with single quotes around it",
     "The quotes of a settings file became part of the key: leave them out, or read the file with "
     "a library for its format."),
    ("K12", 15, _LAST, "without its last character", "Copy the whole key again."),
    ("K13", 12, _FIRST, "without its first character", "Copy the whole key again."),
    ("K14", 3, _LAST, "with a semicolon at its end", "Take it out of the settings file."),
)  # fmt: skip
LETTER_TEXTS = (
    ("K20", 35, _TOGETHER, "in lower case",
     "Case counts in a key. Do not call ToLower() on it, and copy it as Netvisor shows it."),
    ("K21", 30, _TOGETHER, "in upper case",
     "Case counts in a key. Do not call ToUpper() on it, and copy it as Netvisor shows it."),
    ("K22", 10, _TOGETHER, "as a GUID, in lower case and with hyphens",
     "Keep the key as text: Guid.Parse() and UUID columns rewrite it."),
    ("K23", 10, _TOGETHER, "without its hyphens", _AS_IT_IS),
    ("K24", 10, _TOGETHER, "percent-encoded", _AS_IT_IS),
    ("K25", 6, _TOGETHER, "form-encoded", _AS_IT_IS),
    ("K26", 5, _TOGETHER, "with HTML escapes", _AS_IT_IS),
    ("K27", 12, _TOGETHER, "as Base64 of itself", _AS_IT_IS),
    ("K29", 12, _TOGETHER, "as its SHA-256", _AS_IT_IS),
    ("K30", 10, _TOGETHER, "as its MD5", _AS_IT_IS),
    ("K31", 4, _LAST, "twice over", "Paste the key once."),
    ("K32", 12, _TOGETHER, "without the quotes around it",
     "The key under Profiles has quotes around it, which your code does not have: compare both "
     "with what Netvisor shows."),
    ("K33", 14, _TOGETHER, "without its spaces",
     "The key under Profiles has spaces or invisible characters, which your code does not have: "
     "compare both with what Netvisor shows."),
    ("K34", 3, _TOGETHER, "as its SHA-1", _AS_IT_IS),
)  # fmt: skip
