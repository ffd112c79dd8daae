"""What is asked when a file of weights or numbers is opened."""
