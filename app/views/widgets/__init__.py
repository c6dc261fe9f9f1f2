"""Small parts that pages are made of: signs, bars, badges, tiles, cards, fields."""
