"""Work injury insurance 工伤保险: the employer's premium by risk class."""
