"""Residence: reflection period, permits, removal alerts, return and what goes on after it."""
