"""Lists the files of an archive as Python reads it, which checks their sums: list_zip.py FILE"""

import json
import sys
import zipfile

with zipfile.ZipFile(sys.argv[1]) as archive:
    assert archive.testzip() is None
    files = [
        {"name": info.filename, "time": list(info.date_time), "mode": info.external_attr >> 16, "size": info.file_size}
        for info in archive.infolist()
    ]
    for file in files:
        file["text"] = archive.read(file["name"]).decode()[:1000]
print(json.dumps(files))
