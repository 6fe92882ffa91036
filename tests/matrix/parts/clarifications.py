"""Matrix: unexplained absences of compulsory age."""
