import os

from django.core.wsgi import get_wsgi_application

from tajryiba.search.warming import warm

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tajryiba.config.settings.production")
django_itself = get_wsgi_application()

from tajryiba.core.pagecache import guest_pages  # noqa: E402  (it reads models, which are ready only now)

application = guest_pages(django_itself)
warm()
