"""The form that closes the loop: a workbook that owners fill in, and that `read` takes back."""
