"""The partner's verdict: how heard the other person felt, and which answers caught what they meant."""
