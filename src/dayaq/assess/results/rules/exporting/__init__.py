"""Files of answers and of tables: with labels and a code book, for SPSS, and as SDMX-CSV."""
