"""The conversation lab by keyboard alone, Tab and Space only: the best and the worst conversation,
and one to be replayed."""

import pytest
from playwright.sync_api import expect

from keguan import style
from keguan.figures import conversation
from keguan.models import maintenance as models
from keguan.style import say
from tests.browser.notebook_page import FOCUSED, choose, lab_alone, tab_to


@pytest.fixture
def lab(page, server):
    """The lab in a notebook of its own, run, with the keyboard on its cell."""
    style.use(server.language)
    yield lab_alone(page, server, "maintenance", "talk_lab")
    style.use("zh")


def talk(page, lab, customer: str, channel: str, path) -> None:
    """Hold a conversation; after each sentence the keyboard is on the first of the next ones."""
    for place, choice in enumerate(path):
        sentence = conversation.sentence(choice, customer, channel)
        choose(page, sentence)
        expect(lab.locator("ol")).to_contain_text(sentence)
        following = models.talk_choices(customer, channel, path[: place + 1])
        first = (
            conversation.sentence(following[0], customer, channel)
            if following
            else say("退一句", "Take back")
        )
        page.wait_for_function(f"text => ({FOCUSED})() === text", arg=first)
    expect(lab.locator("img")).to_have_attribute(
        "alt", conversation.mood(customer, channel, path).finding
    )
    expect(lab.get_by_role("textbox")).to_have_value(str(list(path)))


def reveal(page) -> None:
    choose(page, conversation.sentence("listen", "agitated", "phone"))
    choose(page, say("看结果", "Reveal"))
    tab_to(page, conversation.customer_name("demanding"))


def test_best_and_worst_conversation_by_keyboard_alone(page, lab, screenshot):
    reveal(page)
    talk(page, lab, "agitated", "phone", models.best_talk("agitated", "phone"))
    expect(lab).to_contain_text(say("问题解决了", "Resolved"))
    screenshot("conversation-best")
    choose_again(page, "confused", "chat")
    expect(lab.locator("ol")).to_contain_text(conversation.opening("confused", "chat"))
    talk(page, lab, "confused", "chat", models.worst_talk("confused", "chat"))
    expect(lab).to_contain_text(
        say("客户走了，问题没有解决", "The customer has left; nothing is resolved")
    )
    screenshot("conversation-worst")
    lab.locator("img").scroll_into_view_if_needed()
    screenshot("conversation-mood")


def choose_again(page, customer: str, channel: str) -> None:
    """Back to the top with Shift and Tab, then another customer on another channel."""
    tab_to(page, conversation.customer_name("demanding"), "Shift+Tab")
    choose(page, conversation.customer_name(customer))
    choose(page, conversation.contact_name(channel))


def test_a_path_is_replayed_from_the_keyboard(page, lab):
    reveal(page)
    tab_to(page, say("对话记录 path", "The path"))
    page.keyboard.press("Control+A")
    page.keyboard.type("listen ask fix note")
    page.keyboard.press("Enter")
    found = conversation.mood("agitated", "phone", ("listen", "ask", "fix", "note")).finding
    expect(lab.locator("img")).to_have_attribute("alt", found)
