"""Every command of the window as data: what it is called, its keys, its icon, when it works."""

from __future__ import annotations

from enum import Flag, StrEnum, auto
from typing import NamedTuple

from PySide6.QtGui import QKeySequence


class ActionId(StrEnum):
    """The values are written into the settings file when keys are changed."""

    SEND = "send"
    SEND_IN_PARTS = "send-in-parts"
    CANCEL = "cancel"
    SAVE = "save"
    SAVE_AS = "save-as"
    LOAD_BODY = "load-body"
    BODY_FORM = "body-form"
    FOCUS_URL = "focus-url"
    PARAMETERS_TEXT = "parameters-as-text"
    UNDO_REQUEST = "undo-request"
    REDO_REQUEST = "redo-request"
    NEW_TAB = "new-tab"
    DUPLICATE_TAB = "duplicate-tab"
    CLOSE_TAB = "close-tab"
    REOPEN_TAB = "reopen-tab"
    NEXT_RECENT = "next-recent-tab"
    PREVIOUS_RECENT = "previous-recent-tab"
    DOCUMENTATION = "documentation"
    PREVIEW = "preview"
    SIGNATURE = "signature"
    INSERT_PLACEHOLDER = "insert-placeholder"
    COMPLETE = "complete"
    NEXT_PROBLEM = "next-problem"
    PREVIOUS_PROBLEM = "previous-problem"
    FIX_PROBLEM = "fix-problem"
    FIX_ALL = "fix-all-problems"
    SKELETON_MINIMAL = "skeleton-minimal"
    SKELETON_EXAMPLE = "skeleton-example"
    SKELETON_FULL = "skeleton-full"
    FIND_RESOURCE = "find-resource"
    FILTER_RESOURCES = "filter-resources"
    SHOW_FAVOURITES = "show-favourites"
    SHOW_RECENT = "show-recent"
    FAVOURITE = "favourite"
    SHOW_SAVED = "show-saved"
    SHOW_LOG = "show-log"
    SIDEBAR = "sidebar"
    FIND = "find"
    FIND_NEXT = "find-next"
    FIND_PREVIOUS = "find-previous"
    FOCUS_ANSWER = "focus-answer"
    LARGE_ANSWER = "large-answer"
    SHOW_XML = "show-xml"
    ANSWER_LINE = "go-to-line-of-answer"
    ANSWER_FOLD = "fold-answer"
    ANSWER_UNFOLD = "unfold-answer"
    COPY_ELEMENT = "copy-element"
    COPY_VALUE = "copy-value"
    COPY_PATH = "copy-path"
    SAVE_SELECTION = "save-selection"
    SHOW_FAULT = "go-to-fault"
    SHOW_TREE = "show-tree"
    XPATH = "xpath"
    SHOW_TABLE = "show-table"
    FILTER_TABLE = "filter-table"
    CHOOSE_COLUMNS = "choose-columns"
    EXPORT_XLSX = "export-xlsx"
    EXPORT_CSV = "export-csv"
    COPY_WITH_HEADERS = "copy-with-headers"
    SHOW_HEADERS = "show-headers"
    SHOW_RAW = "show-raw"
    SHOW_TIMING = "show-timing"
    SAVE_ANSWER = "save-answer"
    SAVE_EXCHANGE = "save-exchange"
    COPY_SUPPORT = "copy-for-support"
    COPY_SUPPORT_BODIES = "copy-for-support-with-bodies"
    SUSPECTS = "likely-cause"
    FOCUS_MAC_INPUT = "focus-mac-input"
    SWITCH_PROFILE = "switch-profile"
    USE_PROFILE = "use-profile-here"
    EDIT_PROFILES = "edit-profiles"
    CHECK_CONNECTION = "check-connection"
    PROBE = "probe"
    DOCTOR = "mac-doctor"
    EXAMINE_ANSWER = "examine-answered-request"
    LISTEN = "listen-for-code"
    EXAMINE_REQUEST = "examine-request"
    START_SANDBOX = "start-sandbox"
    COMPARE_ANSWER = "compare-answer"
    COMPARE_FILES = "compare-files"
    COMPARE_PROFILES = "send-to-two-and-compare"
    COMPARE = "compare-window"
    NEXT_DIFFERENCE = "next-difference"
    PREVIOUS_DIFFERENCE = "previous-difference"
    REPLACE = "replace"
    GO_TO_LINE = "go-to-line"
    GO_TO_PAIR = "go-to-pair"
    FORMAT = "format-body"
    COMMENT = "comment"
    ATTACH = "attach-file"
    BODY_MENU = "body-menu"
    FOLD = "fold"
    UNFOLD = "unfold"
    FOLD_ALL = "fold-all"
    UNFOLD_ALL = "unfold-all"
    ZOOM_IN = "zoom-in"
    ZOOM_OUT = "zoom-out"
    ZOOM_RESET = "zoom-reset"
    PALETTE = "palette"
    SETTINGS = "settings"
    SHORTCUTS = "shortcuts"
    ABOUT = "about"
    QUIT = "quit"


class When(Flag):
    """What must hold for a command to work; ALWAYS needs nothing."""

    ALWAYS = 0
    TAB = auto()  # a request is open
    IDLE = auto()  # it is not being sent
    SENDING = auto()  # it is
    CLOSED = auto()  # a tab was closed that can be reopened
    ANSWER = auto()  # an answer is shown
    BODY = auto()  # the open request has a body
    TEXT = auto()  # one of the two is there
    PROFILE = auto()  # a profile is chosen
    OTHER_PROFILE = auto()  # the chosen profile is not that of the open request
    NO_SANDBOX = auto()  # the sandbox does not run


class Command(NamedTuple):
    """`keys` in Qt's portable form, the first is shown; `words` also find it in the palette."""

    id: ActionId
    text: str
    group: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    words: str = ""
    when: When = When.ALWAYS


_A = ActionId
_TAB_IDLE = When.TAB | When.IDLE
_FOLD, _UNFOLD = ("Ctrl+Shift+[", "Ctrl+Alt+-"), ("Ctrl+Shift+]", "Ctrl+Alt++")

# Those on a body as XML: id, text, keys, words.
_ON_BODY: tuple[tuple[ActionId, str, tuple[str, ...], str], ...] = (
    (_A.REPLACE, "Replace in the body", ("Ctrl+H",), "find regex korvaa ersätt"),
    (_A.GO_TO_LINE, "Go to a line of the body", ("Ctrl+G",), "jump number rivi rad"),
    (_A.GO_TO_PAIR, "Go to the other tag of the element", ("Ctrl+Shift+M",), "pair matching end"),
    (_A.FORMAT, "Format the body", ("Ctrl+B", "Ctrl+Shift+F"), "pretty indent beautify muotoile"),
    (_A.COMMENT, "Comment lines of the body, or not", ("Ctrl+Shift+C",), "toggle kommentti"),
    (_A.ATTACH, "Attach a file to the body…", ("Ctrl+Shift+A",), "base64 pdf liite bilaga"),
    (_A.BODY_MENU, "Menu of the attachment or the text here", ("Ctrl+Alt+A",), "open save chip"),
    (_A.FOLD, "Fold the element", _FOLD, "collapse hide"),
    (_A.UNFOLD, "Unfold the element", _UNFOLD, "expand show"),
    (_A.FOLD_ALL, "Fold all elements", ("Ctrl+Alt+Shift+-",), "collapse"),
    (_A.UNFOLD_ALL, "Unfold all elements", ("Ctrl+Alt+0",), "expand"),
    (_A.ZOOM_IN, "Larger letters in the body", ("Ctrl++", "Ctrl+="), "zoom font size"),
    (_A.ZOOM_OUT, "Smaller letters in the body", ("Ctrl+-",), "zoom font size"),
    (_A.ZOOM_RESET, "Usual letters in the body", ("Ctrl+0",), "zoom font size reset"),
)

# Those on an answer: id, text, keys, words.
_ON_ANSWER: tuple[tuple[ActionId, str, tuple[str, ...], str], ...] = (
    (_A.LARGE_ANSWER, "Give the answer more room, or less", ("F11",), "large maximise height"),
    (_A.SHOW_XML, "Show the XML of the answer", ("Alt+1",), "view näytä visa"),
    (_A.SHOW_TREE, "Show the tree of the answer", ("Alt+2",), "elements view puu träd"),
    (_A.SHOW_TABLE, "Show the table of the answer", ("Alt+3",), "list rows excel taulukko tabell"),
    (_A.SHOW_HEADERS, "Show the headers of both directions", ("Alt+4",), "view otsakkeet"),
    (_A.SHOW_RAW, "Show the bytes of both directions", ("Alt+5",), "view raw hex wire"),
    (_A.SHOW_TIMING, "Show how long each phase took", ("Alt+6",), "view timing clock skew"),
    (_A.XPATH, "XPath in the answer", ("Ctrl+Alt+F",), "find query expression lauseke uttryck"),
    (_A.FILTER_TABLE, "Filter the table of the answer", (), "rows find search suodata filtrera"),
    (_A.CHOOSE_COLUMNS, "Choose the columns of the table", (), "hide show sarakkeet kolumner"),
    (_A.EXPORT_XLSX, "Export the table as XLSX…", (), "excel workbook save taulukko tabell"),
    (_A.EXPORT_CSV, "Export the table as CSV…", (), "excel text save taulukko tabell"),
    (_A.COPY_WITH_HEADERS, "Copy cells of the table with headers", (), "tsv excel kopioi"),
    (_A.ANSWER_LINE, "Go to a line of the answer", ("Ctrl+Alt+G",), "jump number rivi rad"),
    (_A.ANSWER_FOLD, "Fold all elements of this level of the answer", (), "collapse hide"),
    (_A.ANSWER_UNFOLD, "Unfold all elements of the answer", (), "expand show"),
    (_A.COPY_ELEMENT, "Copy the element of the answer", ("Ctrl+Alt+E",), "xml kopioi kopiera"),
    (_A.COPY_VALUE, "Copy the value of the answer", ("Ctrl+Alt+V",), "text kopioi kopiera"),
    (_A.COPY_PATH, "Copy the path in the answer", ("Ctrl+Alt+P",), "xpath kopioi kopiera"),
    (_A.SAVE_SELECTION, "Save the selection of the answer…", ("Ctrl+Alt+Shift+S",), "file"),
    (_A.SHOW_FAULT, "Go to where the answer ceases to be XML", (), "malformed error virhe"),
    (_A.SAVE_ANSWER, "Save the answer…", ("Ctrl+Alt+S",), "file body export tallenna spara"),
    (_A.SAVE_EXCHANGE, "Save the exchange as HAR…", (), "file export archive"),
    (_A.COPY_SUPPORT, "Copy what support asks for", ("Ctrl+Alt+C",), "ticket tuki stöd"),
    (_A.COPY_SUPPORT_BODIES, "Copy what support asks for, with the bodies", (), "ticket tuki"),
)

COMMANDS: tuple[Command, ...] = (
    Command(
        _A.SEND, "Send", "Request", ("Ctrl+Return", "Ctrl+Enter", "F5"), "send", "run", _TAB_IDLE
    ),
    Command(
        _A.SEND_IN_PARTS,
        "Fetch a range of dates in parts…",
        "Request",
        ("Ctrl+Shift+Return", "Ctrl+Shift+Enter"),
        "send",
        "split month week ledger long period kuukausi viikko månad vecka",
        _TAB_IDLE,
    ),
    Command(_A.CANCEL, "Cancel sending", "Request", ("Esc",), "stop", "stop abort", When.SENDING),
    Command(_A.SAVE, "Save", "Request", ("Ctrl+S",), "save", "keep", When.TAB),
    Command(
        _A.SAVE_AS, "Save under a new name…", "Request", ("Ctrl+Shift+S",), "save", "", When.TAB
    ),
    Command(
        _A.BODY_FORM,
        "Body as a form, or as XML",
        "Request",
        ("Ctrl+Shift+X",),
        "",
        "tree table elements values",
        When.TAB,
    ),
    Command(
        _A.LOAD_BODY,
        "Load the body from a file…",
        "Request",
        ("Ctrl+O",),
        "open",
        "open xml import",
        When.TAB,
    ),
    Command(
        _A.FOCUS_URL,
        "Go to the URL",
        "Request",
        ("Ctrl+L",),
        "edit",
        "address resource",
        When.TAB,
    ),
    Command(
        _A.PARAMETERS_TEXT,
        "Parameters as text or as rows",
        "Request",
        ("Ctrl+Shift+B",),
        "list",
        "bulk edit query",
        When.TAB,
    ),
    Command(_A.UNDO_REQUEST, "Undo in URL and parameters", "Request", (), "undo", "back", When.TAB),
    Command(_A.REDO_REQUEST, "Redo in URL and parameters", "Request", (), "", "again", When.TAB),
    Command(
        _A.DOCUMENTATION,
        "Show the documentation, or go back",
        "Request",
        ("F1",),
        "info",
        "help article parameters elements dokumentaatio ohje hjälp",
        When.TAB,
    ),
    Command(
        _A.PREVIEW,
        "Show what would be sent, or go back",
        "Request",
        ("Ctrl+Shift+V",),
        "eye",
        "preview resolved headers body placeholders esikatselu",
        When.TAB,
    ),
    Command(
        _A.SIGNATURE,
        "Work out the MAC of the request, or go back",
        "Request",
        ("Ctrl+Shift+N",),
        "key",
        "signature bench hash hmac digest bytes allekirjoitus tiiviste",
        When.TAB,
    ),
    Command(
        _A.INSERT_PLACEHOLDER,
        "Insert a placeholder…",
        "Request",
        ("Ctrl+Shift+I",),
        "calendar",
        "variable today last key {{ date random muuttuja",
        When.TAB,
    ),
    Command(
        _A.COMPLETE,
        "Show what may stand at the caret of the body",
        "Body",
        ("Ctrl+Space",),
        "list",
        "complete completion suggest element attribute value täydennä",
        When.TAB,
    ),
    Command(
        _A.NEXT_PROBLEM,
        "Go to the next problem of the body",
        "Body",
        ("F8",),
        "down",
        "error warning check virhe fel",
        When.TAB,
    ),
    Command(
        _A.PREVIOUS_PROBLEM,
        "Go to the previous problem of the body",
        "Body",
        ("Shift+F8",),
        "up",
        "error warning check virhe fel",
        When.TAB,
    ),
    Command(
        _A.FIX_PROBLEM,
        "Mend the problem at the caret",
        "Body",
        ("Alt+Return", "Alt+Enter", "Ctrl+."),
        "check",
        "fix error quick korjaa rätta",
        When.TAB,
    ),
    Command(
        _A.FIX_ALL,
        "Mend everything in the body that can be mended",
        "Body",
        (),
        "check",
        "fix all errors order korjaa kaikki",
        When.TAB,
    ),
    Command(
        _A.SKELETON_MINIMAL,
        "Replace the body by a minimal skeleton",
        "Body",
        (),
        "file",
        "insert template required malli pohja mall",
        When.TAB,
    ),
    Command(
        _A.SKELETON_EXAMPLE,
        "Replace the body by the documented example",
        "Body",
        (),
        "file",
        "insert skeleton template malli pohja mall",
        When.TAB,
    ),
    Command(
        _A.SKELETON_FULL,
        "Replace the body by a full skeleton",
        "Body",
        (),
        "file",
        "insert template all elements malli pohja mall",
        When.TAB,
    ),
    Command(
        _A.FIND_RESOURCE,
        "Find a resource",
        "Go to",
        ("Ctrl+P",),
        "search",
        "open catalogue hae sök",
    ),
    Command(
        _A.FILTER_RESOURCES,
        "Filter the resources in the sidebar",
        "Go to",
        ("Ctrl+Shift+R",),
        "list",
        "tree groups browse suodata",
    ),
    Command(
        _A.SHOW_FAVOURITES,
        "Show favourite resources",
        "Go to",
        (),
        "bookmark",
        "star suosikit favoriter",
    ),
    Command(
        _A.SHOW_RECENT,
        "Show recent resources",
        "Go to",
        (),
        "clock",
        "last used viimeksi senast",
    ),
    Command(
        _A.FAVOURITE,
        "Add the resource to the favourites, or remove it",
        "Request",
        ("Ctrl+Shift+D",),
        "bookmark",
        "star suosikki favorit",
    ),
    Command(_A.SHOW_SAVED, "Show saved requests", "Go to", (), "bookmark", "sidebar"),
    Command(_A.SHOW_LOG, "Show the log", "Go to", ("Ctrl+Shift+H",), "list", "history sent"),
    Command(
        _A.FOCUS_MAC_INPUT,
        "Go to the MAC input",
        "Go to",
        ("Ctrl+M",),
        "key",
        "signature parts",
        When.TAB,
    ),
    Command(
        _A.DOCTOR,
        "MAC doctor",
        "Go to",
        ("F7",),
        "shield",
        "authentication failed debug signature tunnistus allekirjoitus",
    ),
    Command(
        _A.LISTEN,
        "Listen for my code",
        "Go to",
        ("Ctrl+F7",),
        "shield",
        "mac doctor catch request port server localhost kuuntele lyssna",
    ),
    Command(
        _A.EXAMINE_REQUEST,
        "Examine this request with the MAC doctor",
        "Go to",
        ("Shift+F7",),
        "shield",
        "authentication failed debug signature",
        When.TAB,
    ),
    Command(
        _A.EXAMINE_ANSWER,
        "Examine the answered request with the MAC doctor",
        "Go to",
        ("Ctrl+Shift+F7",),
        "shield",
        "authentication failed refused echo",
        When.ANSWER,
    ),
    Command(
        _A.COMPARE_ANSWER,
        "Compare the answer with…",
        "Compare",
        ("F9",),
        "list",
        "diff difference before previous other tab file vertaa jämför",
        When.ANSWER,
    ),
    Command(
        _A.COMPARE_PROFILES,
        "Send to two profiles and compare…",
        "Compare",
        ("Ctrl+F9",),
        "send",
        "both diff environment test production company vertaa jämför",
        _TAB_IDLE,
    ),
    Command(
        _A.COMPARE_FILES,
        "Compare two files…",
        "Compare",
        ("Shift+F9",),
        "file",
        "diff saved xml vertaa jämför",
    ),
    Command(_A.COMPARE, "Show the comparison", "Compare", (), "list", "window diff vertaa jämför"),
    Command(_A.NEXT_DIFFERENCE, "Next difference", "Compare", (), "down", "diff compare go"),
    Command(_A.PREVIOUS_DIFFERENCE, "Previous difference", "Compare", (), "up", "diff compare go"),
    Command(
        _A.FOCUS_ANSWER, "Go to the answer", "Go to", ("Ctrl+'",), "down", "response", When.TAB
    ),
    Command(
        _A.SUSPECTS,
        "Go to the likely cause",
        "Go to",
        ("Ctrl+J",),
        "alert",
        "refusal error place why syy orsak",
        When.ANSWER,
    ),
    Command(
        _A.FIND,
        "Find in the body or the answer",
        "Go to",
        ("Ctrl+F",),
        "search",
        "search text etsi sök",
        When.TEXT,
    ),
    Command(_A.FIND_NEXT, "Find the next hit", "Go to", ("F3",), "down", "", When.TEXT),
    Command(_A.FIND_PREVIOUS, "Find the previous hit", "Go to", ("Shift+F3",), "up", "", When.TEXT),
    *(Command(a, text, "Body", keys, "", words, When.BODY) for a, text, keys, words in _ON_BODY),
    *(
        Command(a, text, "Answer", keys, "", words, When.ANSWER)
        for a, text, keys, words in _ON_ANSWER
    ),
    Command(_A.NEW_TAB, "New request", "Tabs", ("Ctrl+T", "Ctrl+N"), "plus", "tab type by hand"),
    Command(
        _A.DUPLICATE_TAB, "Duplicate the request", "Tabs", ("Ctrl+D",), "copy", "tab", When.TAB
    ),
    Command(_A.CLOSE_TAB, "Close the tab", "Tabs", ("Ctrl+W",), "close", "", When.TAB),
    Command(
        _A.REOPEN_TAB,
        "Reopen the closed tab",
        "Tabs",
        ("Ctrl+Shift+T",),
        "undo",
        "restore",
        When.CLOSED,
    ),
    Command(_A.NEXT_RECENT, "Next recent tab", "Tabs", ("Ctrl+Tab",), "clock", "switch", When.TAB),
    Command(
        _A.PREVIOUS_RECENT,
        "Previous recent tab",
        "Tabs",
        ("Ctrl+Shift+Tab", "Ctrl+Shift+Backtab"),
        "clock",
        "switch",
        When.TAB,
    ),
    Command(
        _A.SWITCH_PROFILE,
        "Switch the profile",
        "Profile",
        ("Ctrl+E",),
        "user",
        "company environment",
    ),
    Command(
        _A.USE_PROFILE,
        "Use the chosen profile in this tab",
        "Profile",
        (),
        "user",
        "pin company",
        When.OTHER_PROFILE,
    ),
    Command(
        _A.EDIT_PROFILES,
        "Edit profiles…",
        "Profile",
        ("Ctrl+Shift+E",),
        "edit",
        "manage keys partner company",
    ),
    Command(
        _A.CHECK_CONNECTION,
        "Check connection",
        "Profile",
        ("Ctrl+Shift+K",),
        "shield",
        "test diagnose",
        When.PROFILE,
    ),
    Command(
        _A.PROBE,
        "Probe what this Netvisor accepts…",
        "Profile",
        (),
        "shield",
        "url form encoding hex case clock skew stamps mac observe kokeile",
        When.PROFILE,
    ),
    Command(
        _A.START_SANDBOX,
        "Start the sandbox",
        "Profile",
        (),
        "server",
        "demo practice local",
        When.NO_SANDBOX,
    ),
    Command(_A.PALETTE, "Commands", "Window", ("Ctrl+K", "Ctrl+Shift+P"), "command", "palette"),
    Command(_A.SIDEBAR, "Show or hide the sidebar", "Window", ("Ctrl+\\",), "sidebar", "panel"),
    Command(
        _A.SETTINGS,
        "Settings",
        "Window",
        ("Ctrl+,",),
        "settings",
        "preferences proxy dark light theme limits",
    ),
    Command(_A.SHORTCUTS, "Keyboard shortcuts", "Window", ("Ctrl+/",), "keyboard", "keys help"),
    Command(_A.ABOUT, "About Netvisor Explorer", "Window", (), "info", "version licence"),
    Command(_A.QUIT, "Quit", "Window", ("Ctrl+Q",), "", "exit close"),
)


def key_text(command: Command) -> str:
    """The first key as it is written for people, empty when there is none."""
    if not command.keys:
        return ""
    text = QKeySequence(command.keys[0]).toString(QKeySequence.SequenceFormat.NativeText)
    return text.replace("Return", "Enter")


def tooltip(command: Command, text: str = "") -> str:
    """The command's text, or another one, with its key."""
    key = key_text(command)
    return f"{text or command.text} ({key})" if key else text or command.text


def command_of(action_id: ActionId) -> Command:
    return next(command for command in COMMANDS if command.id == action_id)
