"""Values and rules of the field: dates, money, codes, closed lists. No framework, no database, no wire format."""
