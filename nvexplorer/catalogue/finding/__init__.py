"""Finding resources by what people type: three languages, word forms, typing errors."""
