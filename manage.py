#!/usr/bin/env python3
import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mercat.config.settings")
    import django

    django.setup()
    from mercat.archive.management.running import run

    sys.exit(run(sys.argv) or 0)
