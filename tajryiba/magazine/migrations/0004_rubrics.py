"""Rubrics of the magazine; the first five pairs stand in real issues."""

from django.db import migrations

RUBRICS = (
    ("hot", "Көңүл чордонунда", "Горячая тема", "In focus"),
    ("participation", "Жарандардын ЖӨБгө катышуусу", "Участие граждан в МСУ", "Citizens in local self-government"),
    ("services", "Жергиликтүү кызмат көрсөтүүлөр", "Услуги МСУ", "Local services"),
    (
        "strategy",
        "Жергиликтүү өнүктүрүү стратегиялары",
        "Стратегии местного развития",
        "Strategies of local development",
    ),
    ("reform", "Административдик-аймактык реформа", "Административно-территориальная реформа", "Territorial reform"),
    (
        "world",
        "Дүйнөдө ЖӨБдүн өнүгүү тенденциясы",
        "Тенденции развития МСУ в мире",
        "Local self-government in the world",
    ),
    (
        "partners",
        "Өнөктөштөрдүн жана долбоорлордун жаңылыктары",
        "Новости партнёров и проектов",
        "News of partners and projects",
    ),
    ("news", "Жаңылыктар топтому", "Подборка новостей", "News digest"),
    ("legislation", "Мыйзамдардагы жаңылыктар", "Новости законодательства", "News of legislation"),
    ("practice", "Айдын мыкты тажрыйбасы", "Практика месяца", "Practice of the month"),
    ("questions", "Суроо-жооп", "Вопросы и ответы", "Questions and answers"),
)


def rubrics(apps, schema_editor):
    model = apps.get_model("magazine", "Rubric")
    for order, (slug, ky, ru, en) in enumerate(RUBRICS, start=1):
        model.objects.create(slug=slug, name_ky=ky, name_ru=ru, name_en=en, order=order * 10)


class Migration(migrations.Migration):
    dependencies = [("magazine", "0003_roles")]
    operations = [migrations.RunPython(rubrics, migrations.RunPython.noop)]
