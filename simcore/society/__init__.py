"""Who lives in the model: people and employers as columns, their luck, their careers, their past."""
