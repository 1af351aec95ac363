"""What can be done: functions that read, decide and save, and that alone know who may do what."""
