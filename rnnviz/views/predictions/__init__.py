"""What a model predicts where numbers are asked for, against what came."""
