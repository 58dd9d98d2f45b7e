"""Who may open which address. A name is that of the URL pattern; one that ends in `*` stands for all that begin so,
and the longest one that fits decides. An address without a rule fails tests/test_architecture.py.

tests/test_matrix.py opens every address as each of ROLES.
"""

ROLES = ("guest", "reader", "client_admin", "editor", "content_admin", "superuser")

EVERYBODY = frozenset(ROLES)
SIGNED_IN = EVERYBODY - {"guest"}
STAFF = SIGNED_IN - {"reader"}
CLIENTS = frozenset({"client_admin", "superuser"})
EDITORS = frozenset({"editor", "content_admin", "superuser"})
CONTENT = frozenset({"content_admin", "superuser"})
SUPERUSER = frozenset({"superuser"})
NOBODY = frozenset()

PUBLIC = {
    "choose_language": EVERYBODY,
    "healthz": EVERYBODY,
    "readyz": EVERYBODY,
    "robots": EVERYBODY,
    "sitemap_index": EVERYBODY,
    "django.contrib.sitemaps.views.sitemap": EVERYBODY,
    "home": EVERYBODY,
    "search": EVERYBODY,
    "search_*": EVERYBODY,
    "practice_*": EVERYBODY,
    "practice_adopt": SIGNED_IN,  # refused to whoever is in no municipality
    "practice_follow": SIGNED_IN,
    "adoption_public": EVERYBODY,
    "expert_*": EVERYBODY,
    "expert_comment": EVERYBODY,
    "comment_by_letter": NOBODY,  # but who has the link of the letter
    "spreading*": EVERYBODY,
    "practice_fit": NOBODY,  # without a municipality in the address there is nothing to show
    "law_*": EVERYBODY,
    "material_*": EVERYBODY,
    "collection_*": EVERYBODY,
    "topic_*": EVERYBODY,
    "unit_*": EVERYBODY,
    "media_rendition": EVERYBODY,
    "workspace_picture": STAFF,  # and the members of the workspace
    "wagtaildocs_serve": EVERYBODY,
    "wagtaildocs_authenticate_with_password": NOBODY,
}

ACCOUNT = {
    "account": SIGNED_IN,
    "account_*": SIGNED_IN,
    "account_island": EVERYBODY,
    "account_adoption": STAFF,  # and the members of the municipality
    "account_adoption_*": STAFF,
    "account_adoption_start": SIGNED_IN,
    "account_adoption_letters": SIGNED_IN,
    "account_erased": EVERYBODY,
    "account_organisation": CLIENTS,  # and a manager of this organisation
    "account_absence_end": NOBODY,  # but the person whose it is
    "account_expert_confirm": NOBODY,  # but the expert
    "account_expert_hide": NOBODY,
    "account_expert_message": NOBODY,  # but the two who write to each other
    "account_invitation": NOBODY,  # but in whose hands it is
    "account_invitation_decide": NOBODY,
    "account_notice": NOBODY,  # but the person whose it is
    "account_municipality": EVERYBODY,  # a guest chooses one too
    "account_unit_profile": SUPERUSER,  # and the manager of this municipality
    "account_recheck": CONTENT,  # and members of the practice's origin
    "account_membership": CLIENTS,  # and the person, and a manager of the organisation
    "account_login": EVERYBODY,
    "account_logout": EVERYBODY,
    "account_signup": EVERYBODY,
    "account_inactive": EVERYBODY,
    "account_request_login_code": EVERYBODY,
    "account_confirm_login_code": EVERYBODY,  # without a code under way back to where it begins
    "account_reset_password": EVERYBODY,
    "account_complete_password_reset": EVERYBODY,
    "account_password_reset_completed": EVERYBODY,
    "account_confirm_password_reset_code": NOBODY,  # only with a reset under way
    "account_reauthenticate": NOBODY,  # only after a real sign-in
    "mfa_*": SIGNED_IN,
    "mfa_reauthenticate": NOBODY,
    "mfa_deactivate_totp": NOBODY,  # only with a second factor
    "mfa_view_recovery_codes": NOBODY,
    "mfa_download_recovery_codes": NOBODY,
    "privacy": EVERYBODY,
    "consent_text": EVERYBODY,
}

PRACTICES = {
    "wagtailsnippets_practices_drafttemplate:*": CONTENT,
    "wagtailsnippets_practices_drafttemplate:edit": NOBODY,  # a new one takes its place
    "wagtailsnippets_practices_drafttemplate:delete": NOBODY,
    "wagtailsnippets_practices_drafttemplate:usage": NOBODY,
    "practice_verify": CONTENT,
    "practice_annul_check": CONTENT,
    "wagtailsnippets_practices_recheck:*": EDITORS,
    **{f"wagtailsnippets_practices_recheck:{verb}": NOBODY for verb in ("add", "edit", "delete")},
    **{f"wagtailsnippets_practices_recheck:{page}": NOBODY for page in ("usage", "history", "history_results")},
    "wagtailsnippetchoosers_practices_recheck:create": NOBODY,
    "wagtailsnippets_practices_practice:*": EDITORS,
    "wagtailsnippets_practices_practice:delete": NOBODY,
    "wagtailsnippets_practices_practicetext:*": EDITORS,
    "wagtailsnippets_practices_practicetext:delete": NOBODY,
    "wagtailsnippets_practices_practicetext:unpublish": CONTENT,
    "wagtailsnippets_practices_practicetext:lock": CONTENT,
    "wagtailsnippets_practices_practicetext:workflow_action": CONTENT,
    "wagtailsnippets_practices_practicetext:workflow_preview": CONTENT,
    "wagtailsnippets_practices_practicetext:collect_workflow_action_data": CONTENT,
    "wagtailsnippets_practices_practicetext:revisions_unschedule": CONTENT,
    "wagtailsnippets_practices_practicetext:unlock": SUPERUSER,  # and whoever locked it
    # Wagtail asks nobody; the answer names the workflow, not the text.
    "wagtailsnippets_practices_practicetext:confirm_workflow_cancellation": STAFF,
    "wagtailsnippetchoosers_practices_*": EDITORS,
    "wagtailsnippetchoosers_practices_drafttemplate:*": CONTENT,
}

LIBRARY = {
    "wagtailsnippets_library_*": EDITORS,
    **{
        f"wagtailsnippets_library_{model}:delete": NOBODY
        for model in ("material", "materialtext", "sample", "collection")
    },
    **{
        f"wagtailsnippets_library_materialtext:{page}": CONTENT
        for page in (
            *("unpublish", "lock", "workflow_action", "workflow_preview", "collect_workflow_action_data"),
            "revisions_unschedule",
        )
    },
    "wagtailsnippets_library_materialtext:unlock": SUPERUSER,  # and whoever locked it
    "wagtailsnippets_library_materialtext:confirm_workflow_cancellation": STAFF,  # names the workflow only
    "wagtailsnippetchoosers_library_*": EDITORS,
    "library_review": EDITORS,
    "library_reviews:*": EDITORS,
    "library_links:*": EDITORS,
}

REGISTERS = {
    "wagtailsnippets_reference_*": CONTENT,
    "wagtailsnippets_reference_unit:add": NOBODY,  # the verb «new» makes units
    "wagtailsnippets_reference_unit:delete": NOBODY,
    "wagtailsnippetchoosers_reference_*": STAFF,  # public names
    "wagtailsnippetchoosers_reference_unit:create": NOBODY,
    "wagtailsnippetchoosers_reference_topic:create": CONTENT,
    "wagtailsnippetchoosers_reference_specialday:create": CONTENT,
    "wagtailsnippets:index": NOBODY,  # every register has its own menu
}

FILES = {  # an editor changes what they uploaded themselves, here it is somebody else's
    "wagtailimages:*": EDITORS,
    **dict.fromkeys(("wagtailimages:edit", "wagtailimages:delete", "wagtailimages:image_usage"), CONTENT),
    **dict.fromkeys(("wagtailimages:edit_multiple", "wagtailimages:delete_multiple"), CONTENT),
    "wagtailimages:url_generator*": NOBODY,
    "wagtailimages:preview": NOBODY,
    "wagtailimages:create_multiple_from_uploaded_image": NOBODY,  # somebody else's half upload
    "wagtailimages:delete_upload_multiple": NOBODY,
    "images/<int:image_id>/*": NOBODY,
    "wagtaildocs:*": EDITORS,
    **dict.fromkeys(("wagtaildocs:edit", "wagtaildocs:delete", "wagtaildocs:document_usage"), CONTENT),
    **dict.fromkeys(("wagtaildocs:edit_multiple", "wagtaildocs:delete_multiple"), CONTENT),
    "wagtaildocs:create_multiple_from_uploaded_document": NOBODY,
    "wagtaildocs:delete_upload_multiple": NOBODY,
    **{f"wagtail{kind}_chooser:*": EDITORS for kind in ("docs", "images")},
    # An empty list for those who may choose nothing.
    **{f"wagtail{kind}_chooser:choose*": STAFF for kind in ("docs", "images")},
    **{f"wagtail{kind}_chooser:chosen": EDITORS for kind in ("docs", "images")},
    **{f"wagtail{kind}_chooser:chosen_multiple": STAFF for kind in ("docs", "images")},
    "wagtailembeds:*": STAFF,
}

PEOPLE = {
    "wagtailusers_users:*": CLIENTS,
    "wagtailusers_users:delete": NOBODY,  # accounts are erased, not deleted
    "wagtailusers_groups:*": SUPERUSER,
    "organisation:*": CLIENTS,
    "organisation:delete": NOBODY,
    "organisation_chooser:*": STAFF,
    "organisation_chooser:create": CLIENTS,
    "membership:*": CLIENTS,
    "consent_text:*": CLIENTS,
    "consent_text:add": SUPERUSER,
    "consent_text:edit": NOBODY,  # a changed text is a new version
    "consent_text:delete": NOBODY,
    "consent_text:usage": NOBODY,
    "consent_text:history*": SUPERUSER,
    "searches:*": CONTENT,  # and the analyst
    "events:*": CONTENT,  # and the analyst
}

TALK = {
    "discuss_*": EVERYBODY,
    "cases:*": STAFF,  # and the analyst, who only reads
    "posts:*": EDITORS,
    "letters:*": CONTENT,
}

LAWS = {
    "acts:*": EDITORS,
    "wagtailsnippets_legal_act:*": EDITORS,
    "wagtailsnippets_legal_act:delete": NOBODY,  # an act becomes void
    "wagtailsnippetchoosers_legal_act:*": STAFF,  # public cards
    "wagtailsnippetchoosers_legal_act:create": EDITORS,
}

EXPERTS = {
    "expert_admin:*": EDITORS,
    "expert_chooser:*": EDITORS,
    "expert_chooser:create": SUPERUSER,  # and empty: experts are registered on their own page
}

SUBMISSIONS = {
    "submission_*": NOBODY,  # but its writers
    "submission_list": SIGNED_IN,
    "submission_start": SIGNED_IN,
    "leads:*": EDITORS,
    "submissions:*": EDITORS,
    "trusted_organisation:*": CONTENT,
}

# Wagtail asks only at the next step: an empty list, a confirmation, a redirect to a page that is closed.
PAGES_ASK_LATER = ("choose_parent", "move_confirm", "revisions_index", "confirm_workflow_cancellation")
PAGES_ASK_LATER += ("workflow_action", "collect_workflow_action_data")
# What is live is the content administrator's.
PAGES_PUBLISHED = ("delete", "unpublish", "move", "set_page_position", "set_privacy", "lock", "unlock")
PAGES_PUBLISHED += ("revisions_unschedule",)
PAGES = {
    "wagtail_serve": EVERYBODY,
    "wagtailadmin_pages:*": EDITORS,
    **{f"wagtailadmin_pages:{name}": STAFF for name in PAGES_ASK_LATER},
    **{f"wagtailadmin_pages:{name}": CONTENT for name in PAGES_PUBLISHED},
    # Nothing to be found: no aliases, and this page is in no review.
    **{
        f"wagtailadmin_pages:{name}": NOBODY
        for name in ("convert_alias", "workflow_preview", "workflow_history_detail")
    },
    "wagtailadmin_api:pages:action": NOBODY,  # closed: it asks none of the hooks
}

MAGAZINE = {
    "account_article*": NOBODY,  # but its author
    "account_articles": SIGNED_IN,
    "account_article_start": SIGNED_IN,
    "article_submissions:*": EDITORS,
    "magazine": EVERYBODY,
    "news_list": EVERYBODY,
    # Articles and rubrics:
    "wagtailsnippets_magazine_article:*": EDITORS,
    "wagtailsnippets_magazine_article:delete": NOBODY,  # what was public is unpublished
    "wagtailsnippets_magazine_rubric:*": CONTENT,
    "wagtailsnippets_magazine_rubric:list*": EDITORS,
    "wagtailsnippets_magazine_rubric:delete": NOBODY,
    "wagtailsnippetchoosers_magazine_article:*": EDITORS,
    "wagtailsnippetchoosers_magazine_rubric:*": EDITORS,
    "wagtailsnippetchoosers_magazine_rubric:create": CONTENT,
    "article_write": EDITORS,
    "news_*": EVERYBODY,
    "news_write": EDITORS,
    "intake:*": EDITORS,
    **{f"wagtailsnippets_magazine_{model}:*": EDITORS for model in ("news", "feed")},
    **{f"wagtailsnippets_magazine_{model}:delete": NOBODY for model in ("news", "feed")},
    **{f"wagtailsnippetchoosers_magazine_{model}:*": EDITORS for model in ("news", "feed")},
    "issue_anyway": EVERYBODY,
    "article_anyway": EVERYBODY,
    "issues:*": EDITORS,
    "issues:publish": CONTENT,
    "issues:send": CONTENT,
    # Printed files:
    "issue_print": EVERYBODY,
    "article_print": EVERYBODY,
    "magazine_prints:*": EDITORS,
    "magazine_prints:copies": CONTENT,
    # Archive, feeds, addresses of the former site:
    "magazine_archive": EVERYBODY,
    "feed_*": EVERYBODY,
    "archive_import:*": CONTENT,
    "wagtailredirects:*": CONTENT,
    "wagtailredirects:process_import": NOBODY,  # without a file there is nothing to confirm
    "redirects_confirm_import": NOBODY,
}

WAGTAIL = {
    "wagtailadmin_home": STAFF,
    "wagtailadmin_account": STAFF,
    "wagtailadmin_dismissibles": STAFF,
    "wagtailadmin_sprite": EVERYBODY - {"reader"},
    "wagtailadmin_javascript_catalog": EVERYBODY - {"reader"},
    "wagtailadmin_login": NOBODY,  # everybody is sent to our own sign-in
    "wagtailadmin_logout": NOBODY,
    "wagtailadmin_password_reset*": NOBODY,
    "wagtailadmin_error_test": NOBODY,
    "admin/failwhale/": NOBODY,
    "test404/": STAFF,
    "^.*/$": NOBODY,
    "wagtail_bulk_action": NOBODY,  # nothing chosen; see test_bulk_actions
    "wagtailadmin_block_preview": NOBODY,
    "wagtailadmin_tag_*": STAFF,
    "wagtailadmin_editing_sessions:ping": EDITORS,
    "wagtailadmin_editing_sessions:release": STAFF,  # one's own
    "wagtailadmin_choose_page*": STAFF,
    # Lists of what the person may see; an object only for those who may choose it.
    **{f"wagtailadmin_api:{kind}:listing": STAFF for kind in ("pages", "documents", "images")},
    **{f"wagtailadmin_api:{kind}:find": NOBODY for kind in ("pages", "documents", "images")},  # nothing asked for
    "wagtailadmin_api:pages:*": EDITORS,
    "wagtailadmin_api:documents:detail": EDITORS,
    "wagtailadmin_api:images:detail": EDITORS,
    "wagtailadmin_explore*": EDITORS,
    **PAGES,
    "wagtailsites:*": SUPERUSER,
    "wagtailadmin_collections:*": SUPERUSER,
    "wagtailadmin_workflows:*": SUPERUSER,
    "wagtailadmin_workflows:task_cho*": STAFF,
    "wagtailadmin_reports:*": SUPERUSER,
    "wagtailadmin_reports:site_history*": STAFF,  # of what the person may change
    **{f"wagtailadmin_reports:{name}*": EDITORS for name in ("workflow", "aging_pages", "page_types_usage")},
    "wagtailadmin_reports:locked_pages*": CONTENT,
    "simple_translation:*": SUPERUSER,
    "simple_translation:submit_snippet_translation": NOBODY,
}

RULES = {
    **PUBLIC,
    **ACCOUNT,
    **PRACTICES,
    **REGISTERS,
    **FILES,
    **PEOPLE,
    **TALK,
    **LAWS,
    **LIBRARY,
    **EXPERTS,
    **MAGAZINE,
    **SUBMISSIONS,
    **WAGTAIL,
}
