"""What can be recorded of a pass, by the names of the contract."""
