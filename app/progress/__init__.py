"""The ledger of completions, what is due by the path, and certificates."""
