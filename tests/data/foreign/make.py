"""Writes the PDFs of this folder, each with another program; README.md says which.  Run it here by hand, in an
environment of its own: `pip install fpdf2 weasyprint typst reportlab`, and Ghostscript, rsvg-convert and Chromium.
"""

import datetime
import subprocess
from pathlib import Path

TEXT = ["Moving helps against back pain.", "Keep walking, and ask your physiotherapist."]
DAY = datetime.datetime(2026, 11, 22, tzinfo=datetime.UTC)
HTML = """<!doctype html><html lang=en><title>A leaflet</title><style>@page {{ size: {size}; margin: 15mm; {more} }}
h1 {{ background: #005260; color: white; opacity: .9 }}</style><h1>A leaflet</h1><p>{first}
<p><a href="https://example.org/">{second}</a></html>"""
TYPST = """#set document(title: "A leaflet", date: datetime(year: 2026, month: 11, day: 22))
#set page(paper: "a5", margin: 2mm)
#set text(size: 11pt)
#place(top + left, rect(fill: cmyk(90%, 30%, 35%, 50%), width: 100%, height: 30mm))
#v(10mm) #text(fill: white, size: 24pt)[A leaflet]
#v(20mm) #text(fill: cmyk(0%, 0%, 0%, 100%))[{first}] \\ {second}
#line(length: 80mm, stroke: 0.1pt)
"""
POSTSCRIPT = """%!PS
<< /PageSize [420 595] >> setpagedevice
/Helvetica findfont 20 scalefont setfont 1 0 0 setrgbcolor 40 500 moveto (A leaflet) show
/Times-Roman findfont 11 scalefont setfont 0 setgray 40 450 moveto ({first}) show
0 0 0 1 setcmykcolor 40 430 moveto ({second}) show
100 100 moveto 200 300 lineto 4 setlinewidth stroke showpage
"""
SVG = """<svg xmlns="http://www.w3.org/2000/svg" width="148mm" height="210mm" viewBox="0 0 148 210">
<rect width="148" height="40" fill="#005260" fill-opacity="0.8"/>
<text x="15" y="25" font-size="12" fill="#fff" font-family="sans-serif">A leaflet</text>
<text x="15" y="60" font-size="4" font-family="sans-serif">{first}</text>
<path d="M15 70h100" stroke="#000" stroke-width="0.05"/></svg>"""


def fpdf2() -> None:
    from fpdf import FPDF

    pdf = FPDF(format="A4")
    pdf.set_auto_page_break(False)
    pdf.set_creation_date(DAY)
    pdf.add_page()
    pdf.set_fill_color(0, 82, 96)
    pdf.rect(0, 0, 210, 40, style="F")
    pdf.set_font("helvetica", size=24)
    pdf.set_text_color(255)
    pdf.set_xy(15, 15)
    pdf.cell(text="A leaflet")
    pdf.set_text_color(0)
    for at, (line, size) in enumerate(zip([*TEXT, "Printed very small."], (11, 11, 5), strict=True)):
        pdf.set_font("times", size=size)
        pdf.set_xy(15, 60 + 8 * at)
        pdf.cell(text=line)
    pdf.output("fpdf2.pdf")


def weasyprint() -> None:
    from weasyprint import HTML as Page

    text = HTML.format(size="A4", more="bleed: 3mm; marks: crop", first=TEXT[0], second=TEXT[1])
    Page(string=text).write_pdf("weasyprint.pdf")


def typst() -> None:
    import typst as compiler

    Path("leaflet.typ").write_text(TYPST.format(first=TEXT[0], second=TEXT[1]))
    compiler.compile("leaflet.typ", output="typst.pdf")
    Path("leaflet.typ").unlink()


def reportlab() -> None:
    from reportlab import rl_config
    from reportlab.lib.colors import CMYKColor, CMYKColorSep
    from reportlab.lib.units import mm
    from reportlab.pdfgen.canvas import Canvas

    rl_config.invariant = 1
    page = Canvas("reportlab.pdf", pagesize=(297 * mm, 210 * mm), pageCompression=1)
    page.setFillColor(CMYKColor(0.9, 0.9, 0.9, 0.9))
    page.rect(0, 150 * mm, 297 * mm, 60 * mm, stroke=0, fill=1)
    page.setFillColor(CMYKColorSep(0, 0.2, 0.8, 0, spotName="Gold"))
    page.rect(20 * mm, 20 * mm, 40 * mm, 20 * mm, stroke=0, fill=1)
    page.setFillColor(CMYKColor(0.6, 0.5, 0.5, 1))
    page.setFont("Helvetica", 11)
    for at, line in enumerate(TEXT):
        page.drawString(1 * mm, (130 - 8 * at) * mm, line)
    page.setLineWidth(0)
    page.line(20 * mm, 60 * mm, 100 * mm, 60 * mm)
    page.setTitle("A leaflet")
    page.save()


def _run(suffix: str, text: str, *command: str) -> None:
    source = Path(f"leaflet.{suffix}")
    source.write_text(text.format(first=TEXT[0], second=TEXT[1]) if suffix != "html" else text)
    subprocess.run([*command, source.name], check=True, capture_output=True)
    source.unlink()


def ghostscript() -> None:
    options = ("-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=pdfwrite", "-dCompatibilityLevel=1.5")
    _run("ps", POSTSCRIPT, "gs", *options, "-sOutputFile=ghostscript.pdf")


def cairo() -> None:
    _run("svg", SVG, "rsvg-convert", "-f", "pdf", "-o", "cairo.pdf")


def chromium() -> None:
    text = HTML.format(size="A5", more="", first=TEXT[0], second=TEXT[1])
    options = ("--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer")
    _run("html", text, "chromium", *options, "--print-to-pdf=chromium.pdf")


if __name__ == "__main__":
    for make in (fpdf2, weasyprint, typst, reportlab, ghostscript, cairo, chromium):
        make()
