"""PDF: tables with ruling lines and without, broken lines mended."""
