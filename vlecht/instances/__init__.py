"""The outside world: readers, writers, sample schools, the generator."""
