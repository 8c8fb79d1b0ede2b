"""As many articles as are wanted, live, made of the sample's."""

from typing import Any


def fill(number: int) -> None:
    """`number` live articles more: each a sample's body under words of its own."""
    import random

    from django.contrib.contenttypes.models import ContentType
    from django.db import transaction
    from wagtail.models import Locale, Page

    from articles.models import ArticlePage, TopicPage

    chance = random.Random(20261124)  # noqa: S311  (the same articles at every run)
    home = TopicPage.objects.get(slug="treatment", locale__language_code="en").get_parent()
    topic = home.add_child(instance=TopicPage(title="Many", slug="many", summary="Many."))
    bodies = list(ArticlePage.objects.values_list("body", "urgent", "next_step", "summary"))
    said = sorted({word for *_, summary in bodies for word in summary.split()})
    common = {
        "depth": topic.depth + 1,
        "content_type": ContentType.objects.get_for_model(ArticlePage),
        "locale": Locale.get_default(),
        "live": True,
    }
    with transaction.atomic():
        pages = Page.objects.bulk_create(
            Page(
                title=f"{_word(chance)} {' '.join(chance.sample(said, 5))}",
                slug=f"many-{n}",
                path=topic.path + Page._int2str(n + 1).rjust(Page.steplen, "0"),
                url_path=f"{topic.url_path}many-{n}/",
                **common,
            )
            for n in range(number)
        )
        for page in pages:
            body, urgent, next_step, _ = chance.choice(bodies)
            article = ArticlePage(page_ptr=page, summary=" ".join(chance.sample(said, 18)))
            article.__dict__ |= {f.attname: getattr(page, f.attname) for f in Page._meta.fields}
            article.body, article.urgent, article.next_step = body, urgent, next_step
            # The article's own row alone: its page's stands already.
            article.save_base(raw=True)
    TopicPage.objects.filter(pk=topic.pk).update(numchild=number)


def _word(chance: Any) -> str:
    """A word that no other article has, most likely."""
    return "".join(chance.choice("bcdfglmnprstv") + chance.choice("aeiou") for _ in range(4))
