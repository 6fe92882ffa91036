"""«My activity» (R15): what one did, by day, read from the trail."""
