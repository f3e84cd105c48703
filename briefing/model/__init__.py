"""One question to a language model and one usable answer: the call, its cost, its form, its recording."""
