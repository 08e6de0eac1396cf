"""Words that sums are stated with, by language, where CLDR has none: scales, numbers, phrases, signs of currencies."""
