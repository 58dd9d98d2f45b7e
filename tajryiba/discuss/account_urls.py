"""Pages under /{language}/account/: asking, answering, one's own questions."""

from django.urls import path

from .views import account

urlpatterns = [
    path("ask/<slug:name>/<int:pk>/", account.ask, name="account_ask"),
    path("answer/<int:pk>/", account.answer, name="account_answer"),
    path("questions/", account.my_questions, name="account_questions"),
]
