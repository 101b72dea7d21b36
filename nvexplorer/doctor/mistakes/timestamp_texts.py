"""What is said of a timestamp in another zone or form: id, weight, title, fix, where seen."""

from __future__ import annotations

_CSHARP = 'DateTime.UtcNow.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture)'
_JAVA = 'DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS").withZone(ZoneOffset.UTC)'
_JS = 'new Date().toISOString().replace("T", " ").replace("Z", "")'
_PHP = '(new DateTime("now", new DateTimeZone("UTC")))->format("Y-m-d H:i:s.v")'
_PYTHON = 'datetime.now(timezone.utc).strftime("%Y-%m-%d %H:%M:%S.%f")[:-3]'
_UTC = (
    f"Use UTC in both.\nC#: {_CSHARP}\nJava: {_JAVA}\nJavaScript: {_JS}\nPHP: {_PHP}\n"
    f"Python: {_PYTHON}"
)
_ONCE = "Make the text once, in UTC with three decimals, and use it for the header and the MAC"
_ONE_TEXT = f"{_ONCE}."

ZONE_TEXTS = (
    ("M23", 85, "The timestamp in the MAC is Finnish local time.", _UTC,
     "local time is seen in 5 clients"),
    ("T01", 35, "The timestamp in the MAC is UTC, the header is Finnish local time.",
     "Send UTC in the header, too: the text that was hashed is the right one.",
     "UTC in the header is relayed from the documentation"),
    ("T02", 30, "The timestamp in the MAC is Swedish (Central European) local time.", _UTC, ""),
    ("T03", 20, "The timestamp in the MAC is British local time.",
     f"GMT+0 means UTC all year, without summer time. {_UTC}", "seen in 1 client"),
    ("T04", 22, "The timestamp in the MAC has a fixed offset of {choice} to the header.", _UTC, ""),
    ("T05", 10, "The timestamp in the MAC is UTC, the header is Swedish local time.",
     "Send UTC in the header, too: the text that was hashed is the right one.", ""),
    ("T06", 20, "The timestamp in the MAC is {choice} the header says.",
     f"Summer time is added or taken away once too often. {_UTC}", ""),
    ("T07", 12, "The timestamp in the MAC was made local (Finnish) time twice.",
     f"A local time was taken for UTC and made local again. {_UTC}", ""),
    ("T08", 8, "The timestamp in the MAC is local time in the US: {choice}.", _UTC, ""),
    ("T09", 5, "The timestamp in the MAC is local time in Asia: {choice}.", _UTC, ""),
    ("T10", 10, "The timestamp in the MAC is behind the header by a fixed offset, {choice}.", _UTC,
     ""),
)  # fmt: skip

FORM_TEXTS = (
    ("M25", 75, "The timestamp in the MAC has no milliseconds.",
     f"{_ONCE}: in C# fff, in Java SSS, in PHP .v, in Python %f without its last three digits.",
     "no milliseconds are seen in 1 client"),
    ("M24", 60, "The timestamp in the MAC is ISO 8601, with T and Z.",
     f"{_ONCE}: in JavaScript {_JS}.", "seen in 1 client"),
    ("M26", 30, "The timestamp in the MAC lacks its seconds.",
     "Python's isoformat() and str() write no microseconds when they are zero, and [:-3] then "
     f"cuts the seconds: use {_PYTHON} or timespec=\"milliseconds\".",
     "seen in 1 client, possible in 2 more"),
    ("T20", 50, "The timestamp in the MAC is in the documented form, the header is not.",
     "Send the same text in the header: YYYY-MM-DD HH:MM:SS.fff in UTC.",
     "the form is relayed from the documentation"),
    ("T21", 45, "The timestamp in the MAC has a T between date and time.",
     f"{_ONCE}, with a space between date and time: in Java {_JAVA}.", ""),
    ("T22", 40, "The timestamp in the MAC is ISO 8601 without milliseconds, {choice}.",
     f"{_ONCE}: not “s” in C#, not date(\"c\") in PHP but {_PHP}.", ""),
    ("T23", 30, "The timestamp in the MAC is ISO 8601 with {choice}.",
     f"{_ONCE}: without T and without an offset.", ""),
    ("T24", 25, "The timestamp in the MAC names its zone: {choice}.",
     f"{_ONCE}: without a zone. “u” in C#, to_s in Ruby and String() in Go write one.", ""),
    ("T25", 40, "The number of decimals of the timestamp in the MAC is another one: {choice}.",
     f"{_ONCE}. In PHP the letter u gives zeros with date(); use {_PHP}. In Python %f gives six: "
     f"{_PYTHON}.", ""),
    ("T26", 40, "The milliseconds of the timestamp in the MAC are not three digits: {choice}.",
     f"{_ONCE}: always three digits, zeros in front and at the end kept. In JavaScript "
     "padStart(3, \"0\"), in Java SSS, with DateTimeFormatter also where there are more.", ""),
    ("T27", 20, "Between seconds and milliseconds the timestamp in the MAC has {choice}.",
     f"{_ONCE}: with a point, as .fff with the invariant culture in C#, .SSS in Java.", ""),
    ("T28", 35, "The timestamp in the MAC has points for the colons of the time.",
     "In C# a colon in a format stands for the time separator of the culture, a point in Finland: "
     f"name the culture, {_CSHARP}.", ""),
    ("T29", 25,
     "The timestamp in the MAC has points for the colons of the time, and no milliseconds.",
     "In C# a colon in a format stands for the time separator of the culture, a point in Finland: "
     f"name the culture, {_CSHARP}.", ""),
    ("T30", 35, "The timestamp in the MAC is written as in Finland, such as {choice}.",
     f"Write it without the culture of the machine: in C# {_CSHARP}.",
     "the culture of the machine is seen in 1 client"),
    ("T31", 25, "The timestamp in the MAC is written as in the US, such as {choice}.",
     f"Write it without the culture of the machine: in C# {_CSHARP}, in JavaScript {_JS}.", ""),
    ("T32", 12, "The timestamp in the MAC is written as in Britain, such as {choice}.",
     f"Write it without the culture of the machine: in C# {_CSHARP}.", ""),
    ("T33", 25, "The timestamp in the MAC is written in words, as {choice} does.",
     f"{_ONCE}: in JavaScript {_JS}, in Java {_JAVA}, in PHP {_PHP}.", ""),
    ("T34", 15, "The date in the timestamp of the MAC has other separators: {choice}.",
     f"{_ONCE}, with hyphens: YYYY-MM-DD HH:MM:SS.fff. In C# a slash stands for the date separator "
     "of the culture.", ""),
    ("T35", 10, "The timestamp in the MAC is run together, such as {choice}.",
     _ONE_TEXT, ""),
    ("T36", 12, "Year, month and day of the timestamp in the MAC stand in another order: {choice}.",
     f"{_ONCE}, as YYYY-MM-DD. In Go the layout of it is 2006-01-02.", ""),
    ("T40", 30, "A letter of the timestamp's format is wrong: {choice}.",
     "In C# and Java yyyy-MM-dd HH:mm:ss, in PHP Y-m-d H:i:s: M is the month, m the minutes (PHP: "
     "i), H counts to 24, y is the year and Y that of the week. " + _ONE_TEXT, ""),
    ("T41", 18, "The timestamp in the MAC was put together from numbers: {choice}.",
     f"Add 1 to getMonth(), and padStart(2, \"0\") to each; or use {_JS}. {_ONE_TEXT}", ""),
    ("T42", 30, "The timestamp in the MAC is what {choice} writes of itself.",
     f"{_ONCE}: in Java {_JAVA}, in Python {_PYTHON}, in C# {_CSHARP}.", ""),
    ("T43", 25, "The timestamp in the MAC counts from a fixed date, in {choice}.",
     f"The fourth part is the text of the header Timestamp; only TimestampUnix is a number. {_UTC}",
     "milliseconds since 1970 are seen in 1 client"),
    ("T44", 10, "Only a part of the timestamp is in the MAC: {choice}.",
     f"{_ONCE}, date and time with a space between.", ""),
)  # fmt: skip
