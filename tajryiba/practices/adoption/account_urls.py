"""Under /{language}/account/adoptions/."""

from django.urls import path

from .views import acts, letters, lists, papers, workspace

urlpatterns = [
    path("", lists.account_adoptions, name="account_adoptions"),
    path("start/<int:practice>/", lists.account_adoption_start, name="account_adoption_start"),
    path("letters/", letters.account_adoption_letters, name="account_adoption_letters"),
    path("letters/<int:pk>/", letters.account_adoption_letter, name="account_adoption_letter"),
    path("<int:pk>/", workspace.account_adoption, name="account_adoption"),
    path("<int:pk>/move/", workspace.account_adoption_move, name="account_adoption_move"),
    path("<int:pk>/goal/", workspace.account_adoption_goal, name="account_adoption_goal"),
    path("<int:pk>/note/", workspace.account_adoption_note, name="account_adoption_note"),
    path("<int:pk>/story/", workspace.account_adoption_story, name="account_adoption_story"),
    path("<int:pk>/public/", workspace.account_adoption_public, name="account_adoption_public"),
    path("<int:pk>/practice/", workspace.account_adoption_practice, name="account_adoption_practice"),
    path("<int:pk>/papers/", papers.account_adoption_papers, name="account_adoption_papers"),
    path("<int:pk>/papers/<int:paper>/", papers.account_adoption_paper, name="account_adoption_paper"),
    path("<int:pk>/papers/<int:paper>/show/", papers.account_adoption_paper_show, name="account_adoption_paper_show"),
    path("<int:pk>/draft/<slug:kind>/<slug:lang>/", papers.account_adoption_draft, name="account_adoption_draft"),
    path("<int:pk>/reports/", papers.account_adoption_reports, name="account_adoption_reports"),
    path("<int:pk>/acts/", acts.account_adoption_acts, name="account_adoption_acts"),
    path("<int:pk>/contacts/", letters.account_adoption_contacts, name="account_adoption_contacts"),
    path("<int:pk>/tables/<slug:table>/", workspace.account_adoption_rows, name="account_adoption_rows"),
]
