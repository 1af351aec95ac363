"""What stands in the report, block by block: each turns a part of a Verslag into elements, and decides nothing."""
