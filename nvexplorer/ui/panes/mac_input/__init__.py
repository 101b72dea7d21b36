"""The MAC input under the request: numbered, coloured parts."""
