"""Edits a workbook in LibreOffice, as a person would: opens it, writes into cells, sorts a list, saves it as .xlsx.

usage: edit.py IN.xlsx OUT.xlsx EDITS.json
EDITS is a list of [sheet, head of the column, words in the row, new words]; the heads stand in the second row.
"""
import json
import os
import subprocess
import sys
import tempfile
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.table.CellContentType import TEXT


def option(name, value):
    prop = PropertyValue()
    prop.Name, prop.Value = name, value
    return prop


def connect(pipe):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    address = f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext"
    for _ in range(240):
        try:
            context = resolver.resolve(address)
            return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        except Exception:
            time.sleep(0.25)
    raise SystemExit("LibreOffice did not start within a minute")


def used(sheet):
    cursor = sheet.createCursor()
    cursor.gotoEndOfUsedArea(False)
    return cursor.RangeAddress.EndColumn, cursor.RangeAddress.EndRow


def edit(document, sheet_name, head, words, new):
    sheet = document.Sheets.getByName(sheet_name)
    columns, rows = used(sheet)
    column = next(c for c in range(columns + 1) if sheet.getCellByPosition(c, 1).String == head)
    row = next(
        r
        for r in range(3, rows + 1)
        if any(sheet.getCellByPosition(c, r).String == words for c in range(3, columns + 1))
    )
    cell = sheet.getCellByPosition(column, row)
    assert cell.Type == TEXT or not cell.Formula.startswith("="), "our cells are no formulas"
    # As if it were typed: LibreOffice makes numbers and dates of what looks like them.
    cell.setFormula(new)


def main(source, target, edits):
    pipe = f"matriz{os.getpid()}"
    with tempfile.TemporaryDirectory() as profile:
        office = subprocess.Popen(
            ["soffice", "--headless", "--norestore", "--nologo", f"--accept=pipe,name={pipe};urp;",
             f"-env:UserInstallation=file://{profile}"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )
        try:
            desktop = connect(pipe)
            document = desktop.loadComponentFromURL(f"file://{os.path.abspath(source)}", "_blank", 0, (option("Hidden", True),))
            for one in edits:
                edit(document, *one)
            document.storeToURL(f"file://{os.path.abspath(target)}", (option("FilterName", "Calc MS Excel 2007 XML"),))
            document.close(True)
            try:
                desktop.terminate()
            except Exception:
                pass
            office.wait(timeout=60)
        finally:
            if office.poll() is None:
                office.kill()


if __name__ == "__main__":
    with open(sys.argv[3], encoding="utf-8") as file:
        main(sys.argv[1], sys.argv[2], json.load(file))
