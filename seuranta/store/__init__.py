"""Files: where everything stands, how tables are kept, how a period is published whole or not at all.

Importing this package costs no table library: only `workspace`, in which notebooks work, needs one.
"""
