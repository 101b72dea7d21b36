"""The Tree tab: the elements of an answer as rows, and XPath in it."""
