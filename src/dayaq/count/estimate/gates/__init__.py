"""What must hold before any number is said: five gates, the answers they need, and what is never compared."""
