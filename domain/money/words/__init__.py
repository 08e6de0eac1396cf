"""Words that sums are stated with, by language, where CLDR has none: scales, numbers, phrases, signs of currencies.

Every table has rows of spellings: `rows` says how they are written.
"""

from domain.money.words import germanic, other_latin, other_scripts, romance

PHRASES = germanic.PHRASES | romance.PHRASES | other_latin.PHRASES | other_scripts.PHRASES
