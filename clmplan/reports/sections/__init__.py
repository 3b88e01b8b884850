"""The parts of the report: each file chooses pictures, tables and sentences for one question."""
