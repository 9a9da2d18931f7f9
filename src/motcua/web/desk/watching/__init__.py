"""Pages of the watchers: alerts, apologies to sign, who was late, that nothing is stuck, rules, the calendar."""
