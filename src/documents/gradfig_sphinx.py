"""A directive of Sphinx that shows the figure of a spec:

    .. gradfig::
       :file: img/deep        (without it, gradfig/DIGEST; names are relative to the document)
       :pair:                 (one figure for light pages and one for dark ones)
       :alt: My own words     (without it, from the numbers)
       :width: 80%
       :caption: Text below the figure, which gets a number if conf.py has numfig
       :name: deep            (for numref and ref)
       :align: left

       depth: 100

The command gradfig draws what is missing or has another recipe: for HTML an SVG, for LaTeX a PDF.
conf.py needs extensions = ["gradfig_sphinx"], and gradfig_command = "PATH" if the command is not on
the path of the shell.
"""
import json
import os
import re
import subprocess
import tempfile
from urllib.parse import unquote

from docutils import nodes
from docutils.parsers.rst import Parser, directives
from docutils.utils import new_document
from sphinx import addnodes
from sphinx.util.docutils import SphinxDirective


class Refused(Exception):
    """The command's messages, each with its line in the spec, or 0."""


class Gradfig(SphinxDirective):
    has_content = True
    option_spec = {
        "file": directives.unchanged_required,
        "pair": directives.flag,
        "alt": directives.unchanged,
        "width": directives.length_or_percentage_or_unitless,
        "caption": directives.unchanged,
        "name": directives.unchanged,
        "align": lambda word: directives.choice(word, ("left", "center", "right")),
    }

    def run(self):
        # docutils takes words after ".. gradfig::" for the first line of the spec.
        if self.content and re.fullmatch(r"[^:={}#%&*-][^:={}#]*", self.content[0]):
            return [self.report(1, f"expected a spec, found {self.content[0]}; "
                                   f"the name of the picture goes into :file: {self.content[0]}")]
        try:
            images = self.parse(self.command("snippet", "--for", "rst", "--", self.draw("html")))
            paper = self.draw("latex")
        except Refused as refused:
            self.env.note_reread()  # what is wrong may be in a file that Sphinx does not know
            return [self.report(line, text) for line, text in refused.args[0]]
        for image in images.findall(nodes.image):
            image.update_all_atts({key: self.options[key] for key in ("alt", "width")
                                   if key in self.options}, replace=True)
        on_paper = next(images.findall(nodes.image)).deepcopy()
        on_paper.update_all_atts({"uri": paper, "classes": []}, replace=True)
        if "width" not in self.options:
            del on_paper["width"]  # the PDF has its own size
        return self.as_figure([addnodes.only("", *images.children, expr="not latex"),
                               addnodes.only("", on_paper, expr="latex")])

    def as_figure(self, content):
        """The images in a figure with a caption, a name and a place, if there is one of these."""
        if not self.options.keys() & {"caption", "name", "align"}:
            return content
        figure = nodes.figure("", *content)
        if "align" in self.options:
            figure["align"] = self.options["align"]
        caption, messages = self.state.inline_text(self.options.get("caption", ""), self.lineno)
        if caption:
            figure += nodes.caption("", "", *caption)
        self.add_name(figure)
        return [figure, *messages]

    def folder(self):
        return os.path.dirname(self.env.doc2path(self.env.docname))

    def draw(self, target):
        """Draws the figure unless it is there, as the filter of pandoc does; returns its path."""
        attributes = {"pair": "true"} if "pair" in self.options else {}
        if "file" in self.options:
            path = self.env.relfn2path(self.options["file"])[1]
            attributes["file"] = os.path.relpath(path, self.folder())
        block = [["", ["gradfig"], list(attributes.items())], "\n".join(self.content)]
        document = {"pandoc-api-version": [1, 22], "meta": {},
                    "blocks": [{"t": "CodeBlock", "c": block}]}
        with tempfile.TemporaryDirectory() as folder:
            depfile = os.path.join(folder, "figure.d")
            text = self.command("filter", "pandoc", target, "--depfile", depfile,
                                document=json.dumps(document))
            self.note_files(depfile)
        inlines = json.loads(text)["blocks"][0]["c"]
        image = next(inline for inline in inlines if inline["t"] == "Image")
        return unquote(image["c"][2][0])

    def note_files(self, depfile):
        """Lets Sphinx read the document again when a base of the spec or the figure changes."""
        with open(depfile, encoding="utf-8") as file:
            rules = file.read().split("\n", 1)[1]
        for name in re.findall(r"(?m)^(\S.*):$", rules):  # a rule for each file that was read
            name = re.sub(r"\\([ \t#:])", r"\1", name).replace("$$", "$")
            self.env.note_dependency(os.path.relpath(os.path.join(self.folder(), name),
                                                     self.env.srcdir))

    def command(self, *arguments, document=""):
        try:
            run = subprocess.run([self.config.gradfig_command, *arguments], input=document,
                                 capture_output=True, encoding="utf-8", cwd=self.folder())
        except OSError as error:
            raise Refused([(0, f"{self.config.gradfig_command}: {error.strerror}; "
                               "gradfig_command in conf.py names the command")]) from error
        if run.returncode != 0:
            lines = re.findall(r"(?m)^gradfig: (?:block 1(?::(\d+):\d+)?: )?(.*)", run.stderr)
            lines = lines or [(0, f"gradfig ended with {run.returncode}")]
            raise Refused([(int(line or 0), text) for line, text in lines])
        return run.stdout

    def parse(self, rst):
        document = new_document(self.env.docname, self.state.document.settings)
        Parser().parse(rst, document)
        return document

    def report(self, line, text):
        """A message at that line of the spec; 0 is the directive."""
        source, number = self.get_source_info()
        if 0 < line <= len(self.content):
            source, offset = self.content.info(line - 1)
            number = offset + 1
            if self.content.offset(0) == 0:  # MyST counts from the content on
                number += self.lineno + self.content_offset
        return self.state_machine.reporter.error(text, source=source, line=number)


def setup(app):
    app.add_config_value("gradfig_command", "gradfig", "env")
    app.add_directive("gradfig", Gradfig)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
