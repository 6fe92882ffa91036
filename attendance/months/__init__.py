"""The month table: days and children, totals, closing (apmeklējuma tabele)."""
