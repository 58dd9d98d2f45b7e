from django.apps import AppConfig


class FrontpageConfig(AppConfig):
    name = "tajryiba.frontpage"
    label = "frontpage"
