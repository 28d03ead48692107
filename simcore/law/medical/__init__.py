"""What a person with medical insurance of either kind gets 基本医疗保险待遇."""
