"""``python -m gradecheck``."""

from gradecheck.cli import main

if __name__ == "__main__":
    main()
