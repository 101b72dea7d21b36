"""Two documents compared, by structure and by text.

`options` says what counts, `results` what comes out; `structure.compare` (job "compare") and
`texts.compare` (job "compare-text") do it, `report` writes it down.
"""
