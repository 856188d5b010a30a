"""Background work: a ledger row written with the request that asks for it; Huey only carries its number."""
