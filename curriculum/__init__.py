"""What children learn: learning areas, transversal skills, values, virtues, outcomes by age stage (R24)."""
