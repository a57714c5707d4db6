"""Records become figures: measures, rulebook, ledger, signal, disclosure."""
