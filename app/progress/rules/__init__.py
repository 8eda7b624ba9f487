"""Pure decisions about paths: what is required, done, due and late, and when a certificate is earned and lapses."""
