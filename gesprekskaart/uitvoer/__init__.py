"""The report in the formats that people work with. Each format has its own module; none decides what is said."""
