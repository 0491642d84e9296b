"""Spreadsheets: XLSX, ODS and XLS."""
