"""Pages of the report: what is missing, builds, preview, download, release; passages typed by hand."""
