"""The parts of the command line: what each command does and prints."""
