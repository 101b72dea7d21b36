"""What came back: status strip, explanation and views of the answer."""
