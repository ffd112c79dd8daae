"""Operations on the shown model: the list, its panel, and the bar that says so."""
