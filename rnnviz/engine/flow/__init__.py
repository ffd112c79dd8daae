"""What flows back: the loss-by-time matrix, what each step adds to a parameter, what truncation cuts off."""
