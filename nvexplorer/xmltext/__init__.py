"""Bytes of XML as rows to read: index, lexing of a visible slice, virtual pretty view, search.

The bytes are the document: nothing here decodes, parses or copies the whole of it. All offsets are
byte offsets into the source, rows are counted from 0, depths are element depths (the root is 0).
"""
