"""The report for those who must edit it: a Word document whose looks live in its styles alone."""
