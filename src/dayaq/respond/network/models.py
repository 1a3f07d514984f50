"""Referral network: who gives which help where, and how a person reaches it."""
