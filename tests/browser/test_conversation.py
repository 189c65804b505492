"""The conversation lab by keyboard alone, Tab and Space only: the best and the worst conversation, and one to be replayed."""

from urllib.parse import parse_qs, urlsplit

import pytest
from notebook_page import Notebook
from playwright.sync_api import expect

from keguan import style
from keguan.figures import conversation
from keguan.models import maintenance as models
from keguan.style import say

# The words of the focused element of the lab; "" where the focus is outside the lab.
FOCUSED = """() => {
    const focused = document.activeElement;
    return focused.closest('.keguan-lab') ? ((focused.closest('label') || focused).textContent || focused.value).trim() : '';
}"""


@pytest.fixture
def lab(page, server):
    """The lab in a notebook of its own, run, with the keyboard on its cell."""
    style.use(server.language)
    open_notebook(page, server)
    notebook = Notebook(page)
    notebook.run_all(1)
    assert notebook.errors() == []
    notebook.panel.locator(".jp-InputPrompt").first.click()
    yield notebook.panel.locator(".keguan-lab")
    style.use("zh")


def open_notebook(page, server) -> None:
    """Write a notebook with the lab into the course, open it, and wait for its kernel."""
    address = urlsplit(server.url)
    base, token = f"{address.scheme}://{address.netloc}", parse_qs(address.query)["token"][0]
    source = f"import keguan\nkeguan.use('{server.language}')\nfrom keguan.widgets import maintenance as widgets\nwidgets.talk_lab()"
    cell = {"cell_type": "code", "id": "lab", "metadata": {}, "outputs": [], "execution_count": None, "source": source}
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    content = {"cells": [cell], "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}
    headers = {"Authorization": f"token {token}"}
    written = page.request.put(f"{base}/api/contents/talk.ipynb", headers=headers,
                               data={"type": "notebook", "format": "json", "content": content})
    assert written.ok, written.status_text
    page.goto(f"{base}/lab/tree/talk.ipynb?token={token}")
    for _ in range(360):  # the page shows "idle" before there is a kernel, and what is run then is lost
        kernels = page.request.get(f"{base}/api/kernels", headers=headers).json()
        if any(one["execution_state"] == "idle" and one["connections"] for one in kernels):
            return
        page.wait_for_timeout(500)
    pytest.fail("no kernel after three minutes")


def tab_to(page, text: str) -> None:
    """Press Tab until the focus is on what has this text."""
    for _ in range(40):
        if page.evaluate(FOCUSED) == text:
            return
        page.keyboard.press("Tab")
    pytest.fail(f"40 times Tab did not reach “{text}”, but {page.evaluate(FOCUSED)!r}")


def choose(page, text: str) -> None:
    tab_to(page, text)
    page.keyboard.press("Space")


def talk(page, lab, customer: str, channel: str, path) -> None:
    """Hold a conversation; after each sentence the keyboard is on the first of the next ones."""
    for place, choice in enumerate(path):
        sentence = conversation.sentence(choice, customer, channel)
        choose(page, sentence)
        expect(lab.locator("ol")).to_contain_text(sentence)
        following = models.talk_choices(customer, channel, path[: place + 1])
        first = conversation.sentence(following[0], customer, channel) if following else say("退一句", "Take back")
        page.wait_for_function(f"text => ({FOCUSED})() === text", arg=first)
    expect(lab.locator("img")).to_have_attribute("alt", conversation.mood(customer, channel, path).finding)
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
    expect(lab).to_contain_text(say("客户走了，问题没有解决", "The customer has left; nothing is resolved"))
    screenshot("conversation-worst")
    lab.locator("img").scroll_into_view_if_needed()
    screenshot("conversation-mood")


def choose_again(page, customer: str, channel: str) -> None:
    """Back to the top with Shift and Tab, then another customer on another channel."""
    for _ in range(40):
        if page.evaluate(FOCUSED) == conversation.customer_name("demanding"):
            break
        page.keyboard.press("Shift+Tab")
    choose(page, conversation.customer_name(customer))
    choose(page, conversation.contact_name(channel))


def test_a_path_is_replayed_from_the_keyboard(page, lab):
    reveal(page)
    tab_to(page, "[]")
    page.keyboard.press("Control+A")
    page.keyboard.type("listen ask fix note")
    page.keyboard.press("Enter")
    found = conversation.mood("agitated", "phone", ("listen", "ask", "fix", "note")).finding
    expect(lab.locator("img")).to_have_attribute("alt", found)
