"""How often one address may ask. Counted in memory: `web.serving` runs one web process."""

from __future__ import annotations

from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

limiter = Limiter(get_remote_address, default_limits=["1200/minute"], storage_uri="memory://")
"""Every page; a hall of tablets behind one address stays below it."""

guarded = limiter.limit("20/minute", methods=["POST"])
"""Where secrets can be guessed: passwords, links, verification codes."""
