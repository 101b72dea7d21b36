"""The Signature tab: a bench on which the MAC is worked out for values that are tried."""
