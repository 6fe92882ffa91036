"""The door for gunicorn."""

import os

from django.core.wsgi import get_wsgi_application

from documents.memory import give_back_large_pieces
from ejournal.frames import in_one_piece

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ejournal.settings.production")
give_back_large_pieces()
application = in_one_piece(get_wsgi_application())
