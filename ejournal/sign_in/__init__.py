"""The doors of the portal: log-in, second step, quick change of person, and the gate before the journal."""
