"""The equations of the chosen cell with the numbers at the cursor."""
