"""The Table tab: what repeats in an answer, sorted, filtered, summed and written to files."""
