"""``python -m dev.healthy URL``: exit code 0 when the address answers 200; for containers, which have no curl."""

import sys
import urllib.request

if __name__ == "__main__":
    with urllib.request.urlopen(sys.argv[1], timeout=5) as response:
        sys.exit(0 if response.status == 200 else 1)
