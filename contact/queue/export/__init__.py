"""A selection of requests as a file, for the few who may: asked for, counted, entered, sent."""
