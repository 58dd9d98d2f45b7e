"""Our own check of an EPUB 3 book, as strict as we need it: what a reading system would stumble over."""

import posixpath
import re
import zipfile
from io import BytesIO
from xml.etree import ElementTree

OPF, DC = "{http://www.idpf.org/2007/opf}", "{http://purl.org/dc/elements/1.1/}"
HTML, OPS = "{http://www.w3.org/1999/xhtml}", "{http://www.idpf.org/2007/ops}"
CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"
MAGIC = {"image/jpeg": b"\xff\xd8\xff", "image/png": b"\x89PNG\r\n\x1a\n"}
KNOWN_TYPES = {"application/xhtml+xml", "text/css", *MAGIC}
META = {"dcterms:modified", "schema:accessMode", "schema:accessibilityFeature", "schema:accessibilityHazard"}
FORBIDDEN = {"script", "iframe", "object", "embed", "form", "input", "base"}


def faults_of(data: bytes) -> list[str]:
    """What is wrong with the book, in words; [] when it is good."""
    archive = zipfile.ZipFile(BytesIO(data))
    faults = _container_faults(archive)
    if faults:
        return faults
    root = parsed(archive.read("META-INF/container.xml"))
    package_path = root.find(f"{CONTAINER}rootfiles/{CONTAINER}rootfile").get("full-path")
    package = parsed(archive.read(package_path))
    base = posixpath.dirname(package_path)
    items = {item.get("id"): item for item in package.iter(f"{OPF}item")}
    faults += _package_faults(package, items)
    faults += _manifest_faults(archive, items, base, package_path)
    return faults + _text_faults(archive, items, base)


def parsed(data: bytes | str):
    return ElementTree.fromstring(data)  # noqa: S314  (what we have just made)


def _container_faults(archive: zipfile.ZipFile) -> list[str]:
    first = archive.infolist()[0]
    faults = []
    if first.filename != "mimetype" or first.compress_type != zipfile.ZIP_STORED or first.extra:
        faults.append("mimetype is not the first entry, stored")
    if archive.read("mimetype") != b"application/epub+zip":
        faults.append("mimetype says something else")
    names = archive.namelist()
    if len(set(names)) != len(names) or any(name.startswith("/") or ".." in name for name in names):
        faults.append("names of files repeat or lead outside")
    return faults + ([] if "META-INF/container.xml" in names else ["no container"])


def _package_faults(package, items: dict) -> list[str]:
    faults = []
    if package.get("version") != "3.0":
        faults.append("not version 3.0")
    identifiers = {found.get("id") for found in package.iter(f"{DC}identifier")}
    if package.get("unique-identifier") not in identifiers:
        faults.append("unique-identifier leads nowhere")
    faults += [f"no {name}" for name in ("title", "language") if package.find(f"{OPF}metadata/{DC}{name}") is None]
    said = {meta.get("property") for meta in package.iter(f"{OPF}meta")}
    faults += [f"no {name}" for name in META - said]
    ids = [element.get("id") for element in package.iter() if element.get("id")]
    if len(set(ids)) != len(ids):
        faults.append("ids of the package repeat")
    spine = [reference.get("idref") for reference in package.iter(f"{OPF}itemref")]
    faults += [f"spine: {name} is not in the manifest" for name in spine if name not in items]
    if not spine or len(set(spine)) != len(spine):
        faults.append("the spine is empty or repeats")
    navs = [item for item in items.values() if "nav" in (item.get("properties") or "").split()]
    covers = [item for item in items.values() if "cover-image" in (item.get("properties") or "").split()]
    return faults + ([] if len(navs) == 1 else ["not one nav"]) + ([] if len(covers) == 1 else ["not one cover image"])


def _manifest_faults(archive, items: dict, base: str, package_path: str) -> list[str]:
    listed = {posixpath.join(base, item.get("href")): item.get("media-type") for item in items.values()}
    there = {name for name in archive.namelist() if not name.startswith("META-INF/")} - {"mimetype", package_path}
    faults = [f"not in the manifest: {name}" for name in there - set(listed)]
    faults += [f"not in the book: {name}" for name in set(listed) - there]
    for name in there & set(listed):
        if listed[name] not in KNOWN_TYPES:
            faults.append(f"{name}: type {listed[name]}")
        elif listed[name] in MAGIC and not archive.read(name).startswith(MAGIC[listed[name]]):
            faults.append(f"{name} is no {listed[name]}")
        elif listed[name] == "text/css" and re.search(rb"@import|url\(", archive.read(name)):
            faults.append(f"{name} loads something")
    return faults


def _text_faults(archive, items: dict, base: str) -> list[str]:
    pages = {
        posixpath.join(base, item.get("href")): item
        for item in items.values()
        if item.get("media-type") == "application/xhtml+xml"
    }
    trees, faults = {}, []
    for name in pages:
        try:
            trees[name] = parsed(archive.read(name))
        except ElementTree.ParseError as error:
            faults.append(f"{name}: {error}")
    anchors = {
        name: [element.get("id") for element in tree.iter() if element.get("id")] for name, tree in trees.items()
    }
    for name, tree in trees.items():
        if len(set(anchors[name])) != len(anchors[name]):
            faults.append(f"{name}: ids repeat")
        faults += [f"{name}: {fault}" for fault in _page_faults(tree)]
        faults += [f"{name}: {fault}" for fault in _link_faults(tree, name, anchors, archive.namelist())]
    return faults


def _page_faults(tree) -> list[str]:
    faults = []
    if not tree.get("lang") or tree.get("lang") != tree.get("{http://www.w3.org/XML/1998/namespace}lang"):
        faults.append("no language")
    if not (tree.findtext(f"{HTML}head/{HTML}title") or "").strip():
        faults.append("no title")
    level = 0
    for element in tree.iter():
        tag = element.tag.removeprefix(HTML)
        faults += [f"<{tag}>"] if tag in FORBIDDEN or any(name.startswith("on") for name in element.attrib) else []
        if tag == "img" and not (element.get("alt") or "").strip():
            faults.append("a picture without words")
        if tag == "table" and element.find(f"{HTML}tbody") is None and element.find(f"{HTML}thead") is None:
            faults.append("a table without rows")
        if re.fullmatch(r"h[1-6]", tag):
            faults += ["levels of headings have gaps"] if int(tag[1]) > level + 1 else []
            level = int(tag[1])
    return faults


def _link_faults(tree, name: str, anchors: dict, files: list[str]) -> list[str]:
    faults = []
    for element in tree.iter():
        for attribute in ("href", "src"):
            target = element.get(attribute)
            if target is None or (attribute == "href" and re.match(r"(https?|mailto|tel):", target)):
                continue
            if ":" in target.split("/")[0]:
                faults.append(f"leads to {target}")
                continue
            path, _hash, anchor = target.partition("#")
            path = posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) if path else name
            if path not in files:
                faults.append(f"{target} leads nowhere")
            elif anchor and anchor not in anchors.get(path, []):
                faults.append(f"{target}: no such place")
    notes = {element.get("href") for element in tree.iter() if element.get(f"{OPS}type") == "noteref"}
    return faults + [f"note {href} is no anchor" for href in notes if not (href or "").startswith("#note-")]
