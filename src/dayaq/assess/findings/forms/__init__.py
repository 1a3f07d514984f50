"""Forms: judgements and evidence, findings and replies, recommendations, facts and limits; and the filters of lists."""
