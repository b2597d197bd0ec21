"""What people see while it goes on."""

import sys


def tell(message):
    print(f"bench: {message}", file=sys.stderr, flush=True)
