"""What a model would answer to the functions of the content pipeline: made from the prompts, and right for them.

`content(name, body)` takes the name of the answer's schema and the request's body. Whatever is made of an item has the item's words
in it (the cluster of a keyword, the title of a cluster, the image of a title), so that a fault that is meant for one item can be
found by its words in all stages that follow.
"""

import re

FILLER = (
    "A small start is easier to keep than a large plan and it shows within days what works and what does not so that the next "
    "step can be chosen with open eyes and without haste"
).split()


def block(body):
    """The lines between the dashes."""
    lines = body["messages"][1]["content"].split("\n")
    fences = [number for number, line in enumerate(lines) if line == "----------"]
    assert len(fences) == 2, "a prompt has one block"
    return lines[fences[0] + 1 : fences[1]]


def numbered(lines, heading):
    """The texts of the list under a heading, by their numbers."""
    found = {}
    for line in lines[lines.index(heading) + 1 :] if heading in lines else []:
        match = re.match(r"(\d+)\. (.*)", line)
        if not match or int(match[1]) != len(found) + 1:
            break
        found[int(match[1])] = match[2]
    return found


def value(lines, name):
    """What stands behind `name: `."""
    return next((line.removeprefix(f"{name}: ") for line in lines if line.startswith(f"{name}: ")), "")


def clusters(body):
    lines = block(body)
    known = {number: text.split(" (")[0] for number, text in numbered(lines, "Existing clusters:").items()}
    joined, new = {}, []
    for number, keyword in numbered(lines, "Keywords:").items():
        words = {word for word in keyword.lower().split() if len(word) > 3}
        place = next((place for place, name in known.items() if words & set(name.lower().split())), None)
        if place:
            joined.setdefault(place, []).append(number)
        elif new and len(new[-1]["keywords"]) < 5:
            new[-1]["keywords"].append(number)
        else:
            name = f"All about {keyword}"[:100]
            new.append({"existing": None, "name": name, "description": f"Pages on {keyword}.", "keywords": [number]})
    old = [{"existing": place, "name": "", "description": "", "keywords": list} for place, list in joined.items()]
    return {"clusters": old + new}


def ideas(body):
    lines = block(body)
    count = int(re.search(r"Find (\d+) idea", body["messages"][1]["content"])[1])
    taken = {line.removeprefix("- ") for line in lines}
    found = []
    for line in lines:
        match = re.match(r"Cluster (\d+): (.*)", line)
        if not match:
            continue
        part = 1
        for _ in range(count):
            while (title := f"{match[2][:150]}, part {part}") in taken:
                part += 1
            taken.add(title)
            found.append(
                {
                    "cluster": int(match[1]), "idea_title": title, "description": f"For those who begin: {title}.",
                    "content_type": "post", "content_structure": "guide", "target_keywords": [match[2]],
                    "estimated_word_count": 600,
                }
            )
    return {"ideas": found}


def article(body, words=None):
    lines = block(body)
    title = value(lines, "Title")
    words = words or int(re.search(r"of about (\d+) words", body["messages"][1]["content"])[1])
    note = [line for line in lines if line.startswith("A reviewer")]

    def text(count):
        return " ".join((FILLER * (count // len(FILLER) + 1))[:count]) + "."

    sections = max(words // 150, 2)
    heads = [f"Part {number + 1} of {title}"[:200] for number in range(sections)]
    list = {"ordered": True, "points": [{"term": "First", "text": "Look."}, {"term": None, "text": "Listen."}]}
    return {
        "title": title,
        "introduction": [f"This is about {title}." + (" It was written anew." if note else ""), text(30)],
        "sections": [
            {
                "heading": head, "paragraphs": [text(words // sections // 2), text(words // sections // 2)],
                "list": list if number == 1 else None, "subsections": [],
            }
            for number, head in enumerate(heads)
        ],
        "conclusion_heading": "In the end",
        "conclusion": [text(30)],
        "meta_title": title[:60],
        "meta_description": f"All about {title}"[:160],
        "excerpt": f"What there is to know of {title}.",
        "primary_keyword": title.split(",")[0],
        "secondary_keywords": [],
        "language": "en",
    }


def image_prompts(body):
    lines = block(body)
    title = value(lines, "Title")

    def image(subject):
        return {"prompt": f"A picture of {subject}, for {title}", "caption": subject, "alt_text": f"A picture of {subject}"}

    heads = numbered(lines, "Headings:")
    return {"featured": image(title), "in_article": [{"heading": number, **image(head)} for number, head in heads.items()]}


MAKERS = {"clusters": clusters, "ideas": ideas, "article": article, "image_prompts": image_prompts}


def content(name, body, met={}):
    """The answer of that name as a value, made wrong as the faults say that were met; `None` for other names."""
    if name not in MAKERS:
        return None
    if name == "article" and "short" in met:
        return article(body, met["short"].get("words", 60))
    answer = MAKERS[name](body)
    if "missing" in met:
        missing(answer)
    if "doubled" in met:
        doubled(answer)
    if "unknown" in met:
        unknown(answer)
    if "taken" in met:
        for idea in answer.get("ideas", []):
            idea["idea_title"] = met["taken"].get("title", "The same as always")
    if "markup" in met:
        answer = markup(answer)
    return answer


def missing(answer):
    """Without the last keyword, the last cluster's ideas, the sections, the last heading's image."""
    if "clusters" in answer:
        answer["clusters"][-1]["keywords"].pop()
    elif "ideas" in answer:
        last = answer["ideas"][-1]["cluster"]
        answer["ideas"] = [idea for idea in answer["ideas"] if idea["cluster"] != last]
    elif "in_article" in answer:
        answer["in_article"].pop()
    else:
        del answer["sections"]


def doubled(answer):
    if "clusters" in answer:
        answer["clusters"].append({**answer["clusters"][0], "existing": None, "name": "Once more"})
    elif "in_article" in answer:
        answer["in_article"].append(answer["in_article"][0])


def unknown(answer):
    """A number that nobody gave."""
    if "clusters" in answer:
        answer["clusters"][0]["keywords"].append(999)
    elif "ideas" in answer:
        answer["ideas"][0]["cluster"] = 999
    elif "in_article" in answer:
        answer["in_article"][0]["heading"] = 999


def markup(value, key=""):
    """With what must never reach a page as it is in all texts."""
    if isinstance(value, dict):
        return {name: markup(part, name) for name, part in value.items()}
    if isinstance(value, list):
        return [markup(part, key) for part in value]
    if isinstance(value, str) and key not in ("language", "content_type", "content_structure"):
        return f"<script>alert(1)</script>\u202e\r\n{value}"
    return value
