"""Repeated elements of an answer as a table.

The window reads the first rows itself (`head.first_rows`) and gets the others from a worker; of
each row it holds places in the bytes only (`rows.TableRows`) and reads the cells of what is in
sight. Sorting, filters, sums of columns and files are the worker's.

Jobs (`nvexplorer/workers/table.py`; each first argument is a `Tabled`; all can be cancelled):

- `"table-kinds"(tabled) -> tuple[TableKind, ...]`: what tables there are in the whole body, the
  best first; `tabled.path` is not looked at. Progress: the same as far as it is read.
- `"table-rows"(tabled) -> TableEnd`: progress `Portion`, in order, of all rows, the first ones of
  `first_rows` among them.
- `"table-order"(tabled, Order) -> Ordered`: which rows there are after filters, and in what order.
- `"table-sums"(tabled, Order, paths: tuple[str, ...]) -> tuple[Summary, ...]`: one for each column
  over the rows that pass the filters.
- `"table-export"(tabled, Order, Export) -> Exported`: writes a file; progress float from 0 to 1.

Failures are `ExplorerError`s whose sentences are for the user.
"""
