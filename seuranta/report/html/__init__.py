"""How a report looks as a page, and the index page of all reports."""
