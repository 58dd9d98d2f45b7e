"""The magazine as files: PDF and EPUB of issues and articles, made by the worker, kept by version; the print list."""
