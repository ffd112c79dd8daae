"""Which moment of which pass is shown, and the sentence that says what happens there."""
