import os

from django.core.wsgi import get_wsgi_application

from tajryiba.search.warming import warm

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tajryiba.config.settings.production")
application = get_wsgi_application()
warm()
