"""Paper: certificates and bulletins as PDFs. Values in, bytes out; no database, no request, no clock."""
