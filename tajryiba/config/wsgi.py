import os

from django.core.wsgi import get_wsgi_application

from tajryiba.core.pagecache import guest_pages
from tajryiba.search.warming import warm

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tajryiba.config.settings.production")
application = guest_pages(get_wsgi_application())
warm()
