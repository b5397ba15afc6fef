"""Indonesian text: tokens, sentences, page furniture, quotations, dates and numbers."""
