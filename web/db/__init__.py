"""Where rows live: models, queries, conversions and the one place that commits."""
