"""Where articles come from: files on disk → `Article`, «berita.txt»."""
