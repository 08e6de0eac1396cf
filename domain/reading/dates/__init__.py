"""Words and patterns of dates in running text; `domain.reading.due_dates` reads them."""
