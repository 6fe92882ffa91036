"""The month's plan of a group (R24, R25): what it holds, who writes it, when it is due, who sees it."""
