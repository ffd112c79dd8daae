"""The form: every field of the experiment, and the controls in which fields are changed."""
