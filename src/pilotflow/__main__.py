"""``python -m pilotflow`` is the same as ``pilotflow``."""

from pilotflow.cli import main

if __name__ == "__main__":
    main()
